import type { Locale, MessageAudience, MessageTemplateName } from '@greenroom/contracts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import type { MessageTexts, TextsByName } from './message-texts.ts';

const languages: Record<Locale, TextsByName> = { en, de };

/** @throws Error where a message has no words for a reader: a mistake of the caller. */
export function shippedTexts(
  template: MessageTemplateName,
  audience: MessageAudience,
  locale: Locale,
): MessageTexts {
  const texts = languages[locale][template][audience];
  if (!texts) throw new Error(`"${template}" has no words for the ${audience}`);
  return texts;
}

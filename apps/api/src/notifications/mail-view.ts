import type { EmailTexts, Locale } from '@greenroom/contracts';
import { mailPalette, type MailPalette } from './mail-palette.ts';
import type { MessageSubject } from './message-subject.ts';
import { type MessageWords, timesElsewhere, wordsOf } from './message-words.ts';
import type { Fact } from './templates/template.ts';
import { asLine, asParagraphs, renderText } from './text-engine.ts';
import { type TextKey, type TextParameters, translate } from './translations/translate.ts';

/** What the layout shows: finished texts in the reader's language. A type, since the template engine takes plain records. */
export type MailView = {
  readonly locale: Locale;
  readonly brand: { readonly name: string; readonly logo: string | null };
  readonly palette: MailPalette;
  readonly subject: string;
  readonly preview: string;
  readonly heading: string;
  readonly greeting: string;
  readonly lead: readonly string[];
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly more: readonly string[];
  }[];
  readonly button: { readonly label: string; readonly url: string; readonly hint: string } | null;
  readonly note: readonly string[];
  readonly why: string;
  readonly support: string | null;
};

/** Content id of the logo that travels with the mail. */
export const LOGO_CID = 'logo';

/** PNG is the one kind of image that every mail program shows. */
const PNG_DATA_URL = 'data:image/png;base64,';

/**
 * Writes a message for its reader: in their language and time zone, with the other side's zone beside it where it differs.
 *
 * @throws TextProblem when the words do not render.
 */
export function toMailView(subject: MessageSubject, texts: EmailTexts): MailView {
  const { template, reader, branding, url } = subject;
  const words = wordsOf(subject);
  const text = (key: TextKey, parameters?: TextParameters) => translate(reader.locale, key, parameters);
  const line = (source: string) => asLine(renderText(source, words));
  const label = line(texts.action);

  return {
    locale: reader.locale,
    brand: { name: words.brand, logo: branding.logo?.startsWith(PNG_DATA_URL) ? LOGO_CID : null },
    palette: mailPalette(branding.brandColor),
    subject: line(texts.subject),
    preview: line(texts.preview),
    heading: line(texts.heading),
    greeting: text('mail.greeting', { name: words.name }),
    lead: asParagraphs(renderText(texts.lead, words)),
    facts: template.facts.flatMap((fact) => {
      const value = valueOf(fact, words);
      const more = fact === 'when' ? timesElsewhere(subject) : [];
      return value === null ? [] : [{ label: text(`fact.${fact}`), value, more }];
    }),
    button: url === null || label === '' ? null : { label, url, hint: text('mail.button-hint') },
    note: asParagraphs(renderText(texts.note, words)),
    why: text(`mail.why-${template.audience}`, { brand: words.brand }),
    support: branding.supportEmail === null ? null : text('mail.support', { address: branding.supportEmail }),
  };
}

function valueOf(fact: Fact, words: MessageWords): string | null {
  return fact === 'job-role' ? words.jobRole : words[fact];
}

import type { SmsTexts } from '@greenroom/contracts';
import type { MessageSubject } from './message-subject.ts';
import { wordsOf } from './message-words.ts';
import { asLine, renderText } from './text-engine.ts';

/**
 * A text message. No signed link is in it: carriers and the provider keep what they pass on, and the link opens the interview to whoever has
 * it.
 *
 * @throws TextProblem when the words do not render.
 */
export const toSmsText = (subject: MessageSubject, texts: SmsTexts): string =>
  // Dates come with spaces that are not in the alphabet of text messages (3GPP TS 23.038), which would halve the length of each part.
  asLine(renderText(texts.body, wordsOf(subject)).replace(/[\u00a0\u2009\u202f]/g, ' '));

import {
  type EmailTexts,
  emailTextsSchema,
  type ErrorDetail,
  type Locale,
  localeSchema,
  messageAudienceSchema,
  type MessageChannelName,
  messageChannelSchema,
  messageTemplateSchema,
  type MessageWordingKey,
  type MessageWordingParams,
  type SmsTexts,
  smsTextsSchema,
} from '@greenroom/contracts';
import * as z from 'zod';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { wordsOf } from './message-words.ts';
import { sampleMessage, sampleSituations } from './sample-message.ts';
import { findTemplate } from './templates/index.ts';
import type { MessageTemplate } from './templates/template.ts';
import { asLine, renderText, TextProblem } from './text-engine.ts';

export type Texts = EmailTexts | SmsTexts;

/** Parts that a message cannot do without. */
const needed = new Set(['subject', 'heading', 'lead', 'body']);

const keySchema = z.object({
  template: messageTemplateSchema,
  audience: messageAudienceSchema,
  channel: messageChannelSchema,
  locale: localeSchema,
});

/** @throws AppError `not-found` for words that there are not. */
export function readKey(params: MessageWordingParams): { key: MessageWordingKey; template: MessageTemplate } {
  const { data: key } = keySchema.safeParse(params);
  const template = key && findTemplate(key.template, key.audience);
  if (!template) throw notFound('message');
  return { key, template };
}

/** Words for a channel. @throws AppError `invalid-request` when they are another channel's. */
export function readTexts(channel: 'email', texts: Texts): EmailTexts;
export function readTexts(channel: 'sms', texts: Texts): SmsTexts;
export function readTexts(channel: MessageChannelName, texts: Texts): Texts;
export function readTexts(channel: MessageChannelName, texts: Texts): Texts {
  const read = (channel === 'email' ? emailTextsSchema : smsTextsSchema).safeParse(texts);
  if (read.success) return read.data;
  throw invalid([{ path: 'body.texts', message: `must be the words of a message by ${channel}` }]);
}

/**
 * Tries words out on the example, whatever may have happened to it.
 *
 * @throws AppError `invalid-request` that names each part that does not render, or is empty where it must not be.
 */
export function checkTexts(
  template: MessageTemplate,
  locale: Locale,
  surroundings: Parameters<typeof sampleMessage>[2],
  texts: Texts,
): void {
  const situations = sampleSituations.map((facts) =>
    wordsOf({ ...sampleMessage(template, locale, surroundings), facts }),
  );
  const problems = Object.entries(texts).flatMap(([part, source]): ErrorDetail[] => {
    const problem = firstProblem(source, situations, needed.has(part));
    return problem === null ? [] : [{ path: `body.texts.${part}`, message: problem }];
  });
  if (problems.length > 0) throw invalid(problems);
}

function firstProblem(source: string, situations: readonly object[], isNeeded: boolean): string | null {
  try {
    const rendered = situations.map((words) => asLine(renderText(source, words)));
    return isNeeded && rendered.includes('') ? 'must not be empty in any case' : null;
  } catch (failure) {
    if (failure instanceof TextProblem) return failure.message;
    throw failure;
  }
}

const invalid = (details: ErrorDetail[]): AppError =>
  new AppError('invalid-request', 'These words cannot be used.', { details });

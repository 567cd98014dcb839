import { experienceLevelSchema, focusAreaSchema, interviewStatusSchema } from '@greenroom/contracts';
import { formatMoney, languageTagOf, LetterTimeFormat } from '@greenroom/domain';
import { type MessageSubject, sideOf } from './message-subject.ts';
import { policySentence } from './policy-words.ts';
import { plainText } from './plain-text.ts';
import { isTextKey, type TextKey, translate } from './translations/translate.ts';

/**
 * What the words of a message can name, by the names that administrators write. Finished texts in the reader's language, except codes that
 * a text chooses by (`absent`, `cancelledBy`, `rescheduledBy`) and yes or no; null where there is nothing to say.
 */
export type MessageWords = ReturnType<typeof wordsOf>;

export function wordsOf(subject: MessageSubject) {
  const { template, interview, facts, reader, branding, page, now } = subject;
  const { locale } = reader;
  const times = new LetterTimeFormat(languageTagOf(locale), reader.timeZone);
  const candidate = plainText(interview.candidate.name);
  const interviewer = plainText(interview.interviewer.name);
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: interview.currency }, locale);
  return {
    name: plainText(reader.name),
    other: otherOf(template.audience, candidate, interviewer),
    candidate,
    interviewer,
    type: plainText(interview.typeName),
    jobRole: plainText(interview.jobRole),
    level: translate(locale, `level.${experienceLevelSchema.parse(interview.experienceLevel)}`),
    focus: translate(locale, `focus.${focusAreaSchema.parse(interview.focus)}`),
    minutes: interview.durationMinutes,
    status: translate(locale, `status.${interviewStatusSchema.parse(interview.status)}`),
    day: times.date(interview.scheduledAt),
    start: times.shortDateTime(interview.scheduledAt),
    when: times.span(interview.scheduledAt, interview.endsAt),
    startsIn: times.fromNow(interview.scheduledAt, now),
    previously: previousSpan(subject, times),
    price: money(interview.priceMinor),
    terms: policySentence(interview, locale),
    paid: facts.paid,
    refund: facts.refund && money(facts.refund.amountMinor),
    refundReason: facts.refund && translate(locale, reasonKey(facts.refund.reason)),
    absent: facts.absent,
    cancelledBy: facts.cancelledBy,
    rescheduledBy: facts.rescheduledBy,
    hasFeedback: interview.feedbackAt !== null,
    brand: plainText(branding.name),
    support: branding.supportEmail,
    page,
  };
}

/** The time for readers in other zones, with whose zone it is: both sides', where they differ from the reader's. */
export function timesElsewhere({ template, interview, reader }: MessageSubject): readonly string[] {
  const { audience } = template;
  const span = (timeZone: string) =>
    new LetterTimeFormat(languageTagOf(reader.locale), timeZone).span(
      interview.scheduledAt,
      interview.endsAt,
    );
  const here = span(reader.timeZone);
  return (['candidate', 'interviewer'] as const)
    .filter((side) => side !== audience)
    .map((side) => sideOf(interview, side))
    .filter(({ timeZone }) => span(timeZone) !== here)
    .map(({ name, timeZone }) =>
      translate(reader.locale, 'mail.other-zone', { name: plainText(name), when: span(timeZone) }),
    );
}

function otherOf(
  audience: MessageSubject['template']['audience'],
  candidate: string,
  interviewer: string,
): string | null {
  switch (audience) {
    case 'candidate':
      return interviewer;
    case 'interviewer':
      return candidate;
    case 'admin':
      return null;
  }
}

function previousSpan({ interview, facts }: MessageSubject, times: LetterTimeFormat): string | null {
  const { previousStart } = facts;
  if (previousStart === null) return null;
  const length = interview.endsAt.getTime() - interview.scheduledAt.getTime();
  return times.span(previousStart, new Date(previousStart.getTime() + length));
}

/** Reasons come from the domain's decision; one that has no words of its own gets the general ones. */
function reasonKey(reason: string): TextKey {
  const key = `refund.reason.${reason}`;
  return isTextKey(key) ? key : 'refund.reason.other';
}

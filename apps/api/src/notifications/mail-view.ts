import { type Branding, experienceLevelSchema, focusAreaSchema, type Locale } from '@greenroom/contracts';
import { formatMoney } from '@greenroom/domain';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { mailPalette, type MailPalette } from './mail-palette.ts';
import { plainText } from './plain-text.ts';
import type { Fact, MessageTemplate } from './templates/template.ts';
import { TimeFormatter } from './time-formatter.ts';
import {
  isTextKey,
  readerLocale,
  type TextKey,
  type TextParameters,
  translate,
} from './translations/translate.ts';

/** Everything a mail is made from. */
export interface MailSubject {
  readonly template: MessageTemplate;
  readonly interview: InterviewRecord;
  readonly branding: Branding;
  /** Address behind the button. */
  readonly url: string;
  /** Code of the refund's reason, where there is one. */
  readonly refundReason: string | null;
}

/** What the layout shows: finished texts in the reader's language. A type, since the template engine takes plain records. */
export type MailView = {
  readonly locale: Locale;
  readonly brand: { readonly name: string; readonly logo: string | null };
  readonly palette: MailPalette;
  readonly subject: string;
  readonly preview: string;
  readonly heading: string;
  readonly greeting: string;
  readonly lead: string;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly more: string | null }[];
  readonly action: string;
  readonly url: string;
  readonly buttonHint: string;
  readonly note: string;
  readonly why: string;
  readonly support: string | null;
};

/** Content id of the logo that travels with the mail. */
export const LOGO_CID = 'logo';

/** PNG is the one kind of image that every mail program shows. */
const PNG_DATA_URL = 'data:image/png;base64,';

/** Writes a message for its reader: in their language and time zone, with the other side's zone beside it where it differs. */
export function toMailView({ template, interview, branding, url, refundReason }: MailSubject): MailView {
  const toCandidate = template.recipient === 'candidate';
  const locale = readerLocale(toCandidate ? interview.candidateLocale : interview.interviewer.locale);
  const candidate = { name: plainText(interview.candidate.name), timeZone: interview.candidateTimeZone };
  const interviewer = {
    name: plainText(interview.interviewer.name),
    timeZone: interview.interviewer.timeZone,
  };
  const [reader, other] = toCandidate ? [candidate, interviewer] : [interviewer, candidate];
  const times = new TimeFormatter(locale, reader.timeZone);
  const text = (key: TextKey, parameters?: TextParameters) => translate(locale, key, parameters);
  const brand = plainText(branding.name);

  const when = times.span(interview.scheduledAt, interview.endsAt);
  const elsewhere = new TimeFormatter(locale, other.timeZone).span(interview.scheduledAt, interview.endsAt);
  const amount = formatMoney({ amountMinor: interview.priceMinor, currency: interview.currency }, locale);
  const values: Record<Fact, string> = {
    when,
    with: other.name,
    type: interview.typeName,
    'job-role': plainText(interview.jobRole),
    level: text(`level.${experienceLevelSchema.parse(interview.experienceLevel)}`),
    focus: text(`focus.${focusAreaSchema.parse(interview.focus)}`),
    amount,
  };
  const words = {
    other: other.name,
    type: interview.typeName,
    day: times.day(interview.scheduledAt),
    when,
    amount,
    reason: text(reasonKey(refundReason)),
  };
  const otherRole = toCandidate ? 'interviewer' : 'candidate';

  return {
    locale,
    brand: { name: brand, logo: branding.logo?.startsWith(PNG_DATA_URL) ? LOGO_CID : null },
    palette: mailPalette(branding.brandColor),
    subject: text(`${template.name}.subject`, words),
    preview: text(`${template.name}.preview`, words),
    heading: text(`${template.name}.heading`, words),
    greeting: text('mail.greeting', { name: reader.name }),
    lead: text(`${template.name}.lead`, words),
    facts: template.facts.map((fact) => ({
      label: text(fact === 'with' ? `fact.${otherRole}` : `fact.${fact}`),
      value: values[fact],
      more:
        fact === 'when' && elsewhere !== when
          ? text('mail.other-zone', { name: other.name, when: elsewhere })
          : null,
    })),
    action: text(`${template.name}.action`, words),
    url,
    buttonHint: text('mail.button-hint'),
    note: text(`${template.name}.note`, words),
    why: text(`mail.why-${template.recipient}`, { brand }),
    support: branding.supportEmail === null ? null : text('mail.support', { address: branding.supportEmail }),
  };
}

/** Reasons come from the domain's decision; one that has no words of its own gets the general ones. */
function reasonKey(reason: string | null): TextKey {
  const key = `refund.reason.${reason}`;
  return isTextKey(key) ? key : 'refund.reason.other';
}

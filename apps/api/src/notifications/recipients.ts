import { Injectable } from '@nestjs/common';
import type { MessageAudience, MessageChannelName } from '@greenroom/contracts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import type { Transaction } from '../platform/database/database.ts';
import { type Reader, sideOf } from './message-subject.ts';
import type { MessageRecord } from './messages.repository.ts';
import { type AdminRecord, RecipientsRepository } from './recipients.repository.ts';
import { readerLocale } from './translations/translate.ts';

/** Whom to write to: somebody by their part in the interview, all administrators, or an address that belongs to nobody we know. */
export type RecipientWish =
  { readonly role: 'candidate' | 'interviewer' | 'admin' } | { readonly address: string };

/** Where one message goes. */
export interface Addressee {
  readonly role: 'candidate' | 'interviewer' | 'admin' | 'address';
  /** Account of an administrator. */
  readonly id: string | null;
  /** In the channel's own terms: an e-mail address or a telephone number. */
  readonly address: string;
}

/** Somebody to write to now. */
export interface Recipient {
  readonly address: string;
  readonly reader: Reader;
}

/** Whose words a message to somebody has. */
export const audienceOf = (wish: RecipientWish): MessageAudience => ('role' in wish ? wish.role : 'admin');

/** The same for a planned message. */
export const audienceOfRole = (role: string): MessageAudience =>
  role === 'candidate' || role === 'interviewer' ? role : 'admin';

/** Who gets a message: decided when it is planned, and where they are reached asked again when it is sent. */
@Injectable()
export class Recipients {
  constructor(private readonly repository: RecipientsRepository) {}

  /** Where a message would go, or why to nobody. Administrators without a telephone number are left out where others have one. */
  async addressesOf(
    tx: Transaction,
    wish: RecipientWish,
    channel: MessageChannelName,
    interview: InterviewRecord,
  ): Promise<{ readonly addresses: readonly Addressee[] } | { readonly skipped: 'no-phone' | 'no-admin' }> {
    if (!('role' in wish)) return { addresses: [{ role: 'address', id: null, address: wish.address }] };
    const { role } = wish;
    const people =
      role === 'admin' ? await this.repository.listAdmins(tx) : [{ ...interview[role], id: null }];
    if (people.length === 0) return { skipped: 'no-admin' };
    const addresses = people.flatMap((person) => {
      const address = addressIn(channel, person);
      return address === null ? [] : [{ role, id: person.id, address }];
    });
    return addresses.length > 0 ? { addresses } : { skipped: 'no-phone' };
  }

  /** Who a planned message is for, as they are reached now; null when there is nobody any more, or no way to reach them. */
  async find(row: MessageRecord, interview: InterviewRecord): Promise<Recipient | null> {
    switch (row.recipientRole) {
      case 'candidate':
      case 'interviewer':
        return reachedBy(row, interview[row.recipientRole], sideOf(interview, row.recipientRole));
      case 'admin': {
        const admin = row.recipientId === null ? null : await this.repository.findAdmin(row.recipientId);
        return admin && reachedBy(row, admin, readerOf(admin, interview));
      }
      default:
        return { address: row.recipient, reader: readerBehind(row.recipient, interview) };
    }
  }
}

interface Reachable {
  readonly email: string;
  readonly phone: string | null;
}

function reachedBy({ channel }: MessageRecord, person: Reachable, reader: Reader): Recipient | null {
  const address = addressIn(channel, person);
  return address === null ? null : { address, reader };
}

const addressIn = (channel: string, { email, phone }: Reachable): string | null =>
  channel === 'sms' ? phone : email;

/** An administrator; until they have said otherwise, in the interviewer's zone: the house's. */
const readerOf = ({ name, locale, timeZone }: AdminRecord, interview: InterviewRecord): Reader => ({
  name,
  locale: readerLocale(locale ?? interview.interviewer.locale),
  timeZone: timeZone ?? interview.interviewer.timeZone,
});

/** Somebody of whom only the address is known. */
const readerBehind = (address: string, { interviewer }: InterviewRecord): Reader => ({
  name: address.split('@', 1)[0] ?? address,
  locale: readerLocale(interviewer.locale),
  timeZone: interviewer.timeZone,
});

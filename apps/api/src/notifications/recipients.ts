import type { MessageAudience, MessageChannelName } from '@greenroom/contracts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import type { AdminRecord } from './recipients.repository.ts';

/** Whom to write to: somebody by their part in the interview, all administrators, or an address that belongs to nobody we know. */
export type RecipientWish =
  { readonly role: 'candidate' | 'interviewer' | 'admin' } | { readonly address: string };

export type RecipientRole = 'candidate' | 'interviewer' | 'admin' | 'address';

/** Where one message goes. */
export interface Addressee {
  readonly role: RecipientRole;
  /** Account of an administrator. */
  readonly id: string | null;
  /** In the channel's own terms: an e-mail address or a telephone number. */
  readonly address: string;
}

/** Somebody who can be reached. */
interface Reachable {
  readonly email: string;
  readonly phone: string | null;
}

export const audienceOf = (wish: RecipientWish): MessageAudience => ('role' in wish ? wish.role : 'admin');

/** Where a message goes, or why it cannot be sent to anybody. Administrators without a telephone number are left out where others have one. */
export function addressesOf(
  wish: RecipientWish,
  channel: MessageChannelName,
  interview: InterviewRecord,
  admins: readonly AdminRecord[],
): { readonly addresses: readonly Addressee[] } | { readonly skipped: 'no-phone' | 'no-admin' } {
  if (!('role' in wish)) return { addresses: [{ role: 'address', id: null, address: wish.address }] };
  if (wish.role === 'admin' && admins.length === 0) return { skipped: 'no-admin' };
  const people: readonly (Reachable & { readonly id: string | null })[] =
    wish.role === 'admin' ? admins : [{ ...interview[wish.role], id: null }];
  const addresses = people.flatMap((person) => {
    const address = addressIn(channel, person);
    return address === null ? [] : [{ role: wish.role, id: person.id, address }];
  });
  return addresses.length > 0 ? { addresses } : { skipped: 'no-phone' };
}

function addressIn(channel: MessageChannelName, { email, phone }: Reachable): string | null {
  switch (channel) {
    case 'email':
      return email;
    case 'sms':
      return phone;
  }
}

import type { AccountCaller, InterviewerCaller } from '../platform/http/caller.ts';
import { notFound } from '../platform/http/app-error.ts';
import type { InterviewRecord } from './interviews.repository.ts';

/** A person who has something to do with interviews, as far as they have proved it. */
export type InterviewParty =
  | { readonly side: 'candidate'; readonly accountId: string }
  | { readonly side: 'interviewer'; readonly interviewId: string }
  | { readonly side: 'admin'; readonly accountId: string };

export const candidateParty = ({ accountId }: AccountCaller) =>
  ({ side: 'candidate', accountId }) as const satisfies InterviewParty;

export const interviewerParty = ({ interviewId }: InterviewerCaller) =>
  ({ side: 'interviewer', interviewId }) as const satisfies InterviewParty;

export const adminParty = ({ accountId }: AccountCaller) =>
  ({ side: 'admin', accountId }) as const satisfies InterviewParty;

/**
 * The interview, if it is the party's to see.
 *
 * @throws AppError `not-found`, the same for an interview that does not exist and for one of other people.
 */
export function demandParty(row: InterviewRecord | null, party: InterviewParty): InterviewRecord {
  if (!row || !isOf(row, party)) throw notFound('interview');
  return row;
}

function isOf(row: InterviewRecord, party: InterviewParty): boolean {
  switch (party.side) {
    case 'candidate':
      return row.candidateId === party.accountId;
    case 'interviewer':
      return row.id === party.interviewId;
    case 'admin':
      return true;
  }
}

import type { ParticipantRole } from '@greenroom/contracts';

interface People {
  readonly candidateId: string;
  readonly interviewerId: string;
}

/** Who a side of an interview is in the audit log: an account, or an interviewer, who has none. */
export const personOf = ({ candidateId, interviewerId }: People, side: ParticipantRole): string =>
  side === 'candidate' ? candidateId : `interviewer:${interviewerId}`;

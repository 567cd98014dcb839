import type { AdminTask } from '@greenroom/contracts';

/** An open appeal of the candidate; name what matters. */
export const aTask = ({
  interview,
  ...parts
}: Partial<Omit<AdminTask, 'interview'>> & {
  interview?: Partial<AdminTask['interview']>;
} = {}): AdminTask => ({
  id: '00000000-0000-4000-8000-000000000021',
  kind: 'appeal',
  openedBy: 'candidate',
  text: 'The page did not let me in.',
  openedAt: '2026-11-22T09:00:00.000Z',
  resolvedAt: null,
  note: null,
  ...parts,
  interview: {
    id: '00000000-0000-4000-8000-000000000001',
    status: 'no-show',
    typeName: 'Behavioural interview',
    candidateName: 'Casey Candidate',
    interviewerName: 'Dana Whitfield',
    scheduledAt: '2026-11-21T10:00:00.000Z',
    outcome: 'no-show-candidate',
    proposedOutcome: null,
    ...interview,
  },
});

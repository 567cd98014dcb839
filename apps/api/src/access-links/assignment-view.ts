import type { Assignment } from '@greenroom/contracts';
import { factsOf } from '../interviews/interview-view.ts';
import { readerLocale } from '../notifications/translations/translate.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';

/** An interview as its interviewer sees it: the price is not shown, nor the candidate's address. */
export const toAssignment = (row: InterviewRecord): Assignment => ({
  ...factsOf(row),
  interviewId: row.id,
  roomName: row.roomName,
  candidateName: row.candidate.name,
  timeZone: row.interviewer.timeZone,
  candidateTimeZone: row.candidateTimeZone,
  locale: readerLocale(row.interviewer.locale),
});

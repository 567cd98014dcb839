import type { AdminInterviewer, InterviewerInput, Locale } from '@greenroom/contracts';
import { hasProblems, type Week, weekOf, weeklyHoursOf } from './week';

/** An interviewer as the form shows them: the weekly hours as ranges by day. */
export type InterviewerDraft = Omit<InterviewerInput, 'weeklyHours' | 'phone'> & {
  readonly weeklyHours: Week;
  /** Empty for none. */
  readonly phone: string;
};

/** Minutes around an interview that the form offers. */
export const BUFFERS: readonly number[] = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
/** Minutes between booking and start that the form offers: up to a week. */
export const NOTICES: readonly number[] = [0, 15, 30, 60, 120, 240, 480, 1440, 2880, 4320, 10_080];

/** The choices of a field, with a stored value that is none of them. */
export function choicesWith(choices: readonly number[], stored: number): number[] {
  return [...new Set([...choices, stored])].sort((one, other) => one - other);
}

export function emptyInterviewer(timeZone: string, locale: Locale): InterviewerDraft {
  return {
    name: '',
    email: '',
    phone: '',
    headline: '',
    specialties: [],
    timeZone,
    locale,
    bufferMinutes: 10,
    minimumNoticeMinutes: 60,
    acceptsInstant: false,
    active: true,
    weeklyHours: weekOf([]),
  };
}

export function draftOfInterviewer(interviewer: AdminInterviewer): InterviewerDraft {
  const { name, email, headline, specialties, timeZone, locale } = interviewer;
  const { bufferMinutes, minimumNoticeMinutes, acceptsInstant, active, weeklyHours } = interviewer;
  return {
    name,
    email,
    phone: interviewer.phone ?? '',
    headline,
    specialties,
    timeZone,
    locale,
    bufferMinutes,
    minimumNoticeMinutes,
    acceptsInstant,
    active,
    weeklyHours: weekOf(weeklyHours),
  };
}

/** What the API takes. A week with a problem, which its editor shows, is given as something that the contract refuses. */
export function inputOfInterviewer({ weeklyHours, phone, ...rest }: InterviewerDraft): unknown {
  return {
    ...rest,
    phone: phone.trim() || null,
    weeklyHours: hasProblems(weeklyHours) ? 'has problems' : weeklyHoursOf(weeklyHours),
  };
}

import {
  type BrandingInput,
  defaultPolicy,
  type InterviewerInput,
  type InterviewTypeInput,
  type WeeklyHours,
} from '@greenroom/contracts';

/** How the demo portal calls itself and looks. */
export const demoBranding: BrandingInput = {
  name: 'Greenroom',
  brandColor: '#0E7A5F',
  logo: null,
  supportEmail: 'support@greenroom.example',
};

/** Four types, one of them free, so that booking can be tried with and without paying. */
export const demoInterviewTypes: readonly InterviewTypeInput[] = [
  {
    slug: 'first-steps',
    name: 'Device and first-steps call',
    description:
      'Fifteen relaxed minutes: check camera and microphone with a specialist, learn how the room works and what to prepare.',
    durationMinutes: 15,
    priceMinor: 0,
    currency: 'EUR',
    policy: defaultPolicy,
    active: true,
  },
  {
    slug: 'recruiter-screening',
    name: 'Recruiter screening',
    description:
      'The first call with a company, practised: your story in two minutes, motivation, salary expectations, your own questions.',
    durationMinutes: 30,
    priceMinor: 3900,
    currency: 'EUR',
    policy: defaultPolicy,
    active: true,
  },
  {
    slug: 'behavioural-interview',
    name: 'Behavioural interview',
    description:
      'Questions about situations you have lived through, asked the way hiring managers ask them, with feedback on every answer.',
    durationMinutes: 45,
    priceMinor: 5900,
    currency: 'EUR',
    policy: defaultPolicy,
    active: true,
  },
  {
    slug: 'technical-interview',
    name: 'Technical interview',
    description:
      'A full technical round for your role: problem solving aloud, design questions and follow-ups, scored by a rubric.',
    durationMinutes: 60,
    priceMinor: 8900,
    currency: 'EUR',
    policy: defaultPolicy,
    active: true,
  },
];

const everyDay = (startHour: number, endHour: number): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    startMinute: startHour * 60,
    endMinute: endHour * 60,
  }));

/** They all read English, so that somebody who looks around as every one of them stays in one language. */
const defaults = {
  locale: 'en',
  phone: null,
  bufferMinutes: 10,
  minimumNoticeMinutes: 60,
  acceptsInstant: true,
  active: true,
} as const;

/** Five specialists around the globe: at least two of them are at work at any hour of any day, one is around the clock. */
export const demoInterviewers: readonly InterviewerInput[] = [
  {
    ...defaults,
    name: 'Priya Raman',
    email: 'priya.raman@specialists.greenroom.example',
    // One of the numbers that are kept for stories: nobody has it.
    phone: '+12025550143',
    headline: 'Recruiting lead, nights and weekends included',
    specialties: ['Screening', 'Behavioural', 'Career change'],
    timeZone: 'Asia/Kolkata',
    bufferMinutes: 5,
    minimumNoticeMinutes: 0,
    weeklyHours: everyDay(0, 24),
  },
  {
    ...defaults,
    name: 'Jonas Albrecht',
    email: 'jonas.albrecht@specialists.greenroom.example',
    headline: 'Hired 200 engineers for Berlin scale-ups',
    specialties: ['Technical', 'System design', 'Backend'],
    timeZone: 'Europe/Berlin',
    weeklyHours: everyDay(7, 20),
  },
  {
    ...defaults,
    name: 'Danielle Okafor',
    email: 'danielle.okafor@specialists.greenroom.example',
    headline: 'Talent partner for product and design',
    specialties: ['Behavioural', 'Product', 'Salary'],
    timeZone: 'America/New_York',
    weeklyHours: everyDay(8, 20),
  },
  {
    ...defaults,
    name: 'Marcus Whitfield',
    email: 'marcus.whitfield@specialists.greenroom.example',
    headline: 'Former engineering manager, now interview coach',
    specialties: ['Technical', 'Leadership', 'Case study'],
    timeZone: 'America/Los_Angeles',
    weeklyHours: everyDay(9, 21),
  },
  {
    ...defaults,
    name: 'Grace Tanaka',
    email: 'grace.tanaka@specialists.greenroom.example',
    headline: 'Graduate hiring at three of the big four',
    specialties: ['Screening', 'Case study', 'Graduates'],
    timeZone: 'Australia/Sydney',
    weeklyHours: everyDay(8, 20),
  },
];

import { randomUUID } from 'node:crypto';
import { type APIResponse, type BrowserContext } from '@playwright/test';
import type {
  Booking,
  BookingInput,
  Interview,
  InterviewType,
  InterviewTypeInput,
  Slot,
  Specialist,
} from '@greenroom/contracts';
import { portalUrl } from './browsers.ts';
import { invitationFor } from './mailbox.ts';
import type { Account } from './portal.ts';

/**
 * Brings people to where a test begins, over the HTTP interface and with the cookies of their browser. The pages on the
 * way there are the business of other tests.
 */

const DAY_MS = 24 * 3600_000;

const PASSWORD = 'correct horse battery';

async function answerOf<T>(response: APIResponse): Promise<T> {
  if (!response.ok()) throw new Error(`${response.url()}: ${response.status()} ${await response.text()}`);
  return (await response.json()) as T;
}

async function post<T>(context: BrowserContext, path: string, data: unknown = {}): Promise<T> {
  const headers = { origin: portalUrl() };
  return answerOf<T>(await context.request.post(`${portalUrl()}${path}`, { data, headers }));
}

/** Asks the HTTP interface as the person of this browser. */
export async function ask<T>(context: BrowserContext, path: string): Promise<T> {
  return answerOf<T>(await context.request.get(`${portalUrl()}${path}`));
}

/** Signs a new candidate up; the browser is signed in. */
export async function createAccount(context: BrowserContext, name: string): Promise<Account> {
  const email = `${randomUUID()}@example.com`;
  await post(context, '/api/auth/sign-up/email', { name, email, password: PASSWORD });
  return { name, email };
}

/** Signs the administrator of the demo data in. */
export async function signInAsAdmin(context: BrowserContext): Promise<void> {
  const password = process.env.DEMO_ADMIN_PASSWORD;
  await post(context, '/api/auth/sign-in/email', { email: 'admin@greenroom.example', password });
}

/** Adds an interview type, as an administrator; it can be booked at once. */
export async function addInterviewType(admin: BrowserContext, input: InterviewTypeInput): Promise<void> {
  await post(admin, '/api/admin/interview-types', input);
}

/** What to book; the rest does not matter. */
export interface Wish {
  /** Slug of an interview type. */
  readonly type: string;
  readonly jobRole: string;
  /** Now, the first free slot so many days ahead, or a certain slot of a certain specialist. */
  readonly when:
    'now' | { readonly daysAhead: number } | { readonly startsAt: string; readonly interviewerName: string };
}

async function findType(context: BrowserContext, slug: string): Promise<InterviewType> {
  const { items } = await ask<{ items: InterviewType[] }>(context, '/api/interview-types');
  const type = items.find((candidate) => candidate.slug === slug);
  if (!type) throw new Error(`no interview type ${slug}`);
  return type;
}

/** Time and specialist of a wish; no specialist means the first who is free. */
async function chooseTime(
  context: BrowserContext,
  type: InterviewType,
  when: Wish['when'],
): Promise<Pick<BookingInput, 'startsAt' | 'interviewerId'>> {
  if (when === 'now') return { startsAt: null, interviewerId: null };
  if ('startsAt' in when) {
    const { items } = await ask<{ items: Specialist[] }>(context, '/api/specialists');
    const specialist = items.find(({ name }) => name === when.interviewerName);
    if (!specialist) throw new Error(`no specialist ${when.interviewerName}`);
    return { startsAt: when.startsAt, interviewerId: specialist.id };
  }
  const from = new Date(Date.now() + when.daysAhead * DAY_MS);
  const query = new URLSearchParams({
    interviewTypeId: type.id,
    from: from.toISOString(),
    to: new Date(from.getTime() + DAY_MS).toISOString(),
  });
  const [slot] = (await ask<{ items: Slot[] }>(context, `/api/slots?${query.toString()}`)).items;
  if (!slot) throw new Error('no free slot');
  return { startsAt: slot.startsAt, interviewerId: null };
}

/** Books as the person of this browser; a paid type is held until it is paid. */
export async function book(context: BrowserContext, wish: Wish): Promise<Booking> {
  const type = await findType(context, wish.type);
  const input: BookingInput = {
    idempotencyKey: randomUUID(),
    interviewTypeId: type.id,
    ...(await chooseTime(context, type, wish.when)),
    jobRole: wish.jobRole,
    experienceLevel: 'senior',
    focus: 'technical',
    timeZone: 'Europe/Berlin',
    locale: 'en',
  };
  return post<Booking>(context, '/api/bookings', input);
}

/** Books a free type now and answers its room. */
export async function bookRoom(
  context: BrowserContext,
  jobRole: string,
): Promise<Interview & { roomName: string }> {
  const { interview } = await book(context, { type: 'first-steps', jobRole, when: 'now' });
  if (interview.roomName === null) throw new Error('the interview has no room');
  return { ...interview, roomName: interview.roomName };
}

/** Makes a browser the interviewer's, by the link of their invitation. */
export async function enterByLink(context: BrowserContext, jobRole: string): Promise<void> {
  const { link } = await invitationFor(jobRole);
  await post(context, '/api/access-links/exchange', { token: new URL(link).hash.slice(1) });
}

/** How many interviews the person of this browser has ahead. */
export async function upcoming(context: BrowserContext): Promise<Interview[]> {
  return (await ask<{ items: Interview[] }>(context, '/api/interviews?scope=upcoming')).items;
}

import { randomUUID } from 'node:crypto';
import { type BookingInput, routes, routeUrl } from '@greenroom/contracts';
import type { Stack } from '../launcher/stack.ts';
import { type Account, anyAddress, cookiesOf, JSON_BODY } from './people.ts';

/** How long the invitation may take, and how often it is looked for, in milliseconds. */
const MAIL_TIMEOUT = 30_000;
const MAIL_INTERVAL = 100;

/** An interview that takes place now, and the cookies of its two people. */
export type LiveInterview = {
  readonly roomName: string;
  readonly cookies: { readonly candidate: string; readonly interviewer: string };
};

/** Books a free interview for now, and opens the interviewer's link from the mail: the whole way, without its pages. */
export async function bookNow(stack: Stack, candidate: Account): Promise<LiveInterview> {
  const body: BookingInput = {
    idempotencyKey: randomUUID(),
    interviewTypeId: await freeType(stack),
    interviewerId: null,
    startsAt: null,
    jobRole: 'Backend engineer',
    experienceLevel: 'mid',
    focus: 'technical',
    timeZone: 'Europe/Berlin',
    locale: 'en',
  };
  const response = await post(stack, routes.createBooking.path, candidate.headers, body);
  const { interview } = routes.createBooking.response.parse(await response.json());
  if (interview.roomName === null) throw new Error(`The interview is ${interview.status} and has no room`);
  const token = await invitationTo(stack, interview.id);
  const headers = { origin: stack.portalUrl, 'x-forwarded-for': anyAddress() };
  const exchanged = await post(stack, routes.exchangeLink.path, headers, { token });
  return {
    roomName: interview.roomName,
    cookies: { candidate: candidate.cookie, interviewer: cookiesOf(exchanged) },
  };
}

/** A permission to enter the room, as the portal's own page asks for it; JSON. */
export async function grantFor(
  stack: Stack,
  { roomName, cookies }: LiveInterview,
  side: Side,
): Promise<string> {
  const path = routeUrl(routes.createRoomGrant, { roomName });
  const response = await post(stack, path, { origin: stack.portalUrl, cookie: cookies[side] });
  return response.text();
}

export type Side = keyof LiveInterview['cookies'];

async function freeType({ apiUrl }: Stack): Promise<string> {
  const response = await fetch(apiUrl + routes.listInterviewTypes.path);
  const { items } = routes.listInterviewTypes.response.parse(await response.json());
  const free = items.find(({ priceMinor }) => priceMinor === 0);
  if (!free) throw new Error('There is no free interview type');
  return free.id;
}

/** The token in the interviewer's mail, which the worker sends. */
async function invitationTo({ mailUrl }: Stack, interviewId: string): Promise<string> {
  for (const until = performance.now() + MAIL_TIMEOUT; performance.now() < until;) {
    const response = await fetch(`${mailUrl ?? ''}/dev/mail/messages?limit=20`);
    const mails = (await response.json()) as { links: string[] }[];
    const token = mails
      .flatMap(({ links }) => links)
      .flatMap((link) => (link.includes('/i#') ? new URL(link).hash.slice(1) : []))
      .find((candidate) => subjectOf(candidate) === interviewId);
    if (token !== undefined) return token;
    await new Promise((resolve) => setTimeout(resolve, MAIL_INTERVAL));
  }
  throw new Error('The invitation did not arrive');
}

/** What a token is about; whether it is genuine is the API's question. */
function subjectOf(token: string): unknown {
  const [, payload = ''] = token.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub?: unknown }).sub;
}

async function post(
  { apiUrl }: Stack,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Response> {
  const response = await fetch(apiUrl + path, {
    method: 'POST',
    headers: { ...(body !== undefined && JSON_BODY), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`POST ${path} → ${response.status} ${await response.text()}`);
  return response;
}

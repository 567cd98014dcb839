import { randomBytes } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import { AccessLinks } from '../../src/access-links/access-links.service.ts';
import type { AccountClient } from '../support/application.ts';
import type { Client } from '../support/client.ts';
import { tokenIn } from '../support/interviewer-link.ts';
import type { World } from './world.ts';

/** Who changes an interview: both at the same time, of whom one gets it. */
export type Changer = 'candidate' | 'interviewer' | 'both';

/** An interview that is to be changed. */
export interface ChangeWish {
  readonly interviewId: string;
  readonly person: AccountClient;
  readonly priceMinor: number;
  readonly by: Changer;
  readonly what: 'cancels' | 'moves';
  /** New times, one for each side. */
  readonly candidateTime: Date;
  readonly interviewerTime: Date;
}

/** Cancels or moves an interview, by the candidate's account, by the interviewer's link, or by both at once. */
export async function change(world: World, wish: ChangeWish): Promise<void> {
  const interviewer = wish.by === 'candidate' ? undefined : await interviewerOf(world, wish.interviewId);
  // Before the invitation there is no link.
  const isByCandidate = wish.by !== 'interviewer' || !interviewer;
  await Promise.all([
    isByCandidate && changeAsCandidate(world, wish),
    interviewer && changeAsInterviewer(world, wish, interviewer),
  ]);
  world.changesOver.set(wish.interviewId, Date.now());
}

/** A browser in which the interviewer has opened the link of their invitation. */
async function interviewerOf(world: World, interviewId: string): Promise<Pick<Client, 'cookie'> | undefined> {
  const url = await world.application.get(AccessLinks).currentUrl(interviewId, 'invitation');
  if (!url) return undefined;
  const { status, headers } = await world.ask(routes.exchangeLink, {
    body: { token: tokenIn(url) },
    // The quota of exchanges counts by network address.
    headers: { 'x-forwarded-for': `10.${randomBytes(3).join('.')}` },
  });
  const [cookie] = headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return status < 400 && cookie ? { cookie } : undefined;
}

async function changeAsCandidate(world: World, wish: ChangeWish): Promise<void> {
  const { interviewId, person, candidateTime } = wish;
  const options = { params: { interviewId } };
  if (wish.what === 'moves') {
    const body = { scheduleVersion: 0, startsAt: candidateTime.toISOString() };
    const { status } = await world.ask(routes.rescheduleInterview, { ...options, body }, person);
    if (status < 400) acknowledgeMove(world, interviewId, candidateTime);
    return;
  }
  const { body: terms, status: found } = await world.ask(routes.getChangeTerms, options, person);
  if (found >= 400) return;
  const refundMinor = terms.cancel.refund?.amountMinor ?? null;
  const body = { scheduleVersion: 0, refundMinor };
  const { status } = await world.ask(routes.cancelInterview, { ...options, body }, person);
  if (status < 400) world.acknowledged.push({ kind: 'cancelled', interviewId, refundMinor });
}

async function changeAsInterviewer(
  world: World,
  { interviewId, what, priceMinor, interviewerTime }: ChangeWish,
  interviewer: Pick<Client, 'cookie'>,
): Promise<void> {
  const options = { params: { interviewId } };
  const deliberate = { scheduleVersion: 0, confirm: true as const, reason: null };
  if (what === 'moves') {
    const body = { ...deliberate, startsAt: interviewerTime.toISOString() };
    const { status } = await world.ask(routes.rescheduleAssignment, { ...options, body }, interviewer);
    if (status < 400) acknowledgeMove(world, interviewId, interviewerTime);
    return;
  }
  const { status } = await world.ask(routes.cancelAssignment, { ...options, body: deliberate }, interviewer);
  // Whatever the interviewer is the cause of goes back in full.
  if (status < 400) world.acknowledged.push({ kind: 'cancelled', interviewId, refundMinor: priceMinor });
}

function acknowledgeMove(world: World, interviewId: string, startsAt: Date): void {
  world.acknowledged.push({ kind: 'rescheduled', interviewId, version: 1, startsAt: startsAt.getTime() });
}

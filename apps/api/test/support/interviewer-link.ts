import { randomBytes } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import type { AccessLinkPurpose } from '@greenroom/domain';
import { AccessLinks } from '../../src/access-links/access-links.service.ts';
import type { TestApplication } from './application.ts';
import type { Client } from './client.ts';

interface InterviewTimes {
  readonly id: string;
  readonly endsAt: Date;
}

/** The token that the interviewer of an interview finds in their mail. */
export async function linkToken(
  application: TestApplication,
  interview: InterviewTimes,
  purpose: AccessLinkPurpose = 'invitation',
): Promise<string> {
  const links = application.get(AccessLinks);
  await application.database.transaction((tx) => links.issue(tx, interview, purpose));
  const url = await links.currentUrl(interview.id, purpose);
  if (!url) throw new Error('The interview has no link that opens anything');
  return tokenIn(url);
}

/** The token in the address of a mail. */
export function tokenIn(url: string): string {
  return new URL(url).hash.slice(1);
}

/** A browser in which the interviewer has opened their link. */
export async function interviewerOf(
  application: TestApplication,
  interview: InterviewTimes,
  browser: Client = application.visitor(),
  purpose: AccessLinkPurpose = 'invitation',
): Promise<Client> {
  await browser.call(routes.exchangeLink, {
    body: { token: await linkToken(application, interview, purpose) },
    // The quota of exchanges counts by network address.
    headers: { 'x-forwarded-for': `10.${randomBytes(3).join('.')}` },
  });
  return browser;
}

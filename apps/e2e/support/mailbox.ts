import { expect } from '@playwright/test';
import { portalUrl } from './browsers.ts';

export interface Mail {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: string[];
  readonly links: string[];
  readonly attachments: { filename: string; contentType: string; text?: string }[];
}

/** Everything that the local SMTP server accepted for an address, newest first. */
export async function mailsTo(address?: string): Promise<Mail[]> {
  const query = address ? `?to=${encodeURIComponent(address)}` : '';
  const response = await fetch(`${portalUrl()}/dev/mail/messages${query}`);
  return (await response.json()) as Mail[];
}

/** Everything that was mailed about the interview for a job role, newest first. */
export async function mailsAbout(jobRole: string): Promise<Mail[]> {
  return (await mailsTo()).filter(({ text }) => text.includes(jobRole));
}

/** The calendar entry of a mail (RFC 5545), in unfolded lines; empty without one. */
export function calendarOf({ attachments }: Mail): string[] {
  const entry = attachments.find(({ filename }) => filename.endsWith('.ics'))?.text ?? '';
  return entry.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
}

/** Waits for a mail that fits. */
export async function waitForMail(
  what: string,
  fits: (mail: Mail) => boolean,
  address?: string,
): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(async () => (found = (await mailsTo(address)).find(fits)) !== undefined, {
      message: `a mail: ${what}`,
      timeout: 30_000,
    })
    .toBe(true);
  if (!found) throw new Error(`no mail: ${what}`);
  return found;
}

/** The invitation of the interviewer to the interview for a job role, and the signed link in it. */
export async function invitationFor(jobRole: string): Promise<{ mail: Mail; link: string }> {
  const signedLink = (mail: Mail) => mail.links.find((link) => link.includes('/i#'));
  const mail = await waitForMail(
    `the invitation for ${jobRole}`,
    (candidate) => candidate.text.includes(jobRole) && signedLink(candidate) !== undefined,
  );
  return { mail, link: signedLink(mail) ?? '' };
}

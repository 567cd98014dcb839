import { type BrowserContext, expect, test } from '@playwright/test';
import jwt from 'jsonwebtoken';
import type { InterviewDetail } from '@greenroom/contracts';
import { ask, book, createAccount, signInAsAdmin } from '../support/arrange.ts';
import { openContext, portalUrl } from '../support/browsers.ts';
import { invitationFor, mailsAbout } from '../support/mailbox.ts';

const jobRole = 'Site reliability engineer';

let candidate: BrowserContext;
let interviewer: BrowserContext;
let link: string;
let interviewId: string;

test.beforeAll(async ({ browser }) => {
  candidate = await openContext(browser);
  interviewer = await openContext(browser);
  await createAccount(candidate, 'Lee Candidate');
  const { interview } = await book(candidate, {
    type: 'first-steps',
    jobRole,
    when: { daysAhead: 12 },
  });
  interviewId = interview.id;
  link = (await invitationFor(jobRole)).link;
});
test.afterAll(async () => {
  await candidate.close();
  await interviewer.close();
});

const token = () => new URL(link).hash.slice(1);

test('looking at the link changes nothing, however often scanners do it', async ({ browser }) => {
  const admin = await openContext(browser);
  try {
    await signInAsAdmin(admin);
    const interviewAsKept = () => ask<InterviewDetail>(admin, `/api/admin/interviews/${interviewId}`);
    // The booking's own mails still change it: the look begins when they are out.
    const sent = async () =>
      (await interviewAsKept()).messages
        .filter(({ status }) => status === 'sent')
        .map(({ template }) => template);
    await expect.poll(sent).toEqual(expect.arrayContaining(['confirmation', 'invitation']));
    const [before, mails] = [await interviewAsKept(), await mailsAbout(jobRole)];
    for (let count = 0; count < 50; count++) {
      const method = count % 2 === 0 ? 'GET' : 'HEAD';
      const { status } = await fetch(link, { method });
      expect(status).toBe(200);
    }
    const page = await interviewer.newPage();
    for (let count = 0; count < 3; count++) {
      await page.goto(link);
      await page.reload();
      await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
    }
    expect(await interviewer.cookies()).toEqual([]);
    expect(await interviewAsKept()).toEqual(before);
    expect(await mailsAbout(jobRole)).toHaveLength(mails.length);
  } finally {
    await admin.close();
  }
});

test('one click opens the interview, on a second device too, and the key leaves the address', async ({
  browser,
}) => {
  const second = await openContext(browser, { viewport: { width: 360, height: 740 } });
  try {
    for (const context of [interviewer, second]) {
      const page = await context.newPage();
      await page.goto(link);
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
      await expect(page.getByText(jobRole)).toBeVisible();
      expect(page.url()).not.toContain(token());
      await page.reload();
      await expect(page.getByText(jobRole)).toBeVisible();
    }
    // The second device has not pushed out the first.
    const page = await interviewer.newPage();
    await page.goto(`/interviewer/interviews/${interviewId}`);
    await expect(page.getByText(jobRole)).toBeVisible();
  } finally {
    await second.close();
  }
});

test('the session of a link opens this one interview and nothing of the portal', async () => {
  const page = await interviewer.newPage();
  const { interview } = await book(candidate, {
    type: 'first-steps',
    jobRole: 'Another role',
    when: { daysAhead: 13 },
  });
  await page.goto(`/interviewer/interviews/${interview.id}`);
  await expect(page.getByRole('heading', { name: 'Please open the link in your e-mail' })).toBeVisible();
  await page.goto('/interviews');
  await expect(page).toHaveURL(/\/sign-in/);
});

/** The real claims under another time or signature. */
function resigned(change: Record<string, unknown>, secret: string): string {
  const decoded = jwt.decode(token(), { complete: true });
  if (!decoded || typeof decoded.payload === 'string') throw new Error('the link holds no token');
  return jwt.sign({ ...decoded.payload, ...change }, secret, { header: { ...decoded.header } });
}

test('a forged link and one whose time is over say so, and open nothing', async ({ browser }) => {
  const stranger = await openContext(browser);
  try {
    const page = await stranger.newPage();
    const secret = process.env.LINK_SECRET ?? '';
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token().split('.')[1] ?? ''}.`;
    const cases = [
      { key: resigned({}, 'somebody else who signs'), heading: 'This link does not work' },
      { key: unsigned, heading: 'This link does not work' },
      { key: resigned({ exp: 1_700_000_000, iat: 1_600_000_000 }, secret), heading: 'This link has expired' },
    ];
    for (const { key, heading } of cases) {
      await page.goto('about:blank');
      await page.goto(`${portalUrl()}/i#${key}`);
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      expect(await stranger.cookies()).toEqual([]);
    }
    await page.goto('about:blank');
    await page.goto('/i#short');
    await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
    await page.goto(`/interviewer/interviews/${interviewId}`);
    await expect(page.getByRole('heading', { name: 'Please open the link in your e-mail' })).toBeVisible();
  } finally {
    await stranger.close();
  }
});

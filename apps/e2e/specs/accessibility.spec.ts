import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import {
  ask,
  book,
  bookRoom,
  createAccount,
  enterByLink,
  signInAsAdmin,
  upcoming,
} from '../support/arrange.ts';
import { openContext } from '../support/browsers.ts';
import { invitationFor } from '../support/mailbox.ts';
import { expectToMeet, join } from '../support/portal.ts';

let context: BrowserContext;
let page: Page;

/** The session of a candidate for all tests: sign-ups are limited. */
let session: Awaited<ReturnType<BrowserContext['storageState']>>;

test.beforeAll(async ({ browser }) => {
  const first = await openContext(browser);
  await createAccount(first, 'Ida Candidate');
  session = await first.storageState();
  await first.close();
});

test.beforeEach(async ({ browser }) => {
  context = await openContext(browser);
  page = await context.newPage();
});
test.afterEach(() => context.close());

const heading = () => page.getByRole('heading', { level: 1 });

test('pages for visitors', async () => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Technical interview' })).toBeVisible();
  await expectAccessible(page, 'landing');
  await page.setViewportSize({ width: 360, height: 740 });
  const signIn = page.getByRole('banner').getByRole('link', { name: 'Sign in' });
  await expect(signIn).toBeHidden();
  const menu = page.getByRole('button', { name: 'Open menu' });
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await menu.click();
  await expect(page.getByRole('button', { name: 'Close menu' })).toHaveAttribute('aria-expanded', 'true');
  await expect(signIn).toBeVisible();
  await expectAccessible(page, 'menu');

  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Please enter your password.')).toBeVisible();
  await expectAccessible(page, 'sign-in with errors');
  await page.goto('/sign-up');
  await expect(heading()).toBeVisible();
  await expectAccessible(page, 'sign-up');
  await page.goto('/nowhere');
  await expect(heading()).toBeVisible();
  await expectAccessible(page, 'not found');
  await page.goto('/i#a-link-that-does-not-work');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expectAccessible(page, 'invalid link');
});

test('pages for candidates', async () => {
  await context.addCookies(session.cookies);
  await page.goto('/book');
  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.getByRole('button', { name: 'Book now' }).click();
  await expect(page.getByText('Please choose a time.')).toBeVisible();
  await expectAccessible(page, 'booking with errors');
  await page.getByRole('button', { name: 'Show times as a list' }).click();
  await expectAccessible(page, 'booking as a list');

  const later = { jobRole: 'Designer', when: { daysAhead: 15 } } as const;
  const held = await book(context, { type: 'technical-interview', ...later });
  const { interview } = await book(context, { type: 'first-steps', ...later });
  await page.goto('/interviews');
  await expect(page.getByRole('article').filter({ hasText: 'Waiting for payment' })).toBeVisible();
  await expectAccessible(page, 'interviews');
  await page.goto(`/interviews/${interview.id}`);
  await expect(page.getByRole('timer')).toBeVisible();
  await expectAccessible(page, 'interview');
  await page.goto(`/bookings/${held.interview.id}/cancelled`);
  await expect(page.getByRole('timer')).toBeVisible();
  await expectAccessible(page, 'payment cancelled');
  await page.goto(held.checkoutUrl ?? '');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await expect(page.getByLabel('Card number')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, 'payment page');
  await page.goto('/account');
  await expect(page.getByLabel('Time zone')).toBeVisible();
  await expectAccessible(page, 'account');

  await page.goto(`/live-interview/${interview.roomName ?? ''}`);
  await expect(page.getByRole('heading', { name: 'You are early' })).toBeVisible();
  await expectAccessible(page, 'too early');
  await page.getByRole('button', { name: 'Test my devices' }).click();
  await expect(page.getByText('We hear you.')).toBeVisible();
  await expectAccessible(page, 'device check');
});

test('the room, the letter of the interviewer and the feedback', async ({ browser }) => {
  const jobRole = 'Sound engineer';
  const interviewer = await openContext(browser);
  try {
    await context.addCookies(session.cookies);
    const { roomName, id } = await bookRoom(context, jobRole);
    await page.goto(`/live-interview/${roomName}`);
    await join(page);
    await expect(page.getByText('Your interviewer has been told')).toBeVisible();
    await expectAccessible(page, 'room, alone');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expectAccessible(page, 'room, settings');
    // From here on pictures would only cost time.
    await page.getByRole('button', { name: 'Turn camera off' }).click();

    const other = await interviewer.newPage();
    await other.goto((await invitationFor(jobRole)).link);
    await expect(other.getByRole('button', { name: 'Continue' })).toBeVisible();
    await expectAccessible(other, 'invitation');
    await enterByLink(interviewer, jobRole);
    await other.goto(`/interviewer/interviews/${id}`);
    await expect(other.getByRole('link', { name: 'Join interview' })).toBeVisible();
    await expectAccessible(other, 'letter');
    await other.getByRole('link', { name: 'Join interview' }).click();
    await join(other);
    await other.getByRole('button', { name: 'Turn camera off' }).click();
    await expectToMeet(page, other);
    await other.getByRole('button', { name: 'Chat', exact: true }).click();
    await other.getByRole('textbox', { name: 'Message' }).fill('Good morning');
    await other.keyboard.press('Enter');
    await expectAccessible(other, 'room, two people and the chat');
    await other.getByRole('button', { name: 'End interview' }).click();
    await expectAccessible(other, 'end of the interview');
    await other.getByRole('button', { name: 'End for everyone' }).click();
    await expect(other.getByRole('button', { name: 'Send feedback' })).toBeVisible();
    await other.getByRole('button', { name: 'Send feedback' }).click();
    await expectAccessible(other, 'feedback with errors');
    await expect(page).toHaveURL(/\/interviews$/);
    await page.goto(`/live-interview/${roomName}`);
    await expect(page.getByRole('heading', { name: 'This interview is over' })).toBeVisible();
    await expectAccessible(page, 'interview over');
  } finally {
    await interviewer.close();
  }
});

test('the mailbox', async () => {
  await context.addCookies(session.cookies);
  await book(context, { type: 'first-steps', jobRole: 'Postmaster', when: { daysAhead: 16 } });
  await invitationFor('Postmaster');
  await page.goto('/dev/mail');
  await page.getByRole('link').first().click();
  await expectAccessible(page, 'mailbox', { smallTargets: true });
});

test('pages for administrators', async () => {
  // Tables are read by row: their links and filters are as small as WCAG allows.
  const dense = { smallTargets: true };
  await signInAsAdmin(context);
  for (const [name, path] of [
    ['interviews', '/admin/interviews'],
    ['tasks', '/admin/tasks'],
    ['interview types', '/admin/interview-types'],
    ['new interview type', '/admin/interview-types/new'],
    ['interviewers', '/admin/interviewers'],
    ['new interviewer', '/admin/interviewers/new'],
    ['workflows', '/admin/workflows'],
    ['new workflow', '/admin/workflows/new'],
    ['webhooks', '/admin/webhooks'],
    ['new webhook endpoint', '/admin/webhooks/new'],
    ['branding', '/admin/branding'],
    ['system health', '/admin/health'],
  ] as const) {
    await page.goto(path);
    await expect(heading()).toBeVisible();
    await expect(page.locator('gr-skeleton')).toHaveCount(0);
    await expectAccessible(page, `administration, ${name}`, dense);
  }
  const { items } = await ask<{ items: { id: string }[] }>(context, '/api/admin/interviews');
  await page.goto(`/admin/interviews/${items[0]?.id ?? ''}`);
  await expect(heading()).toBeVisible();
  await expectAccessible(page, 'administration, one interview', dense);
});

/** Presses Tab until something has the focus. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${target.toString()}`);
}

test('an interview can be booked with the keyboard alone', async () => {
  await context.addCookies(session.cookies);
  await page.goto('/');
  await expect(heading()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await tabTo(page.getByRole('link', { name: 'Book an interview' }).first());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/book$/);

  await tabTo(page.getByLabel('Job role'));
  await page.keyboard.type('Librarian');
  await tabTo(page.getByLabel('Experience level'));
  await page.keyboard.type('Lead');
  await expect(page.getByLabel('Experience level')).toHaveValue('lead');
  await tabTo(page.getByLabel('Interview type'));
  await page.keyboard.type('Device');
  await expect(page.getByRole('complementary', { name: 'Your booking' })).toContainText('Device');
  const day = page.getByRole('group', { name: 'Day' }).getByRole('button', { disabled: false }).nth(3);
  await tabTo(day);
  await page.keyboard.press('Enter');
  await expect(day).toHaveAttribute('aria-pressed', 'true');
  const times = page.getByRole('radio', { name: /^\d+:\d\d, / });
  await tabTo(times.first());
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(times.nth(1)).toBeChecked();
  await tabTo(page.getByRole('button', { name: 'Book now' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/interviews\/[0-9a-f-]{36}$/);
  expect((await upcoming(context)).map(({ jobRole }) => jobRole)).toContain('Librarian');
});

test('in German, every page of a booking is German', async () => {
  await context.addCookies(session.cookies);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(heading()).not.toHaveText('Practise the interview before it counts.');
  await page.goto('/book?type=recruiter-screening');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { name: 'Interview buchen' })).toBeVisible();
  await page.getByLabel('Stelle').fill('Tischlerin');
  for (const label of ['Erfahrung', 'Schwerpunkt', 'Interviewart', 'Fachperson']) {
    await expect(page.getByLabel(label, { exact: true })).toBeVisible();
  }
  await page.getByRole('group', { name: 'Tag' }).getByRole('button', { disabled: false }).nth(2).click();
  await page
    .getByRole('radio', { name: /^\d+:\d\d, / })
    .first()
    .check();
  await expect(page.getByRole('complementary')).toContainText(/\d+\s€/);
  await page.getByRole('button', { name: 'Jetzt buchen' }).click();
  await expect(page.getByLabel('Kartennummer')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

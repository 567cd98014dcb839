import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { book, createAccount, upcoming } from '../support/arrange.ts';
import { openContext } from '../support/browsers.ts';
import { mailsTo } from '../support/mailbox.ts';
import { type Account, describeInterview, payWith } from '../support/portal.ts';

let person: BrowserContext;
let account: Account;
let page: Page;

test.beforeAll(async ({ browser }) => {
  person = await openContext(browser);
  account = await createAccount(person, 'Jo Candidate');
});
test.afterAll(() => person.close());
test.beforeEach(async () => {
  page = await person.newPage();
});
test.afterEach(() => page.close());

/** How many bookings for a job role stand under what is to come. */
async function bookingsFor(jobRole: string): Promise<number> {
  return (await upcoming(person)).filter((interview) => interview.jobRole === jobRole).length;
}

/** Chooses the first free time of a day, counted from the first day that has any. */
async function chooseTime(day: number): Promise<string> {
  const days = page.getByRole('group', { name: 'Day' }).getByRole('button', { disabled: false });
  await days.nth(day).click();
  const slot = page.getByRole('radio', { name: /^\d+:\d\d, / }).first();
  await slot.check();
  return slot.inputValue();
}

test('a payment that was cancelled can be tried again while the time is kept', async () => {
  await page.goto('/book');
  await describeInterview(page, { type: 'Recruiter screening', jobRole: 'Controller' });
  await chooseTime(2);
  await page.getByRole('button', { name: 'Book now' }).click();
  await page.getByRole('button', { name: 'Cancel payment' }).click();

  await expect(page).toHaveURL(/\/bookings\/[0-9a-f-]{36}\/cancelled$/);
  await expect(page.getByRole('heading', { name: 'You have not paid yet' })).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^0\d:\d\d$/);
  const before = await page.getByRole('timer').textContent();
  await expect(page.getByRole('timer')).not.toHaveText(before ?? '');
  expect(await mailsTo(account.email)).toEqual([]);

  await page.getByRole('button', { name: 'Try payment again' }).click();
  await payWith(page, '4242 4242 4242 4242');
  await expect(page).toHaveURL(/\/interviews\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Scheduled')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('Paid');
});

test('a time that is kept is taken for others, until it is released', async ({ browser }) => {
  const other = await openContext(browser);
  try {
    await createAccount(other, 'Kim Candidate');
    const wish = { type: 'behavioural-interview', jobRole: 'Nurse' };
    const { interview } = await book(person, { ...wish, when: { daysAhead: 9 } });
    const sameTime = {
      ...wish,
      when: { startsAt: interview.scheduledAt, interviewerName: interview.interviewerName },
    };
    await expect(book(other, sameTime)).rejects.toThrow('slot-taken');

    await page.goto('/interviews');
    const kept = page
      .getByRole('region', { name: 'Upcoming' })
      .getByRole('article')
      .filter({ hasText: 'Nurse' });
    await expect(kept.getByText('Waiting for payment')).toBeVisible();
    await kept.getByRole('button', { name: 'Release the slot' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await expect(kept).toHaveCount(1);
    await kept.getByRole('button', { name: 'Release the slot' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release the slot' }).click();
    await expect(kept).toHaveCount(0);

    const { interview: theirs } = await book(other, sameTime);
    expect(theirs.scheduledAt).toBe(interview.scheduledAt);
    expect((await mailsTo(account.email)).filter(({ text }) => text.includes('Nurse'))).toEqual([]);
  } finally {
    await other.close();
  }
});

test('what costs nothing is booked at once, and once only, however often it is clicked', async () => {
  await page.goto('/book?type=first-steps');
  await page.getByLabel('Job role').fill('Teacher');
  await chooseTime(3);
  await expect(page.getByRole('complementary', { name: 'Your booking' })).toContainText('Free');
  await page.getByRole('button', { name: 'Book now' }).dblclick();
  await expect(page).toHaveURL(/\/interviews\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Scheduled')).toBeVisible();
  await expect(page.getByText('Nothing to pay').or(page.getByText('Free')).first()).toBeVisible();
  expect(await bookingsFor('Teacher')).toBe(1);
});

test('a paid time that is clicked twice is kept once', async () => {
  await page.goto('/book');
  await describeInterview(page, { type: 'Technical interview', jobRole: 'Tester' });
  await chooseTime(4);
  await page.getByRole('button', { name: 'Book now' }).dblclick();
  await expect(page.getByLabel('Card number')).toBeVisible();
  expect(await bookingsFor('Tester')).toBe(1);
});

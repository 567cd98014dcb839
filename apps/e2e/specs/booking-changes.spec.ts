import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { Interview } from '@greenroom/contracts';
import { ask, book, createAccount, type Wish } from '../support/arrange.ts';
import { openContext } from '../support/browsers.ts';
import { calendarOf, invitationFor, type Mail, waitForMail } from '../support/mailbox.ts';
import { type Account, payWith, picture } from '../support/portal.ts';
import { calendarTime, day, timeOfDay } from '../support/times.ts';

let candidate: BrowserContext;
let interviewer: BrowserContext;
let account: Account;
let page: Page;

test.beforeEach(async ({ browser }) => {
  candidate = await openContext(browser);
  interviewer = await openContext(browser);
  account = await createAccount(candidate, 'Alex Candidate');
  page = await candidate.newPage();
});
test.afterEach(async () => {
  await candidate.close();
  await interviewer.close();
});

/** Books and pays; the page is that of the interview then. */
async function bookAndPay(wish: Wish): Promise<Interview> {
  const { interview, checkoutUrl } = await book(candidate, wish);
  await page.goto(checkoutUrl ?? '');
  await payWith(page, '4242 4242 4242 4242');
  await expect(page).toHaveURL(new RegExp(`/interviews/${interview.id}$`));
  await expect(page.getByText('Scheduled')).toBeVisible();
  return interview;
}

const timeOf = async (interviewId: string) =>
  (await ask<Interview>(candidate, `/api/interviews/${interviewId}`)).scheduledAt;

/** Waits for a mail of that subject and answers it; it has a calendar entry. */
const calendarMail = (subject: RegExp, address?: string): Promise<Mail> =>
  waitForMail(String(subject), (mail) => subject.test(mail.subject) && mail.attachments.length > 0, address);

const uidOf = (mail: Mail) => calendarOf(mail).find((line) => line.startsWith('UID:'));

test('the interviewer moves the interview from the link, and the candidate has the new time', async () => {
  const jobRole = 'Editor';
  const zone = 'Europe/Berlin';
  const before = await bookAndPay({ type: 'recruiter-screening', jobRole, when: { daysAhead: 6 } });
  const confirmation = await calendarMail(/^Your mock interview is booked/, account.email);
  expect(calendarOf(confirmation)).toEqual(expect.arrayContaining(['METHOD:REQUEST', 'SEQUENCE:0']));
  const { mail: invitation, link } = await invitationFor(jobRole);

  const other = await interviewer.newPage();
  const dialog = other.getByRole('dialog', { name: 'Choose another time' });

  const startsAt = await test.step('a time that is only chosen moves nothing', async () => {
    await other.goto(link);
    await other.getByRole('button', { name: 'Continue' }).click();
    await other.getByRole('button', { name: 'Reschedule' }).click();
    const confirm = dialog.getByRole('button', { name: 'Take this time' });
    await expect(confirm).toBeInViewport();
    await confirm.click();
    await expect(dialog.getByText('Choose one of the times.')).toBeInViewport();
    await dialog.getByRole('radio').last().check();
    await picture(other, 'reschedule');
    await dialog.getByRole('button', { name: 'Keep the time' }).click();
    await expect(dialog).toBeHidden();
    expect(await timeOf(before.id)).toBe(before.scheduledAt);

    await other.getByRole('button', { name: 'Reschedule' }).click();
    await dialog.getByRole('button', { name: 'The next week' }).click();
    const time = dialog.getByRole('radio').last();
    await time.check();
    return time.inputValue();
  });
  expect(startsAt).not.toBe(before.scheduledAt);

  await test.step('the second, deliberate step moves it', async () => {
    await dialog.getByLabel('Reason (optional)').fill('A train that does not run.');
    await dialog.getByRole('button', { name: 'Take this time' }).click();
    await expect(dialog).toBeHidden();
    // The candidate's time comes last; it is told once where the interviewer is in the same zone, as one of the specialists is.
    const told = other.locator('dt', { hasText: /^(Your|Their) time$/ }).last();
    const theirs = told.locator('xpath=following-sibling::dd[1]');
    await expect(theirs).toContainText(timeOfDay(startsAt, zone));
    await expect(theirs).toContainText(day(startsAt, zone));
  });

  await test.step('the candidate sees the new time, and the payment as it was', async () => {
    await page.reload();
    const facts = page.getByRole('region', { name: 'The interview', exact: true });
    await expect(facts).toContainText(day(startsAt, zone));
    await expect(facts).toContainText(timeOfDay(startsAt, zone));
    await expect(page.getByText('Scheduled')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('Paid');
  });

  await test.step('both calendars move the entry that they have', async () => {
    for (const [subject, to, first] of [
      [/^New time for your mock interview/, account.email, confirmation],
      [/^New time for your interview with Alex Candidate/, invitation.to[0], invitation],
    ] as const) {
      const mail = await calendarMail(subject, to);
      expect(mail.text).toContain(timeOfDay(startsAt, zone));
      expect(uidOf(mail)).toBeDefined();
      expect(uidOf(mail)).toBe(uidOf(first));
      expect(calendarOf(mail)).toEqual(
        expect.arrayContaining(['METHOD:REQUEST', 'SEQUENCE:1', `DTSTART:${calendarTime(startsAt)}`]),
      );
    }
  });
});

const cancellations = [
  { when: 'days before', daysAhead: 3, told: 'You get €39.00 back: all that you paid.', back: '€39.00' },
  {
    when: 'on the last day',
    daysAhead: 0.5,
    told: 'The free time is over: you get €19.50 back, and €19.50 is kept.',
    back: '€19.50',
  },
];

for (const { when, daysAhead, told, back } of cancellations) {
  test(`the candidate cancels ${when}, and knew what comes back`, async () => {
    const jobRole = `Archivist, ${when}`;
    const interview = await bookAndPay({ type: 'recruiter-screening', jobRole, when: { daysAhead } });
    const confirmation = await calendarMail(/^Your mock interview is booked/, account.email);
    const { mail: invitation } = await invitationFor(jobRole);
    const dialog = page.getByRole('dialog', { name: 'Cancel this interview?' });

    await test.step('what it means is said first, and nothing has happened yet', async () => {
      await page.getByRole('button', { name: 'Cancel interview' }).click();
      await expect(dialog).toContainText(told);
      await picture(page, 'cancel');
      await dialog.getByRole('button', { name: 'Keep interview' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText('Scheduled')).toBeVisible();
    });

    await test.step('cancelled, the money goes back', async () => {
      await page.getByRole('button', { name: 'Cancel interview' }).click();
      await expect(dialog).toContainText(told);
      await dialog.getByRole('button', { name: 'Cancel interview' }).click();
      await expect(page.getByRole('banner').or(page.locator('header')).getByText('Cancelled')).toBeVisible();
      await waitForMail('the refund', ({ subject }) => subject === `You get ${back} back`, account.email);
      await page.reload();
      const receipt = page.getByRole('region', { name: 'Receipt' });
      await expect(
        receipt.locator('dt', { hasText: 'Given back' }).locator('xpath=following-sibling::dd[1]'),
      ).toHaveText(back);
    });

    await test.step('both calendars lose the entry', async () => {
      for (const [subject, to, first] of [
        [/^Cancelled: your mock interview/, account.email, confirmation],
        [/^Cancelled: interview with Alex Candidate/, invitation.to[0], invitation],
      ] as const) {
        const mail = await calendarMail(subject, to);
        expect(uidOf(mail)).toBeDefined();
        expect(uidOf(mail)).toBe(uidOf(first));
        expect(calendarOf(mail)).toEqual(
          expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1']),
        );
      }
      expect(await timeOf(interview.id)).toBe(interview.scheduledAt);
    });
  });
}

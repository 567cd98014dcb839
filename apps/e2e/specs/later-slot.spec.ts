import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { createAccount } from '../support/arrange.ts';
import { openContext } from '../support/browsers.ts';
import { invitationFor, waitForMail } from '../support/mailbox.ts';
import { describeInterview, payWith } from '../support/portal.ts';
import { calendarTime, day, later, timeOfDay } from '../support/times.ts';

/** Minutes that the recruiter screening takes, and that its room opens before the start. */
const LENGTH = 30;
const OPENS_BEFORE = 15;

const journeys = [
  { zone: 'America/New_York', specialist: 'Jonas Albrecht', theirZone: 'Europe/Berlin' },
  { zone: 'Australia/Adelaide', specialist: 'Danielle Okafor', theirZone: 'America/New_York' },
];

/** Chooses a free time of the fourth day that has any, and answers its instant. */
async function chooseTime(page: Page): Promise<string> {
  const days = page.getByRole('group', { name: 'Day' }).getByRole('button', { disabled: false });
  await days.nth(3).click();
  const slot = page.getByRole('radio', { name: /^\d+:\d\d, / }).nth(1);
  await slot.check();
  return slot.inputValue();
}

for (const { zone, specialist, theirZone } of journeys) {
  test(`a time some days ahead, booked in ${zone}, is the same instant everywhere`, async ({ browser }) => {
    const jobRole = `Product manager, ${zone}`;
    const candidate = await openContext(browser, { timezoneId: zone });
    const interviewer = await openContext(browser, { timezoneId: theirZone });
    try {
      const page = await candidate.newPage();
      const account = await createAccount(candidate, 'Robin Candidate');

      const start =
        await test.step('the times on the booking page are in the zone of the browser', async () => {
          await page.goto('/book');
          await describeInterview(page, { type: 'Recruiter screening', jobRole, specialist });
          await expect(page.getByLabel('Time zone')).toHaveValue(zone);
          const chosen = await chooseTime(page);
          const summary = page.getByRole('complementary', { name: 'Your booking' });
          await expect(summary).toContainText(timeOfDay(chosen, zone));
          await expect(summary).toContainText(day(chosen, zone));
          return chosen;
        });
      const end = later(start, LENGTH);
      const mailSpan = (inZone: string) => `${timeOfDay(start, inZone)}–${timeOfDay(end, inZone)}`;

      await test.step('paid, it leads to the page of the interview with its countdown', async () => {
        await page.getByRole('button', { name: 'Book now' }).click();
        await payWith(page, '4242 4242 4242 4242');
        await expect(page).toHaveURL(/\/interviews\/[0-9a-f-]{36}$/);
        const next = page.getByRole('region', { name: 'What comes next' });
        await expect(next.getByRole('timer')).toHaveText(/^\d days?( \d+ hours?)?$/);
        await expect(next.getByText('The room opens')).toContainText(
          timeOfDay(later(start, -OPENS_BEFORE), zone),
        );
        const facts = page.getByRole('region', { name: 'The interview', exact: true });
        await expect(facts).toContainText(day(start, zone));
        await expect(facts).toContainText(timeOfDay(start, zone));
        await expect(facts).toContainText(timeOfDay(end, zone));
      });

      const uid =
        await test.step('the confirmation says it in both zones, its calendar entry in UTC', async () => {
          const mail = await waitForMail(
            'the confirmation',
            ({ attachments }) => attachments.length > 0,
            account.email,
          );
          expect(mail.text).toContain(day(start, zone));
          expect(mail.text).toContain(`${mailSpan(zone)} (${zone})`);
          expect(mail.text).toContain(`${mailSpan(theirZone)} (${theirZone})`);
          expect(mail.text).toContain(specialist);
          const entry = mail.attachments.find(({ filename }) => filename.endsWith('.ics'))?.text ?? '';
          expect(entry).toContain(`DTSTART:${calendarTime(start)}`);
          expect(entry).toContain(`DTEND:${calendarTime(end)}`);
          return /^UID:.+$/m.exec(entry)?.[0].trim();
        });

      await test.step('the entry can be downloaded, and is the one of the mail', async () => {
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Save to calendar' }).click();
        const entry = await readFile(await (await download).path(), 'utf8');
        expect(entry).toContain(`DTSTART:${calendarTime(start)}`);
        expect(uid).toBeDefined();
        expect(entry).toContain(uid);
      });

      await test.step('it stands under what is to come', async () => {
        await page.getByRole('link', { name: 'My interviews' }).first().click();
        const coming = page.getByRole('region', { name: 'Upcoming' });
        await expect(coming.getByRole('article')).toHaveCount(1);
        await expect(coming).toContainText('Recruiter screening');
        await expect(coming).toContainText(timeOfDay(start, zone));
        await coming.getByRole('link', { name: 'Details' }).click();
      });

      await test.step('devices can be tested days ahead, but the room is closed', async () => {
        await page.getByRole('link', { name: 'Test my devices' }).click();
        await expect(page.getByRole('heading', { name: 'Test your devices' })).toBeVisible();
        await expect(page.getByText('We hear you.')).toBeVisible();
        await expect(page.getByText('It opens')).toContainText(timeOfDay(later(start, -OPENS_BEFORE), zone));
        await expect(page.getByRole('button', { name: 'Join now' })).toHaveCount(0);
        await page.goto(new URL(page.url()).pathname);
        await expect(page.getByRole('heading', { name: 'You are early' })).toBeVisible();
        await expect(page.getByRole('timer')).toHaveText(/day/);
        await expect(page.getByRole('main')).toContainText(timeOfDay(start, zone));
      });

      await test.step('the interviewer is told in their own zone, and in the other', async () => {
        const { mail, link } = await invitationFor(jobRole);
        expect(mail.text).toContain(mailSpan(theirZone));
        expect(mail.text).toContain(`(${theirZone})`);
        expect(mail.text).toContain(`(${zone})`);
        const other = await interviewer.newPage();
        await other.goto(link);
        await other.getByRole('button', { name: 'Continue' }).click();
        const when = (label: string) =>
          other.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd[1]');
        await expect(when('Your time')).toContainText(timeOfDay(start, theirZone));
        await expect(when('Your time')).toContainText(theirZone.replace('_', ' '));
        await expect(when('Their time')).toContainText(timeOfDay(start, zone));
        await expect(when('Their time')).toContainText(day(start, zone));
        await expect(other.getByRole('button', { name: 'Join interview' })).toBeDisabled();
        await expect(other.getByRole('timer')).toHaveText(/day/);
      });
    } finally {
      await candidate.close();
      await interviewer.close();
    }
  });
}

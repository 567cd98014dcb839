import { expect, test } from '@playwright/test';
import { defaultPolicy, type InterviewTypeInput } from '@greenroom/contracts';
import { expectAccessible } from '../support/accessibility.ts';
import { addInterviewType, book, createAccount, signInAsAdmin } from '../support/arrange.ts';
import { openContext } from '../support/browsers.ts';
import { invitationFor, mailsTo, waitForMail } from '../support/mailbox.ts';
import { letPass } from '../support/passing-time.ts';
import { join, payWith, picture } from '../support/portal.ts';

/** Who stays away after five minutes has not come, and gets a quarter back. */
const type: InterviewTypeInput = {
  slug: 'dress-rehearsal',
  name: 'Dress rehearsal',
  description: 'The whole interview, in the clothes for it.',
  durationMinutes: 45,
  priceMinor: 4000,
  currency: 'EUR',
  policy: { ...defaultPolicy, graceMinutes: 5, candidateNoShowRefundPercent: 25 },
  active: true,
};
const jobRole = 'Stage manager';

test('a candidate who never comes: both are told once, and what was agreed goes back', async ({
  browser,
}) => {
  const candidate = await openContext(browser);
  const interviewer = await openContext(browser);
  const admin = await openContext(browser);
  try {
    await signInAsAdmin(admin);
    await addInterviewType(admin, type);
    const account = await createAccount(candidate, 'Nat Candidate');
    const page = await candidate.newPage();

    const interviewId = await test.step('the candidate books for now, pays, and goes away', async () => {
      const booking = await book(candidate, { type: type.slug, jobRole, when: 'now' });
      await page.goto(booking.checkoutUrl ?? '');
      await payWith(page, '4242 4242 4242 4242');
      await expect(page.getByRole('button', { name: 'Join now' })).toBeVisible();
      await page.goto('about:blank');
      return booking.interview.id;
    });
    const other = await interviewer.newPage();
    const { mail: invitation, link } = await invitationFor(jobRole);

    await test.step('the interviewer waits in the room until the grace is over', async () => {
      await other.goto(link);
      await other.getByRole('button', { name: 'Continue' }).click();
      await other.getByRole('link', { name: 'Join interview' }).click();
      await join(other);
      await letPass(type.policy.graceMinutes + 1, interviewId);
    });

    await test.step('both are told, each in words of their own', async () => {
      const toCandidate = await waitForMail(
        'the no-show, to the candidate',
        ({ subject }) => subject === 'We missed you at your mock interview',
        account.email,
      );
      expect(toCandidate.text).toContain('we did not see you there');
      expect(toCandidate.text).toContain('We are giving back €10.00.');
      const toInterviewer = await waitForMail(
        'the no-show, to the interviewer',
        ({ subject }) => subject === 'Nat Candidate and you did not meet',
        invitation.to[0],
      );
      expect(toInterviewer.text).toContain('Thank you for waiting.');
      expect(toInterviewer.text).not.toContain('€');
    });

    await test.step('a quarter of the price goes back', async () => {
      await waitForMail('the refund', ({ subject }) => subject === 'You get €10.00 back', account.email);
      await page.goto(`/interviews/${interviewId}`);
      const receipt = page.getByRole('region', { name: 'Receipt' });
      await expect(
        receipt.locator('dt', { hasText: 'Given back' }).locator('xpath=following-sibling::dd[1]'),
      ).toHaveText('€10.00');
    });

    await test.step('both read the same record of who was in the room', async () => {
      await other.goto(`/interviewer/interviews/${interviewId}`);
      for (const [reader, absentee] of [
        [page, 'You'],
        [other, 'Nat Candidate'],
      ] as const) {
        const record = reader.getByRole('region', { name: 'Who was in the room' });
        await expect(record).toContainText('the candidate did not come');
        const row = record.locator('dt', { hasText: absentee }).locator('xpath=following-sibling::dd[1]');
        await expect(row).toHaveText('not in the room');
      }
      await picture(page, 'no-show');
    });

    await test.step('the candidate objects', async () => {
      const record = page.getByRole('region', { name: 'Who was in the room' });
      await record.getByRole('button', { name: 'Appeal' }).click();
      await record.getByLabel('What was different?').fill('The page did not let me in.');
      await record.getByRole('button', { name: 'Send the appeal' }).click();
      await expect(record.getByRole('heading', { name: 'Your appeal' })).toBeVisible();
      await expect(record).toContainText('An administrator looks at it.');
    });

    await test.step('an administrator has it among the tasks, and answers it', async () => {
      const tasks = await admin.newPage();
      await tasks.goto('/admin/tasks');
      const navigation = tasks.getByRole('navigation', { name: 'Administration' });
      await expect(navigation.getByRole('link', { name: /^Tasks \d+ open$/ })).toBeVisible();
      const task = tasks.getByRole('article').filter({ hasText: 'Nat Candidate' });
      await expect(task).toContainText('The page did not let me in.');
      await expectAccessible(tasks, 'administration, open tasks', { smallTargets: true });
      await task.getByRole('button', { name: 'Resolve' }).click();
      const dialog = tasks.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Resolve task' }).click();
      await expect(dialog).toContainText('Say in a few words how it was resolved.');
      await dialog.getByLabel('Note').fill('The logs show nothing; we keep the outcome.');
      await dialog.getByRole('button', { name: 'Resolve task' }).click();
      await expect(task).toHaveCount(0);
      await tasks.getByRole('option', { name: 'Resolved' }).click();
      await expect(task).toContainText('The logs show nothing; we keep the outcome.');
      await task.getByRole('link', { name: 'Nat Candidate' }).click();
      await expect(tasks).toHaveURL(`/admin/interviews/${interviewId}`);
      await page.reload();
      const record = page.getByRole('region', { name: 'Who was in the room' });
      await expect(record).toContainText('The logs show nothing; we keep the outcome.');
    });

    await test.step('nobody was told twice', async () => {
      const subjects = (await mailsTo())
        .filter(({ text }) => text.includes(type.name))
        .map(({ subject }) => subject);
      for (const once of [
        'We missed you at your mock interview',
        'Nat Candidate and you did not meet',
        'You get €10.00 back',
      ]) {
        expect(subjects.filter((subject) => subject === once)).toHaveLength(1);
      }
    });
  } finally {
    await candidate.close();
    await interviewer.close();
    await admin.close();
  }
});

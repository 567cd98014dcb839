import { expect, test } from '@playwright/test';
import { book, createAccount, signInAsAdmin } from '../support/arrange.ts';
import { openContext } from '../support/browsers.ts';
import { mailsTo, waitForMail } from '../support/mailbox.ts';
import { picture } from '../support/portal.ts';

const WORKFLOW = 'Confirmation and invitation';
const ADMIN = 'admin@greenroom.example';

/** Only interviews for this role have the added step: everything else goes on as before. */
const jobRole = 'Curator';

test('an administrator adds a step, tries it out, and finds it in what happened', async ({ browser }) => {
  const admin = await openContext(browser);
  const candidate = await openContext(browser);
  try {
    await createAccount(candidate, 'Charlie Candidate');
    const wish = { type: 'first-steps', jobRole } as const;
    const { interview: earlier } = await book(candidate, { ...wish, when: { daysAhead: 10 } });
    await signInAsAdmin(admin);
    const page = await admin.newPage();
    const told = async () =>
      (await mailsTo(ADMIN)).filter(({ text }) => text.includes('Charlie Candidate')).length;

    await test.step('the step is drawn from its settings, and has a condition', async () => {
      await page.goto('/admin/workflows');
      await page.getByRole('link', { name: WORKFLOW }).click();
      await page.getByLabel('Next step').selectOption({ label: 'Send an e-mail' });
      await page.getByRole('button', { name: 'Add step' }).click();
      const step = page.getByRole('group', { name: 'Step 3: Send an e-mail' });
      await step.getByLabel('To', { exact: true }).selectOption({ label: 'Administration' });
      await step.getByLabel('Message').selectOption({ label: 'Notice to the administration' });
      await step.getByRole('button', { name: 'Add a condition' }).click();
      await step.getByLabel('What is compared').selectOption({ label: 'Job role' });
      await step.getByLabel('How it is compared').selectOption({ label: 'is' });
      await step.getByLabel('With what').fill(jobRole);
    });

    await test.step('a simulation says what would happen, before it is saved, and does nothing', async () => {
      const simulation = page.getByRole('form', { name: 'Simulate' });
      const steps = page.locator('gr-simulation-panel').getByRole('listitem');
      await simulation.getByRole('button', { name: 'Simulate' }).click();
      await expect(steps).toHaveCount(3);
      await expect(steps.nth(2)).toContainText('Left out');
      await expect(steps.nth(2)).toContainText(`Not met: Job role is ${jobRole}.`);
      await simulation.getByLabel('Interview', { exact: true }).selectOption(earlier.id);
      await simulation.getByRole('button', { name: 'Simulate' }).click();
      await expect(steps.nth(2)).toContainText('Would happen');
      await picture(page, 'workflow');
      expect(await told()).toBe(0);
    });

    await test.step('saved, it is a version of its own that says what it changed', async () => {
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const newest = page.getByRole('list', { name: 'Versions' }).getByRole('listitem').first();
      await newest.getByText('Version 2').click();
      await expect(newest.locator('[data-kind=added]').first()).toContainText('Send an e-mail');
    });

    await test.step('the next booking takes the step, and its page tells so', async () => {
      const { interview } = await book(candidate, { ...wish, when: { daysAhead: 11 } });
      const notice = await waitForMail(
        'the notice to the administration',
        ({ text }) => text.includes('Charlie Candidate'),
        ADMIN,
      );
      expect(notice.links.some((link) => link.endsWith(`/admin/interviews/${interview.id}`))).toBe(true);

      await page.goto(`/admin/interviews/${interview.id}`);
      const happened = page.getByRole('region', { name: 'What happened' });
      await happened.getByRole('option', { name: 'Workflows' }).click();
      const steps = happened.getByRole('listitem').filter({ hasText: WORKFLOW });
      await expect(steps).toHaveCount(3);
      await expect(steps.getByText('Done', { exact: true })).toHaveCount(3);
      await happened.getByRole('option', { name: 'Everything' }).click();
      for (const entry of ['Scheduled', 'Confirmation', 'Invitation', 'Notice to the administration']) {
        await expect(happened.getByText(entry, { exact: true })).toBeVisible();
      }
      const next = page.getByRole('region', { name: 'What happens next' });
      await expect(next.getByText('Reminder, an hour before').first()).toBeVisible();
      await picture(page, 'timeline');
      expect(await told()).toBe(1);
    });
  } finally {
    await admin.close();
    await candidate.close();
  }
});

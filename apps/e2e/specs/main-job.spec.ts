import { expect, test } from '@playwright/test';
import { openBrowser } from '../support/browsers.ts';
import { expectMediaToFlow, expectPictureToMove } from '../support/media.ts';
import { invitationFor, waitForMail } from '../support/mailbox.ts';
import {
  type Account,
  describeInterview,
  expectToMeet,
  join,
  payWith,
  picture,
  signUp,
} from '../support/portal.ts';

const jobRole = 'Backend engineer';

test('book now, pay, talk, complete: from the landing page to the feedback', async () => {
  const candidate = await openBrowser({}, 'candidate');
  const interviewer = await openBrowser({}, 'interviewer');
  try {
    const page = await candidate.context.newPage();
    let account: Account | undefined;

    await test.step('the candidate books for now and signs up on the way', async () => {
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Technical interview' })).toBeVisible();
      await picture(page, 'landing');
      await page.goto('/book');
      await describeInterview(page, {
        type: 'Technical interview',
        jobRole,
        // The first who is free, except that the pictures show somebody by name.
        ...(process.env.PICTURES && { specialist: 'Priya Raman' }),
      });
      await page.getByRole('radio', { name: 'Now' }).check();
      await picture(page, 'booking');
      await page.getByRole('button', { name: 'Book now' }).click();
      await expect(page).toHaveURL(/\/sign-up/);
      account = await signUp(page, 'Casey Candidate');
      // What was typed before signing up is still there.
      await expect(page.getByLabel('Job role')).toHaveValue(jobRole);
      await page.getByRole('button', { name: 'Book now' }).click();
    });

    await test.step('a declined card charges nothing, a good one leads straight to the device check', async () => {
      await expect(page.getByLabel('Card number')).toBeVisible();
      await payWith(page, '4000 0000 0000 0002');
      await expect(page.getByText('Your card was declined.')).toBeVisible();
      await picture(page, 'payment');
      await payWith(page, '4242 4242 4242 4242');
      await expect(page).toHaveURL(/\/live-interview\/[0-9a-f]{32}/);
      await expect(page.getByRole('button', { name: 'Join now' })).toBeVisible();
      await expect(page.getByText('We hear you.')).toBeVisible();
      await picture(page, 'device-check');
      await join(page);
      await expect(page.getByText('Your interviewer has been told', { exact: false })).toBeVisible();
    });

    const other = await interviewer.context.newPage();

    await test.step('the interviewer comes in from the signed link, without an account', async () => {
      const { mail, link } = await invitationFor(jobRole);
      expect(mail.text).not.toContain('€');
      await other.goto(link);
      await other.getByRole('button', { name: 'Continue' }).click();
      const toRoom = other
        .getByRole('link', { name: 'Join interview' })
        .or(other.getByRole('button', { name: 'Join interview' }));
      await expect(toRoom).toBeVisible();
      await picture(other, 'interviewer');
      await toRoom.click();
      await join(other);
    });

    await test.step('both see and hear each other', async () => {
      await expectToMeet(page, other);
      await Promise.all([expectMediaToFlow(page), expectMediaToFlow(other)]);
      await picture(page, 'room');
    });

    await test.step('chat goes both ways', async () => {
      for (const [from, to, words] of [
        [page, other, 'Hello from the candidate'],
        [other, page, 'Hello from the interviewer'],
      ] as const) {
        const field = from.getByRole('textbox', { name: 'Message' });
        if (!(await field.isVisible())) await from.getByRole('button', { name: /^Chat/ }).click();
        await field.fill(words);
        await from.getByRole('button', { name: 'Send' }).click();
        if (!(await to.getByRole('textbox', { name: 'Message' }).isVisible()))
          await to.getByRole('button', { name: /^Chat/ }).click();
        await expect(to.getByText(words)).toBeVisible();
      }
    });

    await test.step('muting is seen by the other side', async () => {
      await page.getByRole('button', { name: 'Mute microphone' }).click();
      await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible();
      await expect(other.getByText(/is muted/).first()).toBeVisible();
      await page.getByRole('button', { name: 'Unmute microphone' }).click();
      await expect(other.getByText(/is muted/)).toHaveCount(0);
    });

    await test.step('a shared screen arrives', async () => {
      await other.getByRole('button', { name: 'Share screen' }).click();
      await expect(other.getByRole('button', { name: 'Stop sharing' })).toBeVisible();
      const screen = page.locator('video[aria-label$="screen"]');
      await expect(screen).toBeVisible();
      await expectPictureToMove(screen);
      await other.getByRole('button', { name: 'Stop sharing' }).click();
      await expect(screen).toHaveCount(0);
    });

    await test.step('a reload brings the candidate back into the same place, once', async () => {
      await page.reload();
      await expect(page.getByRole('button', { name: 'End interview' })).toBeVisible();
      await Promise.all([expectMediaToFlow(page), expectMediaToFlow(other)]);
      await expect(other.locator('video[aria-label*="Casey Candidate"]')).toHaveCount(1);
    });

    await test.step('the interviewer ends it for everyone', async () => {
      await other.getByRole('button', { name: 'End interview' }).click();
      await other.getByRole('button', { name: 'End for everyone' }).click();
      await expect(page).toHaveURL(/\/interviews$/);
      const previous = page.getByRole('region', {
        name: 'Previous mock interviews with recruitment specialist',
      });
      await expect(previous.getByText('Completed')).toBeVisible();
      // How long they talked, as the history keeps it.
      await expect(previous.getByText(/^\d+ (second|minute)s?$/)).toBeVisible();
    });

    await test.step('the interviewer writes feedback, and the candidate reads it', async () => {
      await expect(other).toHaveURL(/\/feedback$/);
      await other.getByLabel('Comments').fill('Clear thinking, calm under pressure.');
      await other
        .getByRole('group', { name: 'Rating' })
        .or(other.getByRole('radiogroup', { name: 'Rating' }))
        .getByRole('radio')
        .nth(3)
        .check({ force: true });
      await other.getByRole('button', { name: 'Send feedback' }).click();
      await waitForMail(
        'the news of the feedback',
        (mail) =>
          mail.links.some((link) => /\/interviews\/[0-9a-f-]{36}/.test(link)) &&
          /feedback/i.test(mail.subject),
        account?.email,
      );
      await page.reload();
      await expect(page.getByText('Clear thinking, calm under pressure.')).toBeVisible();
      await picture(page, 'interviews');
      await page
        .getByRole('link', { name: /Technical interview|Details/ })
        .first()
        .click();
      await expect(page.getByText('Clear thinking, calm under pressure.')).toBeVisible();
    });
  } finally {
    await candidate.browser.close();
    await interviewer.browser.close();
  }
});

import { expect, type Page, test } from '@playwright/test';
import { bookRoom, createAccount, enterByLink } from '../support/arrange.ts';
import { openBrowser, type Person } from '../support/browsers.ts';
import { expectMediaToFlow } from '../support/media.ts';
import { type Cable, layCable } from '../support/network.ts';
import { join } from '../support/portal.ts';
import { control } from '../support/stack-control.ts';

const jobRole = 'Network engineer';
const RECONNECTING = 'The connection dropped. We are bringing you back…';

let candidate: Person;
let interviewer: Person;
let cable: Cable;
let roomName: string;
/** The two sides of the room. */
let page: Page;
let other: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  candidate = await openBrowser();
  interviewer = await openBrowser();
  cable = await layCable(candidate.context);
  await createAccount(candidate.context, 'Nour Candidate');
  ({ roomName } = await bookRoom(candidate.context, jobRole));
  await enterByLink(interviewer.context, jobRole);
  page = await candidate.context.newPage();
  other = await interviewer.context.newPage();
});
test.afterAll(async () => {
  await candidate.browser.close();
  await interviewer.browser.close();
});

/** The interviewer has the candidate before them: one picture, one sound, both alive. */
async function expectOneOfEach(): Promise<void> {
  await Promise.all([expectMediaToFlow(page), expectMediaToFlow(other)]);
  await expect(other.locator('video[aria-label="Video of Nour Candidate"]')).toHaveCount(1);
  await expect(page.locator('video[aria-label^="Video of"]')).toHaveCount(1);
}

test('alone, one reads who has been told and what happens next', async () => {
  await page.goto(`/live-interview/${roomName}`);
  await join(page);
  await expect(page.getByRole('heading', { name: 'Your interviewer has been told' })).toBeVisible();
  await expect(page.getByText(/was sent the link to this room at \d\d:\d\d/)).toBeVisible();
  await expect(page.getByText(/The room stays open until \d\d:\d\d/)).toBeVisible();
  await expect(page.getByText(/our record shows that you were here/)).toBeVisible();
});

test('everything can be done with single keys, but not while typing', async () => {
  await page.getByRole('heading', { name: 'Your interviewer has been told' }).click();
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible();
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: 'Turn camera on' })).toBeVisible();
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: 'Turn camera off' })).toBeVisible();

  const message = page.getByRole('textbox', { name: 'Message' });
  await page.keyboard.press('c');
  await expect(message).toBeVisible();
  await message.fill('');
  await page.keyboard.type('mvc?');
  await expect(message).toHaveValue('mvc?');
  await expect(page.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(message).toBeHidden();
  await expect(page.getByRole('button', { name: 'Chat', exact: true })).toBeFocused();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys).toBeVisible();
  await expect(keys).toContainText('Microphone on or off');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('single keys can be switched off, and stay off over a reload', async () => {
  const onOff = page.getByRole('checkbox', { name: 'Keyboard shortcuts' });
  const mute = page.getByRole('button', { name: 'Mute microphone', exact: true });
  await page.getByRole('button', { name: 'Settings' }).click();
  await onOff.uncheck();
  await page.reload();
  await expect(mute).toBeVisible();
  await page.keyboard.press('m');
  // Escape is no character key. Once it has closed the panel, the key before it has had its turn.
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(onOff).not.toBeChecked();
  await onOff.check();
  await page.keyboard.press('Escape');
  await expect(onOff).toBeHidden();
  await expect(mute).toBeVisible();
});

test('the candidate has controls for themselves, and none over the other', async () => {
  await other.goto(`/live-interview/${roomName}?as=interviewer`);
  await other.getByLabel('Your name').fill('Alex at the desk');
  await join(other);
  await expectOneOfEach();
  // Chosen in the device check, for this room.
  await expect(page.locator('video[aria-label="Video of Alex at the desk"]')).toBeVisible();
  const names = await page
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.checkVisibility())
        .map((button) => button.ariaLabel ?? button.textContent),
    );
  expect(names.sort()).toEqual(
    [
      'Chat',
      'End interview',
      'Full screen',
      'Hide your video',
      'Move your video',
      'Mute microphone',
      'Settings',
      'Share screen',
      'Turn camera off',
    ].sort(),
  );
});

test('a cut of the network shows a banner; media goes on, and the connection resumes', async () => {
  await cable.pull();
  await expect(page.getByText(RECONNECTING).first()).toBeVisible();
  await expectMediaToFlow(page);
  cable.plug();
  await expect(page.getByText(RECONNECTING)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'End interview' })).toBeVisible();
  await expectOneOfEach();

  await other.keyboard.press('c');
  await other.getByRole('textbox', { name: 'Message' }).fill('Are you still there?');
  await other.getByRole('button', { name: 'Send' }).click();
  await page.keyboard.press('c');
  await expect(page.getByText('Are you still there?')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await other.getByRole('button', { name: 'Close panel' }).click();
});

test('the signalling server goes and comes back: media goes on, then both are in again', async () => {
  await control('signalling', 'stop');
  await expect(page.getByText(RECONNECTING).first()).toBeVisible();
  await expect(other.getByText(RECONNECTING).first()).toBeVisible();
  await Promise.all([expectMediaToFlow(page), expectMediaToFlow(other)]);
  await control('signalling', 'start');
  await expect(page.getByText(RECONNECTING)).toHaveCount(0, { timeout: 60_000 });
  await expect(other.getByText(RECONNECTING)).toHaveCount(0, { timeout: 60_000 });
  await expectOneOfEach();
});

test('a second tab takes over from the first, which can take it back', async () => {
  const second = await candidate.context.newPage();
  await second.goto(`/live-interview/${roomName}`);
  await join(second);
  await expect(page.getByRole('heading', { name: 'You are in the room elsewhere' })).toBeVisible();
  await Promise.all([expectMediaToFlow(second), expectMediaToFlow(other)]);
  await expect(other.locator('video[aria-label="Video of Nour Candidate"]')).toHaveCount(1);

  await page.getByRole('button', { name: 'Continue here' }).click();
  await expect(second.getByRole('heading', { name: 'You are in the room elsewhere' })).toBeVisible();
  await expectOneOfEach();
  await second.close();
});

test('on a phone everything is in reach, and a panel covers the stage', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const toolbar = page.getByRole('toolbar', { name: 'Interview controls' });
  const controls = [
    ...(await toolbar.getByRole('button').all()),
    page.getByRole('button', { name: 'End interview' }),
  ];
  for (const button of controls) {
    await expect(button).toBeInViewport({ ratio: 1 });
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Send' })).toBeInViewport({ ratio: 1 });
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByLabel('Microphone', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Close panel' }).click();
});

test('who only leaves can come back; who ends it, ends it for both', async () => {
  await page.getByRole('button', { name: 'End interview' }).click();
  await page.getByRole('button', { name: 'Leave only' }).click();
  await expect(page.getByRole('heading', { name: 'You have left the room' })).toBeVisible();
  await expect(other.getByText('Nour Candidate is not here right now')).toBeVisible();
  await page.getByRole('button', { name: 'Come back' }).click();
  await expectOneOfEach();

  await page.getByRole('button', { name: 'End interview' }).click();
  await page.getByRole('button', { name: 'End for everyone' }).click();
  await expect(page).toHaveURL(/\/interviews$/);
  await expect(other).toHaveURL(/\/feedback$/);
  await page.goto(`/live-interview/${roomName}`);
  await expect(page.getByRole('heading', { name: 'This interview is over' })).toBeVisible();
});

import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { bookRoom, createAccount, enterByLink } from '../support/arrange.ts';
import { openBrowser, type Person } from '../support/browsers.ts';
import { expectMediaToFlow } from '../support/media.ts';
import { expectToMeet, join, picture } from '../support/portal.ts';

const jobRole = 'Archive engineer';

let candidate: Person;
let interviewer: Person;
/** The two sides of the room. */
let page: Page;
let other: Page;

const strip = (of: Page) => of.getByRole('region', { name: 'Recording' });
const recordingTime = (of: Page) => strip(of).getByRole('timer', { name: 'Recorded for' });

/** The interviewer asks, and the candidate is asked. */
async function ask(again = false): Promise<void> {
  await other.getByRole('button', { name: 'Record', exact: true }).click();
  const dialog = other.getByRole('dialog', { name: 'Record this interview?' });
  await expect(dialog).toContainText('your asking is your own consent');
  if (!again) await expectAccessible(other, 'asking to record');
  await expect(dialog.getByText('You asked before')).toHaveCount(again ? 1 : 0);
  await dialog.getByRole('button', { name: 'Ask Nour Candidate' }).click();
  await expect(dialog).toBeHidden();
}

const question = () => page.getByRole('dialog', { name: /would like to record this interview/ });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  candidate = await openBrowser();
  interviewer = await openBrowser();
  await createAccount(candidate.context, 'Nour Candidate');
  const { roomName } = await bookRoom(candidate.context, jobRole);
  await enterByLink(interviewer.context, jobRole);
  page = await candidate.context.newPage();
  other = await interviewer.context.newPage();
  await page.goto(`/live-interview/${roomName}`);
  await join(page);
  await other.goto(`/live-interview/${roomName}?as=interviewer`);
  await join(other);
  await expectToMeet(page, other);
});
test.afterAll(async () => {
  await candidate.browser.close();
  await interviewer.browser.close();
});

test('only the interviewer can ask', async () => {
  await expect(other.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
  await expect(strip(page)).toBeAttached();
  await expect(strip(page).getByRole('button')).toHaveCount(0);
});

test('a candidate who does not want it is not recorded, and the interviewer reads so', async () => {
  await ask();
  await expect(strip(other)).toContainText('Waiting for Nour Candidate’s answer');
  await expect(question()).toContainText('It is kept for 30 days');
  await expect(question()).toContainText('You can stop and delete it at any time');
  await picture(page, 'recording-consent');
  await expectAccessible(page, 'question whether to record');
  await expectAccessible(other, 'room, an answer is awaited');
  await question().getByRole('button', { name: 'Don’t allow' }).click();
  await expect(question()).toBeHidden();
  // The news goes again by itself; what screen readers were told stays.
  await expect(other.getByText('Nour Candidate does not want to be recorded.').first()).toBeAttached();
  await expect(other.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
  await expect(recordingTime(page)).toHaveCount(0);
});

test('a question that was put aside waits in the strip', async () => {
  await ask(true);
  await expect(question()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question()).toBeHidden();
  await strip(page).getByRole('button', { name: 'Answer' }).click();
  await expect(question()).toBeVisible();
});

test('once allowed, both see that it records, and for how long', async () => {
  await question().getByRole('button', { name: 'Allow recording' }).click();
  await Promise.all([page, other].map((side) => expect(recordingTime(side)).toBeVisible()));
  await expect(strip(other).getByRole('button', { name: 'Stop recording' })).toBeVisible();
  await Promise.all([expectMediaToFlow(page), expectMediaToFlow(other)]);
  await expect(page.locator('gr-participant-tile')).toHaveCount(1);
  await picture(page, 'recording');
  await expectAccessible(page, 'room, recorded, candidate');
  await expectAccessible(other, 'room, recorded, interviewer');
});

test('a reload does not hide it', async () => {
  await page.reload();
  await expect(recordingTime(page)).toBeVisible();
});

test('a consent that is taken back ends it for both', async () => {
  await strip(page).getByRole('button', { name: 'Stop and delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop and delete the recording?' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop and delete' }).click();
  await expect(dialog).toBeHidden();
  await Promise.all([page, other].map((side) => expect(recordingTime(side)).toHaveCount(0)));
  await expect(other.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
});

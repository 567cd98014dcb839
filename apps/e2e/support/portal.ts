import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

export interface Account {
  readonly name: string;
  readonly email: string;
}

/** Signs a new candidate up; the page goes on to where it was going. */
export async function signUp(page: Page, name: string): Promise<Account> {
  const email = `${randomUUID()}@example.com`;
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  return { name, email };
}

/** Fills in everything of the booking form but the time. */
export async function describeInterview(
  page: Page,
  wish: { type: string; jobRole: string; specialist?: string },
): Promise<void> {
  await page.getByLabel('Job role').fill(wish.jobRole);
  await page.getByLabel('Experience level').selectOption({ label: 'Senior' });
  await page.getByLabel('Focus').selectOption({ label: 'Technical' });
  await page.getByLabel('Interview type').selectOption({ label: wish.type });
  await page
    .getByLabel('Specialist')
    .selectOption(wish.specialist ? { label: wish.specialist } : { index: 0 });
}

/** Types a card into the payment page and pays. */
export async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry').fill('12/40');
  await page.getByLabel('CVC').fill('123');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
}

/** From the device check into the room: until the room has let the person in. */
export async function join(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Join now' }).click();
  await expect(page.getByRole('button', { name: 'End interview' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Entering the room…' })).toHaveCount(0);
}

/** Waits until each of two pages shows the other person, and the interview between them has begun. */
export async function expectToMeet(...pages: readonly [Page, Page]): Promise<void> {
  for (const page of pages) {
    await expect(page.locator('gr-participant-tile')).toHaveCount(1);
    // It counts from when the server knows that both are in.
    await expect(page.getByRole('timer')).toBeVisible();
  }
}

/** Keeps a picture for the documentation when the run was asked for them. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `${folder}/${name}.jpg`, type: 'jpeg', quality: 80 });
}

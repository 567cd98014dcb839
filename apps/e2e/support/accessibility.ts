import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Levels A and AA of WCAG 2.0 to 2.2. */
const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Side of the smallest target of the portal, CSS pixels; WCAG 2.2 AA asks for 24. */
const TARGET = 44;

/** Both widths and both colour schemes: the colours are the same in both widths, and the places in both schemes. */
const LOOKS = [
  { size: { width: 360, height: 740 }, colorScheme: 'dark' },
  { size: { width: 1280, height: 800 }, colorScheme: 'light' },
] as const;

/** What a page is spared, with the reason at the place of the call. */
export interface Allowances {
  /** Targets may be as small as WCAG allows. */
  readonly smallTargets?: boolean;
}

/** Checks the page as it stands in both widths and both colour schemes: WCAG 2.2 AA, sizes of targets, no sideways scrolling. */
export async function expectAccessible(page: Page, name: string, allowances: Allowances = {}): Promise<void> {
  for (const { size, colorScheme } of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // From its top: which targets lie half under the bar that stays is a matter of how far the page was scrolled before.
    await page.evaluate(() => window.scrollTo(0, 0));
    await nextFrame(page);
    const look = `${name}, ${colorScheme}, ${size.width}`;
    // Without a look into frames (only the mailbox has one, with a mail in it) axe needs no second page.
    const axe = new AxeBuilder({ page }).withTags(WCAG_TAGS).setLegacyMode();
    const { violations } = await axe.analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
    expect.soft(found, `WCAG 2.2 AA: ${look}`).toEqual([]);
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(scrollWidth, `no sideways scrolling: ${look}`).toBeLessThanOrEqual(size.width);
    if (!allowances.smallTargets) {
      expect.soft(await smallTargets(page), `targets of ${TARGET} px: ${look}`).toEqual([]);
    }
  }
}

/** Waits until the page has been painted as it is now. */
function nextFrame(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** What can be clicked and is smaller than it should be. Links within a sentence are as high as its lines. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const selector = 'a[href], button, input, select, textarea, summary, [role="tab"], [role="radio"]';
    const isInSentence = (element: Element) =>
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
    return [...document.querySelectorAll(selector)].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) || isInSentence(element)) return [];
      // A label is a target too, and often the larger one.
      const boxes = [element, element.closest('label')].flatMap(
        (part) => part?.getBoundingClientRect() ?? [],
      );
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      if (Math.round(width) >= least && Math.round(height) >= least) return [];
      const name = element.ariaLabel ?? element.textContent.trim();
      return [`${element.tagName.toLowerCase()} "${name}" ${Math.round(width)} x ${Math.round(height)}`];
    });
  }, TARGET);
}

import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo, offenderRow, press } from './steps/places.ts';

/** Nothing moves by itself, and no list draws more rows than are seen. */

/** As Chromium has it; the DOM's own types do not. */
interface Shift extends PerformanceEntry {
  readonly value?: number;
  readonly hadRecentInput?: boolean;
  readonly sources?: readonly { readonly node: unknown }[];
}

declare global {
  interface Window {
    shifts: string[];
  }
}

/** Runs in the page: what moved from now on, without a key or a click just before. */
function watchShifts(): void {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      const moved = sources?.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 160) : String(node)));
      if (!hadRecentInput) window.shifts.push(`${value} ${moved}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** The page as it is when it is opened anew, until what it asked for is there. */
async function shiftsOfReload(page: Page): Promise<string[]> {
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect(page.getByRole('status', { name: 'Reading' })).toHaveCount(0);
  // Fonts that come late would move what they are used in.
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
  return page.evaluate(() => window.shifts);
}

test('nothing on a page moves while it is read', async ({ app: { page } }) => {
  await openSample(page);
  await page.addInitScript(watchShifts);
  for (const place of ['Inventory', 'Overview', 'Runs'] as const) {
    await goTo(page, place);
    await test.step(place, async () => expect.soft(await shiftsOfReload(page)).toEqual([]));
  }
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('main')).toContainText('6 of 6 calls wrote');
  await test.step('Endpoint', async () => expect.soft(await shiftsOfReload(page)).toEqual([]));
});

test('a list draws the rows in view and a few beyond them', async ({ app: { page } }) => {
  await openSample(page);
  await page.setViewportSize({ width: 1280, height: 480 });
  await goTo(page, 'Inventory');
  await page.getByRole('tab', { name: /^All endpoints/ }).click();
  const list = page.getByRole('grid', { name: 'Findings' });
  await expect(list).toHaveAttribute('aria-rowcount', '39');
  await expect(list.getByRole('row').nth(4)).toBeVisible();
  expect(await list.locator('tbody').getByRole('row').count()).toBeLessThan(20);
  await list.focus();
  await press(page, 'End');
  await expect(list.getByRole('row', { name: /Row 38 of 38/ })).toBeVisible();
  const drawn = list.locator('tbody').getByRole('row');
  expect(await drawn.count()).toBeLessThan(20);
  // In the order of the list, for readers.
  const places = await drawn.evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

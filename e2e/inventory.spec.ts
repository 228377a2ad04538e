import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { filterBy, goTo, OFFENDER, offenderRow, press } from './steps/places.ts';

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toBeVisible();
});

test('the offender stands out with what it wrote', async ({ app: { page } }) => {
  const row = offenderRow(page);
  await expect(row).toContainText('Broken');
  await expect(row).toContainText('6 of 6 calls wrote');
  await expect(row).toContainText('page_hits');
  await expect(row).toContainText('Detected');
  await expect(page.getByRole('row', { name: /^Broken\./ })).toHaveCount(1);
});

test('all endpoints are listed, with their verdicts', async ({ app: { page } }) => {
  await page.getByRole('tab', { name: /^All endpoints/ }).click();
  await expect(page).toHaveURL(/tab=all/);
  await expect(page.getByRole('row', { name: /^Holds\. GET \/items\// }).first()).toBeVisible();
});

test('a filter stands in the address and survives a reload', async ({ app: { page } }) => {
  await page.getByRole('tab', { name: /^All endpoints/ }).click();
  await filterBy(page, 'route:trigger');
  await expect(page).toHaveURL(/q=route:trigger/);
  await expect(offenderRow(page)).toBeVisible();
  await page.reload();
  await expect(offenderRow(page)).toBeVisible();
  await expect(page.getByRole('row', { name: /^Holds\./ })).toHaveCount(0);
});

test('Enter opens the proof, and Esc comes back to the same row', async ({ app: { page } }) => {
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(OFFENDER);
  await press(page, 'Escape');
  await expect(offenderRow(page)).toBeVisible();
});

test('a key right after a choice from a menu is the list’s again', async ({ app }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Export list' }).focus();
  await press(page, 'Enter');
  const chosen = page.getByRole('menuitem').and(page.locator(':focus'));
  await expect(async () => {
    await press(page, 'ArrowDown');
    await expect(chosen).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await app.exportedFile(() => press(page, 'Enter', 'x'));
  await expect(offenderRow(page)).toHaveAttribute('aria-selected', 'true');
});

test('the ring around the cursor’s cell waits for the first key', async ({ app: { page } }) => {
  const ring = () =>
    page
      .locator('[data-cursor][data-column]')
      .evaluate((cell) => Number.parseFloat(getComputedStyle(cell, '::after').borderTopWidth) || 0);
  await expect(page.getByRole('grid')).toBeFocused();
  expect(await ring()).toBe(0);
  await press(page, 'ArrowRight');
  await expect(async () => expect(await ring()).toBe(2)).toPass({ timeout: 20_000 });
});

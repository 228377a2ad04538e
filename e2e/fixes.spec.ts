import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, openSample } from './steps/import.ts';
import { type LaterRun, laterRun } from './steps/later-runs.ts';
import { goTo, OFFENDER, press } from './steps/places.ts';

test.slow();

const TRIGGER = '/flows/trigger/';

const row = (page: Page) => page.getByRole('row').filter({ hasText: OFFENDER });

async function importLater(page: Page, run: number, of: LaterRun): Promise<void> {
  await dropFiles(page, laterRun(of));
  await expectRunReady(page, run);
  await goTo(page, 'Inventory');
}

test('a fix is proved by later runs, and taken back by one that writes', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(row(page)).toBeVisible();

  await test.step('Shipped asks for the day, and says what the runs that are there make of it', async () => {
    await press(page, 's');
    await page.keyboard.type('Shipped');
    await press(page, 'Enter');
    const panel = page.getByRole('dialog', { name: /^Shipped of/ });
    const day = panel.getByLabel('From which day is the fix live?');
    await day.fill('2026-11-21');
    await expect(panel).toContainText('It would be Regressed at once: 6 of 6 calls wrote in run 1');
    await day.fill('2026-11-23');
    await expect(panel).toContainText('No call seen since it is live; 180 calls would prove it');
    await press(page, 'Enter');
    await expect(row(page)).toContainText('Shipped');
    await expect(row(page)).toContainText('180 to prove');
  });

  await test.step('calls without a write count; too few leave it Shipped', async () => {
    await importLater(page, 2, { day: '2026-11-23', unwritten: ['page_hits'], repeated: [TRIGGER, 7] });
    await expect(row(page)).toContainText('Shipped');
    await expect(row(page)).toContainText('138 to prove');
    await row(page).getByRole('link').click();
    const proof = page.getByRole('main');
    await expect(proof).toContainText('42 of 180 calls, no write; 138 more to prove');
    await expect(proof).toContainText('recorded before the fix was live');
  });

  await test.step('enough make it Verified, with the bound', async () => {
    await importLater(page, 3, { day: '2026-11-25', unwritten: ['page_hits'], repeated: [TRIGGER, 23] });
    await page.getByRole('tab', { name: /^Verified/ }).click();
    await expect(row(page)).toContainText('Verified');
    await row(page).getByRole('link').click();
    await expect(page.getByRole('main')).toContainText('0 of 180: at most 1.7 % could, 95 % sure');
    await expect(page.getByRole('main')).toContainText('Shipped to Verified');
  });

  await test.step('a write brings it back, on top, with its proof', async () => {
    await importLater(page, 4, { day: '2026-11-27' });
    await page.getByRole('tab', { name: /^Open/ }).click();
    await expect(page.getByRole('row').nth(1)).toContainText('Regressed');
    await row(page).getByRole('link').click();
    await expect(page.getByRole('main')).toContainText('6 of 6 calls wrote in run 4');
    await expect(page.getByRole('main')).toContainText('Verified to Regressed');
  });

  await test.step('a day after that run takes it out of the count, and undo puts it back', async () => {
    await page.getByRole('button', { name: 'Change the day it went live' }).click();
    const panel = page.getByRole('dialog', { name: /^Live date of/ });
    await panel.getByLabel('From which day is the fix live?').fill('2026-11-28');
    await press(page, 'Enter');
    await expect(page.getByRole('main')).toContainText('No call seen since it is live');
    await press(page, 'z');
    await expect(page.getByRole('main')).toContainText('6 of 6 calls wrote in run 4');
  });
});

test('an exception rests on conditions: a run that breaks one brings it back', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(row(page)).toBeVisible();
  await press(page, 'e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await press(page, '1');
  await dialog.getByRole('textbox').first().fill('Visits only.');
  await expect(dialog).toContainText('It is so already: a response carries');
  await expect(dialog.getByRole('button', { name: /^Accept/ })).toBeDisabled();
  await dialog.getByLabel('a response carries a value from the row').uncheck();
  await expect(dialog).toContainText('Checked now');
  await press(page, 'Control+Enter');
  await page.getByRole('tab', { name: /^Exceptions/ }).click();
  await expect(row(page)).toContainText('Exception');

  await importLater(page, 2, { day: '2026-11-23', renamed: ['page_hits', 'page_views'] });
  await page.getByRole('tab', { name: /^Open/ }).click();
  await expect(row(page)).toContainText('Detected');
  await row(page).getByRole('link').click();
  await expect(page.getByRole('main')).toContainText('Reopened: it wrote page_views in run 2. Was: Detected');
});

test('an exception ends with its day', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(row(page)).toBeVisible();
  // On this page it is a year ago: three months from then are over.
  await page.clock.setFixedTime('2025-06-01T10:00:00Z');
  await press(page, 'e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await press(page, '3');
  await dialog.getByRole('textbox').first().fill('The kiosk cannot be updated yet.');
  await expect(dialog).toContainText('Checked now');
  await press(page, 'Control+Enter');
  await expect(dialog).toHaveCount(0);
  await row(page).getByRole('link').click();
  await expect(page.getByRole('main')).toContainText('Exception ended 1 Sept 2025. Was: Detected');
});

import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, openSample } from './steps/import.ts';
import { laterRun } from './steps/later-runs.ts';
import { goTo, OFFENDER, offenderRow, press } from './steps/places.ts';

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Runs');
  await dropFiles(page, laterRun({ day: '2027-01-10', renamed: ['page_hits', 'visits'] }));
  await expectRunReady(page, 2);
});

test('two runs are compared in place, on the list and on the page of an endpoint', async ({ app: { page } }) => {
  await goTo(page, 'Inventory');
  await expect(offenderRow(page)).toBeVisible();
  await press(page, 'd');
  await expect(page).toHaveURL(/run=2&vs=1/);
  await expect(page.getByRole('button', { name: 'Run 2, compared with 1' })).toBeVisible();
  const counts = page.getByRole('list', { name: 'Run 2 against run 1' });
  await expect(counts.getByRole('button', { name: '1 changed' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Changed 1 finding/ }).first()).toBeVisible();

  await counts.getByRole('button', { name: '1 changed' }).click();
  await expect(page).toHaveURL(/q=change:changed/);
  await expect(offenderRow(page)).toBeVisible();

  await offenderRow(page).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(OFFENDER);
  await expect(page).toHaveURL(/run=2&vs=1/);
  const line = page.getByRole('region', { name: 'Run 2 against run 1' });
  await expect(line).toContainText('Changed');
  await expect(line).toContainText('now also writes visits');
  await page.reload();
  await expect(line).toContainText('now also writes visits');

  await press(page, 'd');
  await expect(line).toHaveCount(0);
  await expect(page).not.toHaveURL(/vs=/);
  await press(page, 'Escape');
  await expect(offenderRow(page)).toBeVisible();
  await press(page, 'd');
  await expect(page).not.toHaveURL(/vs=|change:/);
});

test('a run has a note in the list of runs, written by keys and undone', async ({ app: { page } }) => {
  await goTo(page, 'Runs');
  await page.getByRole('link', { name: 'Run 1', exact: true }).focus();
  await press(page, 'n');
  await expect(page.getByRole('textbox', { name: 'Note on run 1' })).toBeFocused();
  await page.keyboard.type('Before the fix');
  await press(page, 'Enter');
  const note = page.getByRole('button', { name: 'Note on run 1: Before the fix. Change it' });
  await expect(note).toBeVisible();
  await page.reload();
  await expect(note).toBeVisible();
  await press(page, 'z');
  await expect(page.getByRole('button', { name: 'Add a note to run 1' })).toBeVisible();
});

import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, openSample } from './steps/import.ts';
import { laterRun } from './steps/later-runs.ts';
import { filterBy, goTo, offenderRow, press } from './steps/places.ts';

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await page.getByRole('tab', { name: /^All endpoints/ }).click();
});

test('body: finds what was sent and answered; the address keeps it', async ({ app: { page } }) => {
  await filterBy(page, 'body:"Draft by user"');
  const articles = page.getByRole('row', { name: /POST \/items\/articles/ });
  await expect(articles).toBeVisible();
  await expect(offenderRow(page)).toHaveCount(0);
  await page.reload();
  await expect(articles).toBeVisible();
  await expect(page).toHaveURL(/q=body:/);
});

test('a text in no body finds nothing, and a text too short is refused', async ({ app: { page } }) => {
  await filterBy(page, 'body:zebrafinch');
  await expect(page.getByText('No endpoint matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await filterBy(page, 'body:a');
  await expect(page.getByText('body: takes 2 characters or more, as body:streak.')).toBeVisible();
});

test('user: offers who called, and Tab takes one', async ({ app: { page } }) => {
  await press(page, '/');
  await page.keyboard.type('user:');
  const first = page.getByRole('option', { name: /^user:masked·/ }).first();
  await expect(first).toBeVisible();
  await press(page, 'ArrowDown', 'Enter');
  await expect(page).toHaveURL(/q=user:masked/);
  await expect(page.getByRole('row', { name: /GET \/users\/me/ })).toBeVisible();
});

test('since: leaves what later runs called', async ({ app: { page } }) => {
  await goTo(page, 'Runs');
  await dropFiles(page, laterRun({ day: '2027-01-10', uncalled: ['/flows/trigger'], unwritten: ['page_hits'] }));
  await expectRunReady(page, 2);
  await goTo(page, 'Inventory');
  await page.getByRole('tab', { name: /^All endpoints/ }).click();
  await expect(offenderRow(page)).toBeVisible();
  await filterBy(page, 'since:2');
  await expect(page.getByRole('row', { name: /GET \/users\/me/ })).toBeVisible();
  await expect(offenderRow(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await filterBy(page, 'since:2026-11-21');
  await expect(offenderRow(page)).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await filterBy(page, 'since:soon');
  await expect(page.getByText('since: takes a run, a day or a number of days')).toBeVisible();
});

test('the sheet of keys says what the filter understands', async ({ app: { page } }) => {
  await press(page, '?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet.getByText('text in kept bodies; searched on disk')).toBeVisible();
  await sheet.getByRole('textbox').fill('since');
  await expect(sheet.getByText('a call got to the server in that run, on that day, or later')).toBeVisible();
  await expect(sheet.getByText('text in kept bodies; searched on disk')).toHaveCount(0);
});

import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { filterBy, goTo, press } from './steps/places.ts';

const row = (page: Page, table: string): Locator =>
  page.getByRole('grid', { name: 'Tables' }).getByRole('row', { name: new RegExp(`^${table}\\.`) });

const pressed = (page: Page, table: string, word: string): Locator =>
  row(page, table).getByRole('button', { name: word, exact: true, pressed: true });

test.beforeEach(async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Tables');
});

test('a class can be looked at, set, and undone; the verdict follows', async ({ app: { page } }) => {
  await expect(pressed(page, 'directus_sessions', 'Session')).toBeVisible();
  await expect(row(page, 'directus_sessions')).toContainText('log-in sessions');
  await row(page, 'page_hits').getByText('page_hits').click();
  const about = page.getByRole('complementary', { name: 'About page_hits' });
  await expect(about).toContainText('GET /flows/trigger/{id}');

  await press(page, 'ArrowRight');
  await expect(about).toContainText('1 verdict would follow');
  await expect(about).toContainText('Broken');
  await expect(pressed(page, 'page_hits', 'Domain')).toBeVisible();

  await press(page, 'Enter');
  await expect(pressed(page, 'page_hits', 'Telemetry')).toBeVisible();
  await expect(about).toContainText('1 verdict follows');
  await goTo(page, 'Inventory');
  await expect(page.getByRole('row', { name: /Broken\. GET \/flows\/trigger/ })).toHaveCount(0);

  await press(page, 'z');
  await expect(page.getByRole('row', { name: /Broken\. GET \/flows\/trigger/ })).toBeVisible();
  await goTo(page, 'Tables');
  await expect(pressed(page, 'page_hits', 'Domain')).toBeVisible();
});

test('several tables at once, and back to the default', async ({ app: { page } }) => {
  await row(page, 'heartbeats').getByRole('checkbox').check();
  await row(page, 'page_hits').getByRole('checkbox').check();
  const bar = page.getByRole('toolbar', { name: 'For the selected tables' });
  await expect(bar).toContainText('2 tables selected');
  await bar.getByRole('button', { name: 'Ignored' }).click();
  await expect(pressed(page, 'heartbeats', 'Ignored')).toBeVisible();
  await expect(pressed(page, 'page_hits', 'Ignored')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'About 2 tables' })).toContainText('Allowed');

  await bar.getByRole('button', { name: 'Back to default' }).click();
  await expect(pressed(page, 'heartbeats', 'Domain')).toBeVisible();
  await expect(pressed(page, 'page_hits', 'Domain')).toBeVisible();
});

test('a column can have its own class', async ({ app: { page } }) => {
  await row(page, 'directus_users').getByText('directus_users').click();
  const about = page.getByRole('complementary', { name: 'About directus_users' });
  await expect(about).toContainText('last_access');
  await press(page, 'c');
  await about.getByRole('combobox', { name: 'Class of email', exact: true }).click();
  await page.getByRole('option', { name: 'Session' }).click();
  await press(page, 'Escape');
  await expect(about.getByRole('listitem').filter({ has: page.getByText('email', { exact: true }) })).toContainText(
    'Session',
  );
});

test('filter and cursor stand in the address', async ({ app: { page } }) => {
  await filterBy(page, 'class:session');
  await expect(page).toHaveURL(/q=class:session/);
  await expect(row(page, 'directus_sessions')).toBeVisible();
  await expect(row(page, 'page_hits')).toHaveCount(0);
  await press(page, 'Escape', 'End');
  await expect(page).toHaveURL(/at=public\.tags/);
  await page.reload();
  await expect(page.getByRole('complementary', { name: 'About tags' })).toBeVisible();
});

test('classes leave as a file, and come back looked at first', async ({ app }) => {
  const { page } = app;
  await row(page, 'page_hits').getByText('page_hits').click();
  await press(page, '2');
  await expect(pressed(page, 'page_hits', 'Telemetry')).toBeVisible();
  const text = await app.exportedFile(() => page.getByRole('button', { name: 'Export classes' }).click());
  expect(JSON.parse(text)).toEqual({ tables: { 'public.page_hits': 'telemetry' } });
  await press(page, 'z');
  await expect(pressed(page, 'page_hits', 'Domain')).toBeVisible();

  const file = { name: 'classes.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('File of classes').setInputFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Classes in classes.json' });
  await expect(dialog).toContainText('1 class would change');
  await expect(dialog).toContainText('1 verdict would follow');
  await press(page, 'Control+Enter');
  await expect(pressed(page, 'page_hits', 'Telemetry')).toBeVisible();
  await press(page, 'z');
  await expect(pressed(page, 'page_hits', 'Domain')).toBeVisible();
});

test('a range is selected by Shift', async ({ app: { page } }) => {
  await expect(row(page, 'page_hits')).toBeVisible();
  await press(page, 'Home', 'Shift+j', 'Shift+j');
  await expect(page.getByRole('toolbar', { name: 'For the selected tables' })).toContainText('3 tables selected');
  await press(page, 'Escape');
  await row(page, 'page_hits').getByText('page_hits').click();
  await row(page, 'tags')
    .getByText('tags')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByRole('toolbar', { name: 'For the selected tables' })).toContainText('tables selected');
  await expect(row(page, 'page_hits')).toHaveAttribute('aria-selected', 'true');
  await expect(row(page, 'tags')).toHaveAttribute('aria-selected', 'true');
});

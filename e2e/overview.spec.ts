import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, openSample } from './steps/import.ts';
import { type LaterRun, laterRun } from './steps/later-runs.ts';
import { goTo, OFFENDER, offenderRow, press } from './steps/places.ts';

const card = (page: Page, question: string | RegExp) => page.getByRole('region', { name: question });

async function importLater(page: Page, run: number, of: LaterRun): Promise<void> {
  await dropFiles(page, laterRun(of));
  await expectRunReady(page, run);
}

test('the overview says what is left, where it comes from and what needs someone', async ({ app: { page } }) => {
  await press(page, 'g', 'o');
  await expect(page.getByText('Nothing to look over yet.')).toBeVisible();
  await openSample(page);
  await press(page, 'g', 'o');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open findings: 1' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Endpoints judged: 23' })).toBeVisible();
  await expect(card(page, 'What changed?')).toContainText('Nothing to compare with yet.');
  await expect(card(page, 'What needs someone?')).toContainText('Nothing now');
  await expect(card(page, 'Can the links be believed?')).toContainText('Not enough requests carry an id');

  const left = card(page, 'What is left?');
  await expect(left.getByRole('img', { name: /Findings after run 1\. Now: 1 not planned yet\./ })).toBeVisible();
  await left.getByRole('button', { name: /As a table/ }).click();
  await expect(page).toHaveURL(/as=left/);
  await expect(left.getByRole('row', { name: /Run 1/ })).toContainText('1');

  await card(page, 'Where does it come from?').getByRole('link', { name: '6', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inventory' })).toBeVisible();
  await expect(offenderRow(page)).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('a later run tells what regressed; what it did not call is not fixed', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Inventory');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await press(page, 's');
  await page.keyboard.type('shipped');
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Set to Shipped' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Shipped');
  await importLater(page, 2, { day: '2027-01-10', uncalled: ['/flows/trigger'], unwritten: ['page_hits'] });
  await goTo(page, 'Overview');
  await expect(card(page, /What changed since run 1/).getByRole('link', { name: 'Not seen' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open findings: 1' })).toBeVisible();

  await importLater(page, 3, { day: '2027-02-10' });
  await goTo(page, 'Overview');
  await expect(page.getByRole('link', { name: 'Regressed: 1' })).toBeVisible();
  await expect(card(page, 'What needs someone?')).toContainText('came back in run 3');
  await page.getByRole('combobox', { name: 'Compared with' }).selectOption('1');
  await expect(page).toHaveURL(/vs=1/);
  await expect(card(page, 'What changed since run 1?').getByRole('link', { name: 'Regressed' })).toBeVisible();
});

test('two runs stand side by side, and the address names them', async ({ app: { page } }) => {
  await openSample(page);
  await importLater(page, 2, { day: '2027-01-10', uncalled: ['/flows/trigger'], unwritten: ['page_hits'] });
  await goTo(page, 'Runs');
  await expect(page.getByRole('tab', { name: 'Compare two runs' })).toBeVisible();
  await press(page, '2');
  await expect(page).toHaveURL(/\/runs\?run=2&vs=1/);
  const unseen = page.getByRole('region', { name: 'Not seen' });
  await expect(unseen).toContainText(OFFENDER);
  await expect(unseen).toContainText('not called');
  await expect(unseen).toContainText('not seen is never fixed');
  await press(page, 'Escape');
  await expect(page.getByRole('row', { name: /Run 2/ })).toContainText('nothing new');

  await page.getByRole('link', { name: 'Run 2', exact: true }).click();
  await page.getByRole('tab', { name: 'What changed' }).click();
  await expect(page).toHaveURL(/\/runs\/2\/changes/);
  await expect(page.getByRole('region', { name: 'Not seen' })).toContainText(OFFENDER);
  await press(page, 'j', 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(OFFENDER);
});

test('nothing moves while the overview comes, and it fits at 200 % zoom', async ({ app: { page } }) => {
  await openSample(page);
  await goTo(page, 'Overview');
  await page.reload();
  await expect(card(page, 'What is left?').locator('svg.recharts-surface')).toBeVisible();
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { readonly value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Where nothing moved the observer is never called.
        setTimeout(() => resolve(0), 500);
      }),
  );
  expect(moved).toBeLessThan(0.02);

  await page.setViewportSize({ width: 720, height: 450 });
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
  await expect(card(page, 'Can the links be believed?')).toBeAttached();
});

test('the summary is one page that shows itself without a program', async ({ app }) => {
  const { page } = app;
  await openSample(page);
  await goTo(page, 'Overview');
  await expect(page.getByRole('button', { name: 'Export summary' })).toBeVisible();
  const text = await app.exportedFile(() => press(page, 'e'));
  expect(text).toContain('<h2>What is left?</h2>');

  // As its reader has it: no server, no script, dark or not.
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });
  // On the desktop there is no browser beside the program.
  if (!context) return;
  const reader = await context.newPage();
  await reader.setContent(text);
  await expect(reader.getByRole('heading', { level: 1, name: /^How things stand with / })).toBeVisible();
  await expect(reader.getByRole('row', { name: /Broken.*GET \/flows\/trigger\/\{id\}/ })).toBeVisible();
  const ground = await reader.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  expect(ground).toBe('rgb(255, 255, 255)');
  await context.close();
});

import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { openRun } from './steps/places.ts';

test('a run shows whether both sides fit, and what no request caused', async ({ app: { page } }) => {
  await openSample(page);
  await openRun(page);
  await expect(page.getByText('136 requests and 166 transactions')).toBeVisible();
  await expect(page.getByText(/Yes: both cover 19 s/)).toBeVisible();
  await expect(page.getByRole('img', { name: /Requests above/ })).toBeVisible();

  await page.keyboard.press('3');
  await expect(page).toHaveURL(/\/runs\/1\/unattributed/);
  const heartbeats = page.getByRole('listitem').filter({ hasText: 'heartbeats' }).first();
  await expect(heartbeats).toContainText('every 5.0 s');
  await expect(heartbeats).toContainText('5 times');

  await page.keyboard.press('4');
  await expect(page.getByRole('heading', { name: 'changes.jsonl.gz' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
});

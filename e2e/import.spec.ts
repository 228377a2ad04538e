import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, fileRow } from './steps/import.ts';
import { goTo } from './steps/places.ts';
import { HAR_PATH, har, LOG_PATH, log } from './steps/samples.ts';

test('dropped files are recognised, counted and become one run', async ({ app: { page } }) => {
  await dropFiles(page, [har(), log()]);
  await expectRunReady(page);

  const requests = fileRow(page, 'requests.har.gz');
  await expect(requests).toContainText('HAR 1.2');
  await expect(requests).toContainText('136 requests');
  const changes = fileRow(page, 'changes.jsonl.gz');
  await expect(changes).toContainText('wal2json');
  await expect(changes).toContainText('166 transactions');
  await expect(changes).toContainText('350 row changes');

  await page.getByRole('link', { name: 'Show the inventory' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inventory' })).toBeVisible();
  await goTo(page, 'Runs');
  await expect(page.getByRole('main')).toContainText('166');
});

test('files can be chosen instead', async ({ app: { page } }) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([HAR_PATH, LOG_PATH]);
  await expectRunReady(page);
  await expect(fileRow(page, 'requests.har.gz')).toContainText('136 requests');
  await expect(fileRow(page, 'changes.jsonl.gz')).toContainText('166 transactions');
});

test('the same file again is not imported twice', async ({ app: { page } }) => {
  await dropFiles(page, [har(), log()]);
  await expectRunReady(page);

  await dropFiles(page, [{ ...har(), name: 'copy.har.gz' }]);
  const copy = fileRow(page, 'copy.har.gz');
  await expect(copy).toContainText('Not imported again');
  await expect(copy).toContainText('requests.har.gz');
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Runs/ })).toContainText('1');
});

import { expect, test } from './app.ts';
import { dropFiles, expectRunReady, fileRow } from './steps/import.ts';
import { goTo } from './steps/places.ts';
import { journal } from './steps/samples.ts';

test('a table of unknown columns is read as a person says, and its like without asking', async ({ app: { page } }) => {
  await dropFiles(page, [journal('journal.csv', 501)]);
  const row = fileRow(page, 'journal.csv');
  await expect(row).toContainText('A table of unknown columns');
  await row.getByRole('button', { name: 'Map its columns…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Map the columns of journal.csv' });
  await expect(dialog).toContainText('Choose the column of the operation.');
  await dialog.getByLabel('Operation', { exact: true }).selectOption('was');
  await dialog.getByLabel('“neu”').selectOption('inserts a row');
  await dialog.getByLabel('“anders”').selectOption('updates a row');
  await dialog.getByLabel('Name of the one table').fill('shop.orders');
  await dialog.getByLabel('Key', { exact: true }).selectOption('nr');
  await dialog.getByLabel('Old values').selectOption('vorher');
  await dialog.getByLabel('New values').selectOption('nachher');
  await dialog.getByLabel('Time', { exact: true }).selectOption('wann');
  await dialog.getByLabel('Actor').selectOption('wer');

  const preview = dialog.getByRole('region', { name: 'The first rows as understood' });
  await expect(preview.getByRole('row')).toHaveCount(3);
  await expect(preview).toContainText('insert shop.orders');
  await expect(preview).toContainText('order_no 501, qty 2');
  await expect(preview).toContainText('2026-11-21 19:36:06.188Z');

  // By keyboard alone from here on.
  await dialog.getByLabel('Save as').fill('journal of orders');
  await page.keyboard.press('Control+Enter');
  await expectRunReady(page);
  await expect(row).toContainText('journal of orders, as CSV');
  await expect(row).toContainText('2 row changes');

  await dropFiles(page, [journal('december.csv', 502)]);
  await expectRunReady(page, 2);
  await expect(fileRow(page, 'december.csv')).toContainText('journal of orders, as CSV');

  // A description that was wrong can be taken back.
  await goTo(page, 'Settings');
  const described = page.getByRole('list', { name: 'Described audit tables' });
  await expect(described).toContainText('journal of orders of shop.orders: was, nr');
  await described.getByRole('button', { name: 'Forget journal of orders' }).click();
  await expect(described).toHaveCount(0);
  await dropFiles(page, [journal('january.csv', 503)]);
  await expect(fileRow(page, 'january.csv')).toContainText('A table of unknown columns');
});

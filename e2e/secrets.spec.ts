import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { goTo } from './steps/places.ts';
import { plainSecrets } from './steps/samples.ts';
import { packedTexts } from './steps/workspace.ts';

test('no password or token of the sample reaches the disk', async ({ app }) => {
  const secrets = plainSecrets();
  // One password, its hash in the database, and the tokens of several log-ins.
  expect(secrets).toContain('editor-pass-1');
  expect(secrets.length).toBeGreaterThan(8);

  await openSample(app.page);
  const files = [app.workspace, `${app.workspace}-wal`].filter((file) => existsSync(file));
  const stored = Buffer.concat(files.map((file) => readFileSync(file)));
  const unpacked = packedTexts(app.workspace).join('\n');
  // The import is there: what is stored, plain or packed, can be found this way.
  expect(stored.includes('/flows/trigger/')).toBe(true);
  expect(unpacked, 'headers').toContain('capture-load/1.0');
  expect(unpacked, 'bodies').toContain('api1@example.com');
  expect(unpacked, 'rows').toContain('articles.items.update');
  expect(secrets.filter((secret) => stored.includes(secret) || unpacked.includes(secret))).toEqual([]);
});

test('Settings show what was masked, and keep the names that a person adds', async ({ app }) => {
  const { page } = app;
  await openSample(page);
  await page.getByRole('link', { name: 'See where, or mask more fields' }).click();
  await page.getByText(/values masked in \d+ places/).click();
  await expect(page.getByRole('list', { name: 'Where values were masked' })).toContainText('authorization token');
  await page.getByRole('combobox', { name: 'Also mask fields named' }).fill('iban');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Saved: it holds for files imported from now on.');

  const again = await app.restart();
  await goTo(again, 'Settings');
  await expect(again.getByRole('main').getByText('iban', { exact: true })).toBeVisible();
});

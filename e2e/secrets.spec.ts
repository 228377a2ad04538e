import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { openSample } from './steps/import.ts';
import { plainSecrets } from './steps/samples.ts';

test('no password or token of the sample reaches the disk', async ({ app }) => {
  const secrets = plainSecrets();
  // One password, its hash in the database, and the tokens of several log-ins.
  expect(secrets).toContain('editor-pass-1');
  expect(secrets.length).toBeGreaterThan(8);

  await openSample(app.page);
  const files = [app.workspace, `${app.workspace}-wal`].filter((file) => existsSync(file));
  const stored = Buffer.concat(files.map((file) => readFileSync(file)));
  // The import is there: what is stored in plain text can be found this way.
  expect(stored.includes('/flows/trigger/')).toBe(true);
  expect(secrets.filter((secret) => stored.includes(secret))).toEqual([]);
});

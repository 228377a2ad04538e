import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';

const IBAN = 'DE89370400440532013000';
const har = {
  log: {
    version: '1.2',
    creator: { name: 'x', version: '1' },
    entries: [
      {
        startedDateTime: '2026-11-21T12:00:00Z',
        time: 5,
        request: {
          method: 'POST',
          url: `http://shop.test/pay?customerIban=${IBAN}`,
          headers: [{ name: 'Cookie', value: 'sid=abcdefgh' }],
          postData: { mimeType: 'application/json', text: JSON.stringify({ to: { iban: IBAN }, amount: 7 }) },
        },
        response: { status: 200, headers: [], content: { mimeType: 'application/json', text: '{}' } },
        timings: { wait: 4 },
      },
    ],
  },
};
const row = {
  action: 'I',
  schema: 'public',
  table: 'payments',
  columns: [{ name: 'iban', type: 'text', value: IBAN }],
};

test('a person sees what was masked, and adds names of fields; values under them never reach the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'masked-names-'));
  const paths = [join(folder, 'a.har'), join(folder, 'a.jsonl')] as const;
  writeFileSync(paths[0], JSON.stringify(har));
  writeFileSync(paths[1], `${JSON.stringify(row)}\n`);
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  expect(engine.settings()).toMatchObject({ maskedNames: [], masked: [] });
  expect(engine.saveSettings({ maskedNames: ['*iban', '*iban'] }).maskedNames).toEqual(['*iban']);
  expect((await importPaths(engine, paths)).step).toBe('done');

  expect(engine.settings().masked).toEqual([
    { place: 'body to.iban', times: 1 },
    { place: 'column iban', times: 1 },
    { place: 'cookie sid', times: 1 },
    { place: 'query customerIban', times: 1 },
  ]);
  const report = JSON.stringify([engine.call(1), engine.report(1), engine.links(1)]);
  expect(report).not.toContain(IBAN);
  await engine.close();
  expect(readFileSync(workspace).includes(IBAN)).toBe(false);
});

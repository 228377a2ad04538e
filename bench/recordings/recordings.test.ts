import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRun } from '../read-run.ts';

const textOf = (file: string) => gunzipSync(readFileSync(file)).toString('utf8');

describe.each(['feathers', 'gnocchi', 'parse-server', 'unleash'])('recording of %s', (name) => {
  const har = join(import.meta.dirname, name, 'requests.har.gz');
  const log = join(import.meta.dirname, name, 'changes.v2.jsonl.gz');

  it('is read whole, call by call and change by change', async () => {
    const { exchanges, transactions } = await readRun(har, log);
    const rows = textOf(log).match(/"action":"[IUD]"/g) ?? [];
    expect(exchanges).toHaveLength(JSON.parse(textOf(har)).log.entries.length);
    expect(transactions.flatMap(({ changes }) => changes)).toHaveLength(rows.length);
    expect(transactions.every(({ time }) => time !== null)).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { detect } from '../detect.ts';
import { bytesOf, collect, fixture, inPieces } from '../fixture-files.ts';

/** The same log in every shape of file that PostgreSQL's clients write. */

const copied = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function aligned(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const heading = `${' '.repeat(width / 2)}data${' '.repeat(width / 2)}`;
  return [heading, '-'.repeat(width + 2), ...lines.map((line) => ` ${line}`), `(${lines.length} rows)`, ''].join('\n');
}

const SHAPES: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  'pg_recvlogical, psql -XAt': (lines) => lines.join('\n'),
  'psql -XAt with lsn and xid': (lines) => lines.map((line) => `0/1945AB8|743|${line}`).join('\n'),
  '\\copy of data': (lines) => lines.map(copied).join('\n'),
  '\\copy of lsn, xid, data': (lines) => lines.map((line) => `0/1945AB8\t743\t${copied(line)}`).join('\n'),
  'psql --csv': (lines) => ['lsn,xid,data', ...lines.map((line) => `0/1945AB8,743,${quoted(line)}`)].join('\r\n'),
  'psql as a table': aligned,
};

async function read(text: string) {
  const bytes = bytesOf(`${text}\n`);
  const found = detect(bytes);
  if (found.type !== 'one') throw new Error(found.type);
  const records = await collect(found.format.read(inPieces(bytes, 4_096)));
  expect(records.filter(({ type }) => type === 'skip' || type === 'damage')).toEqual([]);
  const transactions = records.flatMap((record) => (record.type === 'transaction' ? [record.transaction] : []));
  return { id: found.format.id, transactions: JSON.stringify(transactions.map(withoutPlaces)) };
}

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, item: unknown) => (name === 'byteOffset' ? 0 : item)));

describe.each(['wal2json-1', 'wal2json-2', 'test-decoding'])('%s', (id) => {
  const text = new TextDecoder().decode(fixture(`${id}/orders-run`).bytes).trimEnd();

  test.each(Object.entries(SHAPES))('%s', async (_how, shape) => {
    const asItIs = await read(text);
    expect(asItIs.id).toBe(id);
    expect(asItIs.transactions.length).toBeGreaterThan(10_000);
    expect(await read(shape(text.split('\n')))).toEqual(asItIs);
  });
});

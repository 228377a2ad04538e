import { describe, expect, test } from 'vitest';
import { parseLogTime } from './changes/postgres-log/time.ts';
import { detect } from './detect.ts';
import { bytesOf, collect, fixture, inPieces } from './fixture-files.ts';
import { createMasker } from './mask.ts';
import { type CaptureRecord, peek, readCapture } from './read-capture.ts';

/** Values that are valid JSON, and that no recorder writes: reading ends with records, not with an exception. */

async function read(text: string): Promise<CaptureRecord[]> {
  const { head, bytes } = await peek(inPieces(bytesOf(text), 65_536));
  const found = detect(head);
  if (found.type !== 'one') throw new Error(`taken for ${found.type}`);
  return collect(readCapture(found.format, bytes, createMasker(new Uint8Array(32))));
}

const tally = (records: readonly CaptureRecord[], type: CaptureRecord['type']): number =>
  records.filter((record) => record.type === type).length;

const wal2json = (name: string, value = '1'): string =>
  `{"action":"I","xid":7,"schema":"public","table":"a","columns":[{"name":${name},"type":"integer","value":${value}}],"pk":[{"name":${name},"type":"integer"}]}\n`;

const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

describe('an object with a toString of its own, where a text belongs', () => {
  const OWN = '{"toString":1,"valueOf":2}';

  test('the name of a column', async () => {
    expect(tally(await read(wal2json('"id"') + wal2json(OWN) + wal2json(OWN)), 'transaction')).toBe(1);
  });

  test.each([
    ['har/playwright-minimal', '"name":"Host"', '"name":'],
    ['har/playwright-embed', '"value":"', '"value":'],
    ['canal/documented', '"type":"UPDATE"', '"type":'],
    ['dynamodb/documented', '"eventName":"MODIFY"', '"eventName":'],
    ['mongodb/documented', '"operationType":"update"', '"operationType":'],
    ['dms-json/documented', '"operation":"update"', '"operation":'],
    ['audit-table/supa-audit-json', '"op":"UPDATE"', '"op":'],
  ])('%s at %s', async (name, there, lead) => {
    const text = Buffer.from(fixture(name).bytes).toString('utf8');
    const at = text.indexOf(there);
    expect(at).toBeGreaterThan(0);
    const end = text.indexOf('"', at + lead.length + 1) + 1;
    const records = await read(text.slice(0, at) + lead + OWN + text.slice(end));
    expect(records.length).toBeGreaterThan(0);
  });
});

test('a table wider, or a name longer, than a pattern can hold is read as any other', async () => {
  const wide = JSON.stringify({
    action: 'I',
    xid: 7,
    schema: 'public',
    table: 'wide',
    columns: Array.from({ length: 6_000 }, (_, at) => ({ name: `column_${at}`, type: 'integer', value: at })),
    pk: [{ name: 'column_0', type: 'integer' }],
  });
  const records = await read(`${wide}\n${wide}\n${wal2json(`"${'/* x */'.repeat(9_000)}"`).repeat(2)}`);
  const changes = records.flatMap((record) => (record.type === 'transaction' ? record.transaction.changes : []));
  expect(changes.map(({ after }) => Object.keys(after ?? {}).length)).toEqual([6_000, 6_000, 1, 1]);
});

test('a value that nests too deeply ends its file with a damage', async () => {
  const [first = ''] = Buffer.from(fixture('audit-table/supa-audit-json').bytes).toString('utf8').split('\n');
  // A number of more digits than a double has is read in another way, which calls the record no JSON.
  const deep = first.replace('9007199254740993', '1').replace('"record":{', `"record":{"deep":${DEEP},`);
  expect(deep.length).toBeGreaterThan(DEEP.length);
  const records = await read(`${first}\n${deep}\n`);
  expect(records.at(-1)).toMatchObject({ type: 'damage', reason: 'a record nests too deeply to be read' });
});

test('a text of half a million letters where a time belongs is no time, and is known at once', () => {
  expect(parseLogTime(`2026-11-21 14:34:19.382 ${'x'.repeat(500_000)}.`)).toBe(null);
});

test.each(['1e308', '-1.5', '1e-7', '9'.repeat(400)])(
  'the number %s where a whole one belongs is left out',
  async (number) => {
    const text = Buffer.from(fixture('debezium/mysql-with-schema').bytes).toString('utf8');
    const there = /"(?:at|ts_ms)":\s*\d+/g;
    const records = await read(text.replace(there, (all) => all.replace(/\d+$/, number)));
    expect(records.length).toBeGreaterThan(0);
  },
);

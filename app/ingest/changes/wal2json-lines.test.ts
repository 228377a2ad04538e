import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, collect, fixture, inPieces } from '../fixture-files.ts';
import { format } from '../formats/wal2json-2.ts';
import { LineReader, ShapedLine } from './wal2json-lines.ts';

/** In pieces of 7 bytes no line is ever whole, so each record is parsed as JSON. */
const read = (bytes: Uint8Array, size: number) => collect(format.read(inPieces(bytes, size)));

const logs = ['all-options', 'default', 'one-change-each', 'orders-run'].map(
  (name) => fixture(`wal2json-2/${name}`).bytes,
);
const damage = fc.constantFrom('', '"', '\\', '\\"', '\\u00e9', ' ', ',', '}', '\t', '-0', '1.50', 'null', '0x1', '01');

test('a damaged log says the same whether its lines are compared or parsed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...logs), fc.nat(), fc.nat(4), damage, async (log, place, length, insert) => {
      const at = place % log.length;
      const bytes = Buffer.concat([log.subarray(0, at), bytesOf(insert), log.subarray(at + length)]);
      expect(await read(bytes, 65_536)).toEqual(await read(bytes, 7));
    }),
    { numRuns: 150 },
  );
}, 60_000);

const RECORDINGS = new URL('../../fixtures/', import.meta.url);

test.each(['directus-semantics', 'directus-serial-api', 'directus-serial-ui'])(
  'the real log of %s says the same whether its lines are compared or parsed',
  async (run) => {
    const bytes = gunzipSync(readFileSync(new URL(`${run}/changes.v2.jsonl.gz`, RECORDINGS)));
    expect(await read(bytes, 1 << 20)).toEqual(await read(bytes, 7));
  },
);

test('one line beyond ASCII among others does not change how any of them is read', async () => {
  const text = ['"x"', '"é – 日本"', '"\\u00e9\\n"', '"x"'].map(line).join('\n');
  const bytes = bytesOf(`${text}\n`);
  const whole = await read(bytes, 1 << 20);
  expect(whole).toEqual(await read(bytes, 7));
  expect(JSON.stringify(whole)).toContain('é – 日本');
});

test('a table named by nothing but its line is read alike, one after another', async () => {
  const truncate = '{"action":"T","xid":7,"schema":"public","table":"a"}';
  const bytes = bytesOf(`${[truncate, line('1'), truncate, truncate, line('2')].join('\n')}\n`);
  expect(await read(bytes, 1 << 20)).toEqual(await read(bytes, 7));
});

const line = (value: string): string =>
  `{"action":"I","xid":7,"schema":"public","table":"a","columns":[{"name":"id","type":"integer","value":1},{"name":"b","type":"text","value":${value}}],"pk":[{"name":"id","type":"integer"}]}`;

test.each([
  ['"a \\"quoted\\" \\\\ text"', 'a "quoted" \\ text'],
  ['"}],\\"pk\\":["', '}],"pk":['],
  ['12.50', { digits: '12.50' }],
  ['9007199254740993', { digits: '9007199254740993' }],
  ['-17', -17],
  ['null', null],
  ['true', true],
])('the value %s is read from a line like the one before', (text, expected) => {
  const reader = new LineReader();
  reader.parse(bytesOf(line('"x"')));
  const read = reader.parse(bytesOf(line(text)));
  expect(read).toBeInstanceOf(ShapedLine);
  expect((read as ShapedLine).cells).toEqual([1, expected]);
});

test('a value of millions of escapes is read', async () => {
  const text = '\\"'.repeat(5_000_000);
  const records = await read(bytesOf(`${line('"x"')}\n${line(`"${text}"`)}\n`), 1 << 25);
  expect(records.flatMap((record) => (record.type === 'transaction' ? record.transaction.changes : []))).toHaveLength(
    2,
  );
});

test.each(['"a\tb"', '01', '+1', '.5', 'Infinity', '[1]', '"a" ', 'nul'])('%s is left to JSON.parse', (text) => {
  const reader = new LineReader();
  reader.parse(bytesOf(line('"x"')));
  expect(reader.parse(bytesOf(line(text)))).not.toBeInstanceOf(ShapedLine);
});

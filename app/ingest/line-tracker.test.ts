import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Row } from '../../shared/records.ts';
import { type Columns, rowOf } from '../../shared/row-text.ts';
import type { ChangeText } from '../store/change-texts.ts';
import { bytesOf, collect, fixture, inPieces } from './fixture-files.ts';
import { NO_ATTACHMENTS } from './format.ts';
import { format } from './formats/wal2json-2.ts';
import { createMasker } from './mask.ts';
import { readCapture, readStorable } from './read-capture.ts';
import { secretNames } from './secrets.ts';

/** What is stored of a log has to be what would be stored of its rows. */

const row = (text: string | null, columns: Columns | null): Row | null =>
  text === null ? null : rowOf({ columns, text });

const changeOf = ({ shape, key, before, after, byteOffset }: ChangeText): Change => ({
  op: shape.op,
  table: shape.table,
  key: key && JSON.parse(key),
  before: row(before, shape.beforeColumns),
  beforeImage: shape.beforeImage,
  after: row(after, shape.afterColumns),
  changed: shape.changed && JSON.parse(shape.changed),
  byteOffset,
});

const newMasker = (added: readonly string[]) => createMasker(new Uint8Array(32), secretNames(added));

/** As JSON, so that the order of columns counts. */
async function asRows(bytes: Uint8Array, added: readonly string[]) {
  const masker = newMasker(added);
  const records = await collect(readCapture(format, inPieces(bytes, 1 << 16), masker));
  return { records: records.map((record) => JSON.stringify(record)), places: places(masker) };
}

async function asTexts(bytes: Uint8Array, added: readonly string[]) {
  const masker = newMasker(added);
  const source = inPieces(bytes, 1 << 16);
  const records = await collect(readStorable(format, source, masker, NO_ATTACHMENTS, Number.POSITIVE_INFINITY));
  let texts = 0;
  const withRows = records.map((record) => {
    if (record.type !== 'transaction') return JSON.stringify(record);
    const changes = record.transaction.changes.map((change) => {
      if (!('shape' in change)) return change;
      texts++;
      return changeOf(change);
    });
    return JSON.stringify({ ...record, transaction: { ...record.transaction, changes } });
  });
  return { records: withRows, places: places(masker), texts };
}

const places = (masker: ReturnType<typeof newMasker>) => [
  masker.counts(),
  masker.takePlaces().sort((one, other) => one.place.localeCompare(other.place)),
];

async function expectSame(bytes: Uint8Array, added: readonly string[] = []): Promise<number> {
  const { texts, ...read } = await asTexts(bytes, added);
  expect(read).toEqual(await asRows(bytes, added));
  return texts;
}

const RECORDINGS = new URL('../fixtures/', import.meta.url);

test.each(['directus-semantics', 'directus-serial-api', 'directus-serial-ui'])(
  'the real log of %s',
  async (run) => {
    const bytes = gunzipSync(readFileSync(new URL(`${run}/changes.v2.jsonl.gz`, RECORDINGS)));
    expect(await expectSame(bytes)).toBeGreaterThan(50);
    await expectSame(bytes, ['collection', 'e*mail']);
  },
  60_000,
);

const logs = ['all-options', 'default', 'one-change-each', 'orders-run'].map(
  (name) => fixture(`wal2json-2/${name}`).bytes,
);

test.each(logs.map((bytes, at) => [at, bytes] as const))('fixture %i', async (_at, bytes) => {
  await expectSame(bytes);
});

const damage = fc.constantFrom('', '"', '\\', '\\"', '\\u00e9', '\\/', ' ', ',', '}', '-0', '1.50', 'null', '01', 'é');

test('a damaged log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...logs), fc.nat(), fc.nat(4), damage, async (log, place, length, insert) => {
      const at = place % log.length;
      await expectSame(Buffer.concat([log.subarray(0, at), bytesOf(insert), log.subarray(at + length)]));
    }),
    { numRuns: 100 },
  );
}, 60_000);

/** JSON as a log may hold it: what is plain, what must be looked at, what is a secret, what may be written in two ways. */
const VALUES = [
  ...['null', 'true', 'false', '0', '1', '-17', '1.5', '1.50', '-0', '1e3', '9007199254740993', '""', '"1"', '"null"'],
  ...['"red"', '"2026-11-21 19:55:00.041+00"', '"41120968-6539-47a5-9cc0-3f7fc65f58ff"', '"directus_files"'],
  ...['"a \\"b\\" \\\\ \\n"', '"a\\/b"', '"\\u0041bc"', '"\\ud83d"', '"\\u2028"', '"{\\"notCaptured\\":\\"toast\\"}"'],
  ...['"masked·0123456789abcdef"', '"é – 日本, {x}"', '"a, b"', '"pass"', '"password"', '"api_key"', '"a/token"'],
  ...[
    '"Bearer abcdefgh12345"',
    '"Basic YTpi"',
    '"Basic YTp"',
    '"{\\"password\\":\\"hunter22\\",\\"a\\":1}"',
    '"{\\"a\\":[1,2]}"',
    '"x?token=abcdef12345"',
  ],
  ...[
    '"$argon2id$v=19$m=65536$c29tZXNhbHQ"',
    '"ghp_0123456789abcdefghijABCDEFGHIJ012345"',
    '"Mozilla/5.0 (X11; Linux)"',
  ],
];
/** At the borders of what is said to be plain: short words, schemes, digits as of PINs, runs of hex, signs of tokens. */
const bordering = fc
  .oneof(
    fc.stringMatching(/^[\da-fTZ:.,+ -]{1,70}$/),
    fc.stringMatching(/^(?:basic|bearer|BASIC|Bearer) [\w.+-]{0,9}$/),
    fc.stringMatching(/^[\w .+-]{8,13}$/),
    fc.stringMatching(/^(?:pin|pw|otp|sid|key|code|2fa|token)[ :=.-]?[\w"]{1,8}$/),
    fc.stringMatching(/^(?:[\w .+-]{0,8}[=:<'$/{[&\\é\t][\w .+-]{0,8}){1,2}$/),
    fc.stringMatching(/^[A-Za-z\d+/_-]{11,44}={0,2}$/),
  )
  .chain((text) => fc.constantFrom(JSON.stringify(text), escapedAll(text)));
/** The same text as another writer may put it. */
const escapedAll = (text: string): string =>
  `"${[...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...VALUES) }, bordering);
const NAMES = ['id', 'text', 'password', 'pin', 'name', 'value', 'config', '7'];
const TABLES: readonly { readonly columns: readonly string[]; readonly pk: readonly string[] | null }[] = [
  { columns: ['id', 'text'], pk: ['id'] },
  { columns: ['id', 'text', 'password', 'pin'], pk: ['id'] },
  { columns: ['name', 'value', 'id'], pk: ['name', 'id'] },
  { columns: ['id', 'pin', 'config'], pk: ['pin'] },
  { columns: ['id', '7', 'text'], pk: ['id'] },
  { columns: ['id', 'text'], pk: null },
  { columns: ['text', 'config'], pk: ['id'] },
  { columns: ['id'], pk: ['id'] },
];

const line = fc.record({
  action: fc.constantFrom('I', 'I', 'U', 'U', 'U', 'D', 'T'),
  table: fc.constantFrom(0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7),
  identity: fc.constantFrom('key', 'key', 'full', 'none'),
  /** Few keys, so that rows are met again; and few values, so that some do not move. */
  keys: fc.array(fc.constantFrom('1', '1', '2', '2', '"k"', '"password"', 'null'), { minLength: 2, maxLength: 2 }),
  values: fc.array(value, { minLength: NAMES.length, maxLength: NAMES.length }),
  old: fc.array(value, { minLength: NAMES.length, maxLength: NAMES.length }),
  movesKey: fc.boolean(),
  /** A value stored out of line, which did not move. */
  absent: fc.constantFrom(null, null, null, 'text'),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

function textOf(xid: number, { action, table, identity, keys, values, old, movesKey, absent }: Line): string {
  const { columns, pk } = TABLES[table] as (typeof TABLES)[number];
  const isKey = (name: string) => pk?.includes(name) ?? false;
  const column = (name: string, text: string) => `{"name":"${name}","type":"text","value":${text}}`;
  const nowOf = (name: string) => (isKey(name) ? keys[0] : values[NAMES.indexOf(name)]) as string;
  const oldOf = (name: string) => (isKey(name) ? keys[movesKey ? 1 : 0] : old[NAMES.indexOf(name)]) as string;
  const now = columns.filter((name) => name !== absent).map((name) => column(name, nowOf(name)));
  const before = columns.filter((name) => identity === 'full' || isKey(name)).map((name) => column(name, oldOf(name)));
  const parts = [`"action":"${action}","xid":${xid},"schema":"public","table":"t${table}"`];
  if (action === 'I' || action === 'U') parts.push(`"columns":[${now}]`);
  if (action === 'D' || (action === 'U' && identity !== 'none')) parts.push(`"identity":[${before}]`);
  if (pk && action !== 'T') parts.push(`"pk":[${pk.map((name) => `{"name":"${name}","type":"text"}`)}]`);
  return `{${parts}}\n`;
}

/** The first line of a shape is read as rows, so each comes with another like it. */
const turned = (each: Line): Line => ({ ...each, keys: [...each.keys].reverse(), values: each.old, old: each.values });

describe('any log', () => {
  test.each([[[]], [['text']], [['con*']]])(
    'with %j as names of secrets',
    async (added) => {
      let texts = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(line, { minLength: 10, maxLength: 50 }), async (lines) => {
          const log = lines.flatMap((each) => [each, turned(each)]).map((each, at) => textOf(at >> 2, each));
          texts += await expectSame(bytesOf(log.join('')), added);
        }),
        { numRuns: 150, endOnFailure: true },
      );
      expect(texts).toBeGreaterThan(1_000);
    },
    60_000,
  );
});

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect } from './detect.ts';
import { bytesOf, collect, fixture, inPieces } from './fixture-files.ts';
import { createMasker } from './mask.ts';
import { type CaptureRecord, peek, readCapture } from './read-capture.ts';
import { unpack } from './unpack.ts';

const KEY = new Uint8Array(32).fill(1);

async function read(bytes: Uint8Array, size = 65_536): Promise<CaptureRecord[]> {
  const source = await peek(unpack(inPieces(bytes, size)));
  const detection = detect(source.head);
  if (detection.type !== 'one') throw new Error(`claimed by ${detection.type}`);
  return collect(readCapture(detection.format, source.bytes, createMasker(KEY)));
}

const ofType = <Type extends CaptureRecord['type']>(records: readonly CaptureRecord[], type: Type) =>
  records.filter((record): record is Extract<CaptureRecord, { type: Type }> => record.type === type);

const sample = (name: string) => readFileSync(new URL(`../../samples/directus/${name}`, import.meta.url));

describe('the sample run', () => {
  test('has 136 exchanges', async () => {
    const records = await read(sample('requests.har.gz'));
    const exchanges = ofType(records, 'exchange').map(({ exchange }) => exchange);
    expect(records).toHaveLength(136);
    expect(exchanges.map(({ index }) => index)).toEqual(exchanges.map((_, at) => at));
    expect(exchanges.filter(({ path, method }) => method === 'GET' && path.startsWith('/flows/trigger/'))).toHaveLength(
      6,
    );
    expect(new Set(exchanges.map(({ client }) => client))).toEqual(new Set(['capture-load/1.0']));
    expect(
      exchanges.every(
        ({ reached, startUs, endUs }) => reached === 'yes' && startUs !== null && endUs !== null && startUs <= endUs,
      ),
    ).toBe(true);
  });

  test('has 166 transactions with 350 changes', async () => {
    const records = await read(sample('changes.jsonl.gz'));
    const transactions = ofType(records, 'transaction').map(({ transaction }) => transaction);
    expect(records).toHaveLength(166);
    expect(transactions.flatMap(({ changes }) => changes)).toHaveLength(350);
    expect(transactions.every(({ time, sourceId }) => time?.kind === 'commit' && /^\d+$/.test(sourceId))).toBe(true);
    const inserted = transactions
      .flatMap(({ changes }) => changes)
      .filter(({ table, op }) => table === 'public.page_hits' && op === 'insert');
    expect(inserted).toHaveLength(6);
  });

  test('keeps none of its secrets', async () => {
    const all = JSON.stringify([await read(sample('requests.har.gz')), await read(sample('changes.jsonl.gz'))]);
    expect(all).not.toMatch(/eyJhbGci|\$argon2|editor-pass|Bearer (?!masked·)/);
  });

  test('a session that a token names is the row that the log-in wrote', async () => {
    const exchanges = ofType(await read(sample('requests.har.gz')), 'exchange');
    const changes = ofType(await read(sample('changes.jsonl.gz')), 'transaction').flatMap(
      ({ transaction }) => transaction.changes,
    );
    const logIn = exchanges.find(({ exchange }) => exchange.path === '/auth/login');
    const session = changes.find(({ table, op }) => table === 'public.directus_sessions' && op === 'insert');
    expect(String(session?.after?.token)).toMatch(/^masked·[\da-f]{16}$/);
    expect(logIn?.exchange.response.body?.text).toContain(session?.after?.token);
  });

  test('knows the row before where the log showed it earlier', async () => {
    const changes = ofType(await read(sample('changes.jsonl.gz')), 'transaction').flatMap(
      ({ transaction }) => transaction.changes,
    );
    const updates = changes.filter(({ op }) => op === 'update');
    const rebuilt = updates.filter(({ beforeImage }) => beforeImage === 'earlier');
    expect(rebuilt.length).toBeGreaterThan(10);
    expect(updates.every(({ beforeImage, changed }) => (beforeImage === 'earlier') === (changed !== null))).toBe(true);
  });
});

describe('a file that is cut', () => {
  test.each([
    'har/parallel-orders',
    'har/playwright-embed',
    'wal2json-1/orders-run',
    'wal2json-1/write-in-chunks',
    'wal2json-2/orders-run',
    'wal2json-2/default',
  ])('%s: gives its whole records and one damage, wherever it ends', async (name) => {
    const { bytes } = fixture(name);
    const whole = await read(bytes);
    const property = fc.asyncProperty(fc.integer({ min: 2_000, max: bytes.length - 20 }), async (length) => {
      const records = await read(bytes.subarray(0, length));
      const good = records.filter(({ type }) => type === 'exchange' || type === 'transaction');
      const same = whole.filter(({ type }) => type === 'exchange' || type === 'transaction').slice(0, good.length);
      expect(good.map(essence)).toEqual(same.map(essence));
      expect(ofType(records, 'damage').length).toBeLessThanOrEqual(1);
      expect(ofType(records, 'skip')).toEqual(ofType(whole, 'skip').slice(0, ofType(records, 'skip').length));
      if (name.startsWith('har/')) expect(ofType(records, 'damage')).toHaveLength(1);
    });
    await fc.assert(property, { numRuns: 25 });
  });

  /** Of exchanges, what later entries do not change. */
  const essence = (record: CaptureRecord): unknown =>
    record.type === 'exchange' ? { ...record.exchange, reached: '', reachedWhy: '' } : record;

  test('says where, in words', async () => {
    const { bytes } = fixture('har/parallel-orders');
    const [damage] = ofType(await read(bytes.subarray(0, 20_000)), 'damage');
    expect(damage?.reason).toMatch(/^the file ends inside entry \d+$/);
    expect(bytes[damage?.offset ?? 0]).toBe('{'.charCodeAt(0));
  });

  test('inside its packing: one damage that says so', async () => {
    const packed = gzipSync(fixture('wal2json-2/orders-run').bytes);
    const records = await read(packed.subarray(0, packed.length - 600));
    expect(ofType(records, 'transaction').length).toBeGreaterThan(10);
    expect(ofType(records, 'damage').map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^the gzip file is cut short; the file ends inside/),
    ]);
  });
});

test('any one byte changed: never an error, and what is left is read', async () => {
  const { bytes } = fixture('wal2json-2/broken-lines');
  const property = fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
    const changed = Uint8Array.from(bytes);
    changed[at] = byte;
    const format = detect(bytes);
    if (format.type !== 'one') throw new Error(format.type);
    const records = await collect(readCapture(format.format, inPieces(changed, 500), createMasker(KEY)));
    expect(ofType(records, 'transaction').length).toBeGreaterThanOrEqual(2);
  });
  await fc.assert(property, { numRuns: 200 });
});

test('errors of the source are not taken for damage', async () => {
  const format = detect(bytesOf('{"action":"B"}\n'));
  async function* failing() {
    yield bytesOf('{"action":"B"}\n');
    throw new Error('disk');
  }
  if (format.type !== 'one') throw new Error(format.type);
  await expect(collect(readCapture(format.format, failing(), createMasker(KEY)))).rejects.toThrow('disk');
});

test('every byte is read, also behind damage', async () => {
  let taken = 0;
  async function* counted() {
    for await (const piece of inPieces(bytesOf(`{"log":{"entries":[{"a":"\n"},${' '.repeat(10_000)}`), 100)) {
      taken += piece.length;
      yield piece;
    }
  }
  const format = detect(bytesOf('{"log":{"entries":['));
  if (format.type !== 'one') throw new Error(format.type);
  const records = await collect(readCapture(format.format, counted(), createMasker(KEY)));
  expect([records.map(({ type }) => type), taken]).toEqual([['damage'], 10_029]);
});

test.each(['', '\n', '\ufeff'])(
  'HARs put one behind the other (%j between) are read one behind the other',
  async (between) => {
    const text = Buffer.from(fixture('har/firefox').bytes).toString('utf8');
    const once = ofType(await read(bytesOf(text)), 'exchange').length;
    expect(once).toBeGreaterThan(0);
    const twice = await read(bytesOf(text + between + text));
    expect(ofType(twice, 'exchange')).toHaveLength(2 * once);
  },
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect, formats } from './detect.ts';
import { fixtures, inPieces } from './fixture-files.ts';
import { createMasker } from './mask.ts';
import { openStream, type Part } from './open-file.ts';
import { type CaptureRecord, peek, readCapture } from './read-capture.ts';
import { UnreadableZip } from './zip/directory.ts';

/** `npm run fuzz` asks for more, and for other damage each time. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 20_000);
const PARAMETERS = process.env.FUZZ_RUNS ? {} : { seed: 20_261_121 };
const LONGEST = 2_500;

/** Damage as disks, editors, proxies and enemies do it. */
type Mutation = (bytes: Buffer) => Buffer;

const at = (bytes: Buffer, share: number): number => Math.floor(share * bytes.length);
const spliced = (bytes: Buffer, from: number, to: number, insert: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(to)]);

/** What readers stumble over: brackets, quotes, absurd numbers and dates, names of the prototype, broken UTF-8. */
const NASTY: readonly Buffer[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    '\n',
    '\r\n',
    '\0',
    '\ufeff',
    "'",
    '\t',
    ' ',
    '-',
    'null',
    'true',
    '1e999',
    '1e300',
  ],
  ...['-0', '99999999999999999999999', '1.50', '-1', '"__proto__":{"polluted":1},', '"constructor":{"prototype":{}},'],
  ...[
    '\\ud800',
    '\\u0000',
    '9999-99-99T99:99:99Z',
    '0000-00-00 00:00:00',
    '[[[[[[[[',
    '{"a":{"a":{"a":',
    '/*',
    '--',
    '<a>',
  ],
  ...['"startedDateTime":{},', '"headers":7,', '"method":null,', '"xid":{},', '"columns":"x",', '"pk":[1,null,[]],'],
]
  .map((text) => Buffer.from(text))
  .concat([Buffer.from([0xff, 0xfe]), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf0, 0x9f])]);

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const length = fc.integer({ min: 1, max: 400 });

const cut = share.map(
  (from): Mutation =>
    (bytes) =>
      bytes.subarray(0, at(bytes, from)),
);
const beheaded = share.map(
  (from): Mutation =>
    (bytes) =>
      bytes.subarray(at(bytes, from)),
);
const removed = fc.tuple(share, length).map(
  ([from, count]): Mutation =>
    (bytes) =>
      spliced(bytes, at(bytes, from), at(bytes, from) + count, new Uint8Array(0)),
);
const repeated = fc.tuple(share, share, length).map(
  ([from, to, count]): Mutation =>
    (bytes) => {
      const place = at(bytes, to);
      return spliced(bytes, place, place, bytes.subarray(at(bytes, from), at(bytes, from) + count));
    },
);
const inserted = fc.tuple(share, fc.constantFrom(...NASTY)).map(
  ([from, nasty]): Mutation =>
    (bytes) =>
      spliced(bytes, at(bytes, from), at(bytes, from), nasty),
);
const overwritten = fc.tuple(share, fc.constantFrom(...NASTY)).map(
  ([from, nasty]): Mutation =>
    (bytes) =>
      spliced(bytes, at(bytes, from), at(bytes, from) + nasty.length, nasty),
);
const flipped = fc.tuple(share, fc.nat(7)).map(
  ([from, bit]): Mutation =>
    (bytes) => {
      const copy = Buffer.from(bytes);
      const place = at(bytes, from);
      if (place < copy.length) copy[place] = (copy[place] as number) ^ (1 << bit);
      return copy;
    },
);
const otherLines = fc.constantFrom<Mutation>(
  (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', ' '), 'latin1'),
  (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
);
/** A value of another type in place of one: at the colon that follows the place. */
const retyped = fc
  .tuple(
    share,
    fc.constantFrom(
      'null',
      '[]',
      '{}',
      '""',
      '-1',
      'true',
      '1e300',
      '-1e300',
      '1e15',
      '"3026-01-01T00:00:00Z"',
      '[null]',
      '{"a":1}',
      '"\\ud800"',
    ),
  )
  .map(
    ([from, value]): Mutation =>
      (bytes) => {
        const text = bytes.toString('latin1');
        const colon = text.indexOf(':', at(bytes, from));
        const end = colon < 0 ? -1 : text.slice(colon + 1).search(/[,}\]]/);
        return end < 0 ? bytes : spliced(bytes, colon + 1, colon + 1 + end, Buffer.from(value));
      },
  );

/** One to four of them, one after another. */
const mutations: fc.Arbitrary<Mutation> = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: cut },
      { weight: 1, arbitrary: beheaded },
      { weight: 2, arbitrary: removed },
      { weight: 2, arbitrary: repeated },
      { weight: 4, arbitrary: inserted },
      { weight: 3, arbitrary: overwritten },
      { weight: 3, arbitrary: flipped },
      { weight: 1, arbitrary: otherLines },
      { weight: 6, arbitrary: retyped },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all): Mutation => {
    const mutate: Mutation = (bytes) => all.reduce((mutated, next) => next(mutated), bytes);
    return Object.assign(mutate, { [fc.toStringMethod]: () => `${all.length} mutations` });
  });

const masker = createMasker(new Uint8Array(32).fill(7));
const all = fixtures();
const nothing = () => {};

async function partOf(bytes: Uint8Array): Promise<Part> {
  const { parts } = await openStream(inPieces(bytes, 65_536), nothing);
  return parts[0] as Part;
}

/** A sample's beginning, unpacked: small, so that much damage can be tried. */
async function beginningOf(bytes: Uint8Array): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await partOf(bytes)).read(nothing)) pieces.push(piece);
  return Buffer.concat(pieces).subarray(0, LONGEST);
}

/** Reads as an import does, in the format that recognises the bytes or else in the one given. */
async function readAll(bytes: Uint8Array, formatId: string): Promise<CaptureRecord[]> {
  const part = await partOf(bytes);
  const { head, bytes: rest } = await peek(part.read(nothing));
  const found = detect(head);
  const format = found.type === 'one' ? found.format : formats.find(({ id }) => id === formatId);
  if (!format) throw new Error(`no format ${formatId}`);
  const records: CaptureRecord[] = [];
  for await (const record of readCapture(format, rest, masker, part.attachments)) records.push(record);
  return records;
}

const isMoment = (us: number | null): boolean => us === null || Number.isSafeInteger(us);

/** What the store and everything behind it rely on. */
function faultOf(record: CaptureRecord): string | null {
  if (record.type === 'exchange') return faultOfExchange(record);
  if (record.type === 'transaction') {
    const { time, byteOffset, changes } = record.transaction;
    if (!isMoment(time?.us ?? null)) return 'a time that is no moment';
    if (!Number.isSafeInteger(byteOffset)) return 'an offset that is none';
    return changes.every(({ table }) => typeof table === 'string' && table !== '') ? null : 'a change without a table';
  }
  if (record.type === 'remark') return record.text === '' ? 'an empty remark' : null;
  const { offset, reason } = record.type === 'skip' ? record.skip : record;
  return Number.isSafeInteger(offset) && offset >= 0 && reason !== '' ? null : 'a skip without place or reason';
}

function faultOfExchange({ exchange }: Extract<CaptureRecord, { type: 'exchange' }>): string | null {
  const { startUs, serverFromUs, serverToUs, endUs, status } = exchange;
  if (![startUs, serverFromUs, serverToUs, endUs].every(isMoment)) return 'a time that is no moment';
  if (startUs !== null && endUs !== null && endUs < startUs) return 'it ends before it starts';
  if (serverFromUs !== null && serverToUs !== null && serverToUs < serverFromUs)
    return 'the server ends before it starts';
  if (status !== null && !Number.isInteger(status)) return 'a status that is none';
  return typeof exchange.method === 'string' && exchange.path !== undefined ? null : 'no target';
}

async function faultsOf(bytes: Uint8Array, formatId: string): Promise<string[]> {
  try {
    const records = await readAll(bytes, formatId);
    const damages = records.filter(({ type }) => type === 'damage').length;
    JSON.stringify(records);
    return [...records.flatMap((record) => faultOf(record) ?? []), ...(damages > 1 ? [`${damages} damages`] : [])];
  } catch (error) {
    return [String((error as Error).stack)];
  }
}

describe('whatever is done to a file, its reading ends, and what comes out is sound', async () => {
  const samples = await Promise.all(
    all.map(async ({ name, formatId, bytes }) => ({
      formatId,
      bytes: await beginningOf(bytes),
      [fc.toStringMethod]: () => name,
    })),
  );
  const byFormat = [...Map.groupBy(samples, ({ formatId }) => formatId)];

  test.each(byFormat)('%s', async (_formatId, ofFormat) => {
    const property = fc.asyncProperty(fc.constantFrom(...ofFormat), mutations, async (sample, mutate) => {
      const bytes = mutate(sample.bytes);
      const faults = await faultsOf(bytes, sample.formatId);
      if (faults.length > 0) throw new Error(`${faults.join('; ')}: ${JSON.stringify(bytes.toString('latin1'))}`);
    });
    await fc.assert(property, { ...PARAMETERS, numRuns: Math.ceil(RUNS / byFormat.length) });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test('whatever is done to a ZIP or a gzip file, its opening ends with a reason', async () => {
  const packed = all.filter(({ bytes }) => bytes[0] === 0x50 || bytes[0] === 0x1f || bytes[0] === 0x78);
  const property = fc.asyncProperty(fc.constantFrom(...packed), mutations, async ({ bytes, formatId }, mutate) => {
    try {
      await readAll(mutate(Buffer.from(bytes)), formatId);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableZip);
    }
  });
  await fc.assert(property, { ...PARAMETERS, numRuns: Math.ceil(RUNS / 50) });
});

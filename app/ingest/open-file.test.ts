import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collect, inPieces } from './fixture-files.ts';
import type { Bytes } from './format.ts';
import { type OpenFile, openPath, openStream, type Part } from './open-file.ts';
import { makeZip, type ZipEntry, type ZipManner } from './zip/zip-for-tests.ts';

const TEXT = Array.from({ length: 5_000 }, (_, at) => `{"line":${at}}\n`).join('');
const BODY = 'a49e7a01c6ce806b13abb4399e2b851846aee469.json';
/** Its numbers in a ZIP, where the Node that runs here has it. */
const ZSTD = 'zstdCompressSync' in zlib ? [93, 20] : [];
const ignore = () => {};

const onDisk = (bytes: Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'open-file-')), 'input');
  writeFileSync(path, bytes);
  return path;
};

/** Both ways in: a path, and an upload in pieces. */
const WAYS: [string, (bytes: Uint8Array) => Promise<OpenFile>][] = [
  ['by path', (bytes) => openPath(onDisk(bytes), ignore)],
  ['as a stream', (bytes) => openStream(inPieces(bytes, 1_000), ignore)],
];

async function textOf(bytes: Bytes): Promise<{ text: string; error: string | null }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of bytes) pieces.push(piece);
  } catch (error) {
    return { text: Buffer.concat(pieces).toString(), error: (error as Error).message };
  }
  return { text: Buffer.concat(pieces).toString(), error: null };
}

const contents = async (file: OpenFile) => {
  const all = [];
  for (const part of file.parts) {
    const { text, error } = await textOf(part.read(ignore));
    all.push(error === null ? [part.name, text] : [part.name, text, error]);
  }
  await file.close();
  return all;
};

const refusal = async (entries: readonly ZipEntry[] | Uint8Array): Promise<string> => {
  const zip = entries instanceof Uint8Array ? entries : makeZip(entries);
  return openPath(onDisk(zip), ignore).then(
    () => 'opened',
    (error: Error) => error.message,
  );
};

describe.each(WAYS)('%s', (_way, open) => {
  test('a file is one part', async () => {
    expect(await contents(await open(Buffer.from(TEXT)))).toEqual([[null, TEXT]]);
    expect(await contents(await open(gzipSync(TEXT)))).toEqual([[null, TEXT]]);
    expect(await contents(await open(new Uint8Array(0)))).toEqual([[null, '']]);
  });

  test.each<[string, Partial<ZipEntry>, ZipManner]>([
    ['deflated', {}, {}],
    ['stored', { stored: true }, {}],
    ['ZIP64', {}, { zip64: true }],
    ['with a comment', {}, { comment: 'PK\x05\x06 and more' }],
    ['with a comment that looks like an end', {}, { comment: `PK\x05\x06 and more than ${'an end '.repeat(9)}` }],
    ['with its sizes behind it', { described: true }, {}],
    ['stored with its sizes behind it', { described: true, stored: true }, {}],
    ...ZSTD.map((method): [string, Partial<ZipEntry>, ZipManner] => [
      `packed with zstd (${method})`,
      { method, packed: zlib.zstdCompressSync(TEXT) },
      {},
    ]),
  ])('a capture in a ZIP, %s', async (_how, entry, manner) => {
    const zip = makeZip([{ name: 'folder/log.jsonl', content: TEXT, ...entry }], manner);
    expect(await contents(await open(zip))).toEqual([['folder/log.jsonl', TEXT]]);
  });

  test('several captures, without what systems add', async () => {
    const zip = makeZip([
      { name: 'requests.har', content: '{}' },
      { name: 'logs/', content: '' },
      { name: 'logs/changes.jsonl.gz', content: gzipSync(TEXT) },
      { name: '__MACOSX/requests.har', content: 'x' },
      { name: 'logs/.DS_Store', content: 'x' },
    ]);
    expect(await contents(await open(zip))).toEqual([
      ['requests.har', '{}'],
      ['logs/changes.jsonl.gz', TEXT],
    ]);
  });

  test('the network parts of a trace are one capture, and bodies are found by name', async () => {
    const zip = makeZip([
      { name: '0-trace.trace', content: 'x' },
      { name: '0-trace.network', content: 'a\n' },
      { name: '1-trace.network', content: 'b\n' },
      { name: `resources/${BODY}`, content: '{"id":1}' },
    ]);
    const file = await open(zip);
    const part = file.parts[0] as Part;
    const read = async (name: string) => Buffer.from((await part.attachments.read(name)) ?? 'none').toString();
    expect(file.parts).toHaveLength(1);
    expect((await textOf(part.read(ignore))).text).toBe('a\nb\n');
    expect([await read(`resources/${BODY}`), await read(BODY), await read('../etc/passwd')]).toEqual([
      '{"id":1}',
      '{"id":1}',
      'none',
    ]);
    await file.close();
  });

  test('a capture that is named by a hash is one, where there is no other', async () => {
    expect(await contents(await open(makeZip([{ name: BODY, content: 'a' }])))).toEqual([[BODY, 'a']]);
  });

  test.each(['../../../tmp/x.har', '/tmp/x.har', 'C:/tmp/x.har'])(
    'a name that leads elsewhere, %s, stays a name',
    async (name) => {
      expect(await contents(await open(makeZip([{ name, content: 'a' }])))).toEqual([[name, 'a']]);
    },
  );

  test('folders parted by backslashes are folders', async () => {
    const zip = makeZip([
      { name: 'run\\', content: '', stored: true },
      { name: 'run\\a.har', content: 'a' },
      { name: '__MACOSX\\run\\._a.har', content: 'x' },
      { name: `resources\\${BODY}`, content: 'x' },
    ]);
    expect(await contents(await open(zip))).toEqual([['run/a.har', 'a']]);
  });

  test('files of the same name are both read', async () => {
    const zip = makeZip([
      { name: 'a.har', content: 'one' },
      { name: 'a.har', content: 'two' },
    ]);
    expect(await contents(await open(zip))).toEqual([
      ['a.har', 'one'],
      ['a.har', 'two'],
    ]);
  });

  test('a file that is packed in another way is left out alone', async () => {
    const zip = makeZip([
      { name: 'a.har', content: 'x', flags: 1 },
      { name: 'b.jsonl', content: TEXT },
      { name: 'c.jsonl', content: 'x', method: 12 },
      { name: 'd.jsonl', content: 'x', method: 14 },
      { name: 'e.jsonl', content: 'x', method: 99 },
    ]);
    const why = (how: string) => `Packed with ${how}, which is not read. Unpack the ZIP and drop this file.`;
    expect(await contents(await open(zip))).toEqual([
      ['a.har', '', 'Protected by a password. Unpack the ZIP and drop this file.'],
      ['b.jsonl', TEXT],
      ['c.jsonl', '', why('bzip2')],
      ['d.jsonl', '', why('LZMA')],
      ['e.jsonl', '', why('method 99')],
    ]);
  });

  test('what lies in a ZIP that lies in the ZIP, as builds pack what tests leave, but no deeper', async () => {
    const trace = makeZip([
      { name: 'trace.network', content: 'a\n' },
      { name: `resources/${BODY}`, content: '{}' },
    ]);
    const run = makeZip([
      { name: 'a.har', content: 'a' },
      { name: 'deeper.zip', content: trace },
    ]);
    const zip = makeZip([
      { name: 'test-1/trace.zip', content: trace, stored: true },
      { name: 'run.zip', content: run },
      { name: 'cut.zip', content: trace.subarray(0, 60) },
      { name: 'changes.jsonl', content: TEXT },
    ]);
    expect(await contents(await open(zip))).toEqual([
      ['test-1/trace.zip', 'a\n'],
      ['run.zip › a.har', 'a'],
      ['run.zip › deeper.zip', trace.toString()],
      ['cut.zip', '', 'This ZIP is cut short: its table of contents, which stands at the end, is missing.'],
      ['changes.jsonl', TEXT],
    ]);
  });
});

describe('a ZIP that cannot be read says why', () => {
  test.each<[RegExp, readonly ZipEntry[]]>([
    [/is empty/, []],
    [
      /holds 30 files, more than 20/,
      Array.from({ length: 30 }, (_, at): ZipEntry => ({ name: `${at}.txt`, content: 'x' })),
    ],
  ])('%s', async (reason, entries) => {
    expect(await refusal(entries)).toMatch(reason);
  });

  test('a table of contents that claims more than there is', async () => {
    const zip = makeZip([{ name: 'a.har', content: 'x' }]);
    zip.writeUInt16LE(0xffff, zip.length - 12);
    zip.writeUInt32LE(0xfffffff0, zip.length - 10);
    expect(await refusal(zip)).toMatch(/more than 100000/);
  });

  test('a cut ZIP, wherever it is cut', async () => {
    const zip = makeZip([{ name: 'a.har', content: TEXT }]);
    for (let length = 4; length < zip.length; length += 97)
      expect(await refusal(zip.subarray(0, length))).toMatch(/cut short|damaged/);
  });
});

describe('damage inside a ZIP comes after what is good', () => {
  const read = async (zip: Buffer) => {
    const { parts } = await openStream(inPieces(zip, 65_536), ignore);
    return textOf((parts[0] as Part).read(ignore));
  };

  test('bytes that are not those that were packed', async () => {
    const wrong = await read(makeZip([{ name: 'a.har', content: TEXT, claims: { crc: 7 } }]));
    expect(wrong).toEqual({ text: TEXT, error: 'the file in the ZIP is damaged' });
    const zip = makeZip([{ name: 'a.har', content: TEXT }]);
    zip.fill(0xff, 10_000, 10_050);
    const { text, error } = await read(zip);
    expect(error).toMatch(/^the file in the ZIP is (?:damaged|cut short)$/);
    // What follows the damage within a step may be anything.
    expect(text.slice(0, 5_000)).toBe(TEXT.slice(0, 5_000));
  });

  test('a place that holds no file', async () => {
    const { error } = await read(makeZip([{ name: 'a.har', content: TEXT, claims: { at: 5 } }]));
    expect(error).toBe('the table of contents of the ZIP does not fit its files');
  });
});

test.each([
  ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
  ['zlib', (bytes: Uint8Array) => deflateSync(bytes)],
  ['ZIP', (bytes: Uint8Array) => makeZip([{ name: 'a.har', content: bytes }])],
])('a file that was made to fill memory is not unpacked to its end (%s)', async (_packing, pack) => {
  const { parts } = await openStream(inPieces(pack(new Uint8Array(160 * 1024 * 1024)), 65_536), ignore);
  let unpacked = 0;
  const reading = (async () => {
    for await (const piece of (parts[0] as Part).read(ignore)) unpacked += piece.length;
  })();
  await expect(reading).rejects.toThrow(/400 times its size and more, as no capture does/);
  expect(unpacked).toBeLessThan(100 * 1024 * 1024);
});

test('a file that is written to while it is read ends where it ended at first', async () => {
  const path = onDisk(Buffer.from(TEXT));
  const { parts } = await openPath(path, ignore);
  writeFileSync(path, TEXT, { flag: 'a' });
  expect(Buffer.concat(await collect((parts[0] as Part).read(ignore))).toString()).toBe(TEXT);
});

test('a folder and a missing file are what the file system says they are', async () => {
  const { parts } = await openPath(tmpdir(), ignore);
  expect((await textOf((parts[0] as Part).read(ignore))).error).toMatch(/EISDIR/);
  await expect(openPath('/no/such/file', ignore)).rejects.toMatchObject({ code: 'ENOENT', syscall: 'stat' });
});

test.skipIf(process.platform === 'win32')('a pipe is read, also where a ZIP comes through it', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'open-file-')), 'pipe');
  execFileSync('mkfifo', [path]);
  const written = writeFile(path, makeZip([{ name: 'a.har', content: TEXT }]));
  expect(await contents(await openPath(path, ignore))).toEqual([['a.har', TEXT]]);
  await written;
});

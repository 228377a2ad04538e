import * as zlib from 'node:zlib';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, collect, inPieces } from './fixture-files.ts';
import { BytesCutShort } from './inflate.ts';
import { peek } from './read-capture.ts';
import { unpack } from './unpack.ts';

const TEXT = Array.from({ length: 5_000 }, (_, at) => `{"line":${at}}\n`).join('');

async function unpacked(bytes: Uint8Array, size = 1_000): Promise<{ text: string; error: unknown }> {
  const pieces: Uint8Array[] = [];
  let error: unknown = null;
  try {
    for await (const piece of unpack(inPieces(bytes, size))) pieces.push(piece);
  } catch (thrown) {
    error = thrown;
  }
  return { text: Buffer.concat(pieces).toString(), error };
}

describe('unpack', () => {
  test.each([1, 7, 100_000])('hands plain text on, in pieces of %d', async (size) => {
    expect(await unpacked(bytesOf(TEXT), size)).toEqual({ text: TEXT, error: null });
  });

  test.each([1, 7, 100_000])('unpacks gzip, in pieces of %d', async (size) => {
    expect(await unpacked(gzipSync(TEXT), size)).toEqual({ text: TEXT, error: null });
  });

  test('reads several gzip files in a row, and ignores padding', async () => {
    const two = Buffer.concat([gzipSync('one'), gzipSync('two')]);
    expect(await unpacked(two, 3)).toEqual({ text: 'onetwo', error: null });
    expect(await unpacked(Buffer.concat([gzipSync('one'), new Uint8Array(600)]))).toEqual({ text: 'one', error: null });
  });

  test('gives what a cut gzip file holds, then says that it is cut', async () => {
    const packed = gzipSync(TEXT);
    const { text, error } = await unpacked(packed.subarray(0, packed.length / 2));
    expect(text.length).toBeGreaterThan(TEXT.length / 4);
    expect(TEXT.startsWith(text)).toBe(true);
    expect(error).toEqual(new BytesCutShort('the gzip file is cut short'));
  });

  test('says that a gzip file is damaged', async () => {
    const packed = gzipSync(TEXT);
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 50);
    expect((await unpacked(packed)).error).toBeInstanceOf(BytesCutShort);
  });

  test('drops a byte order mark, packed or not', async () => {
    const marked = bytesOf(`\ufeff${TEXT}`);
    expect(await unpacked(marked, 1)).toEqual({ text: TEXT, error: null });
    expect((await unpacked(gzipSync(marked))).text).toBe(TEXT);
  });

  test.each([1, 9])('unpacks zlib, as mitmproxy writes it (level %d)', async (level) => {
    expect(await unpacked(deflateSync(TEXT, { level }), 7)).toEqual({ text: TEXT, error: null });
  });

  test.each(['utf16le', 'swapped', 'without a mark'])('reads UTF-16 (%s), as PowerShell writes it', async (manner) => {
    const text = `${TEXT}{"name":"Zoë 😀"}`;
    const bytes = Buffer.from(manner === 'without a mark' ? text : `\ufeff${text}`, 'utf16le');
    if (manner === 'swapped') bytes.swap16();
    expect(await unpacked(bytes, 7)).toEqual({ text, error: null });
  });

  test.skipIf(!zlib.zstdCompressSync).each([1, 7, 100_000])(
    'unpacks zstd, also several in a row and what is to be skipped, in pieces of %d',
    async (size) => {
      const skipped = Buffer.concat([Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 20, 0, 0, 0]), new Uint8Array(20)]);
      const row = Buffer.concat([zlib.zstdCompressSync(TEXT), skipped, zlib.zstdCompressSync('two'), skipped]);
      expect(await unpacked(row, size)).toEqual({ text: `${TEXT}two`, error: null });
    },
  );

  test.skipIf(!zlib.zstdCompressSync)('gives what a cut or damaged zstd file holds, then says so', async () => {
    const long = Array.from({ length: 50_000 }, (_, at) => `{"line":${at * 7_919}}\n`).join('');
    const packed = zlib.zstdCompressSync(long);
    const cut = await unpacked(packed.subarray(0, packed.length / 2));
    expect(cut.text.length).toBeGreaterThan(long.length / 4);
    expect(long.startsWith(cut.text)).toBe(true);
    expect(cut.error).toEqual(new BytesCutShort('the zstd file is cut short'));
    const second = Buffer.concat([packed, packed.subarray(0, 5)]);
    expect((await unpacked(second)).error).toEqual(new BytesCutShort('the zstd file is cut short'));
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 50);
    expect((await unpacked(packed)).error).toBeInstanceOf(BytesCutShort);
  });

  test("passes on the source's own errors", async () => {
    async function* failing() {
      yield gzipSync(TEXT).subarray(0, 100);
      throw new Error('disk');
    }
    await expect(collect(unpack(failing()))).rejects.toThrow('disk');
  });
});

test('peek gives the head and leaves everything to read', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: 200_000 }),
    fc.integer({ min: 500, max: 90_000 }),
    async (length, size) => {
      const bytes = new Uint8Array(length).map((_, at) => at % 251);
      const { head, bytes: rest } = await peek(inPieces(bytes, size));
      expect(Buffer.compare(head, bytes.subarray(0, 65_536))).toBe(0);
      expect(Buffer.compare(Buffer.concat(await collect(rest)), bytes)).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: 20 });
});

import type { Bytes } from './format.ts';
import { inflate, type Packing, reads } from './inflate.ts';

/**
 * Hands bytes on as UTF-8 without a byte order mark: unpacked where they begin like gzip, zlib or zstd, decoded where they
 * begin like UTF-16. What is cut or damaged gives what can be unpacked and then throws BytesCutShort.
 */
export async function* unpack(bytes: Bytes): Bytes {
  const { first, rest } = await takeFirst(bytes, 4);
  const packing = packingOf(first);
  yield* asUtf8(packing && reads(packing) ? inflate(rest, packing) : rest);
}

function packingOf(first: Uint8Array): Packing | null {
  if (isGzip(first)) return 'gzip';
  if (isZlib(first)) return 'zlib';
  return isZstd(first) ? 'zstd' : null;
}

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** RFC 1950 §2.2, with the window that every writer uses; mitmproxy's `.zhar` begins so. No text does. */
const isZlib = ([first, second]: Uint8Array): boolean =>
  first === 0x78 && (second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda);

/** RFC 8878 §3.1. */
const isZstd = ([a, b, c, d]: Uint8Array): boolean => a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;

async function* asUtf8(bytes: Bytes): Bytes {
  const { first, rest } = await takeFirst(bytes, 4);
  const [a, b, c, d] = first;
  if (a === 0xff && b === 0xfe) yield* decoded(rest, 'utf-16le');
  else if (a === 0xfe && b === 0xff) yield* decoded(rest, 'utf-16be');
  else if (a === 0xef && b === 0xbb && c === 0xbf) yield* without(rest, 3);
  // Two ASCII characters, written by a program that leaves the mark out.
  else if (isAscii(a) && b === 0 && isAscii(c) && d === 0) yield* decoded(rest, 'utf-16le');
  else yield* rest;
}

const isAscii = (byte: number | undefined): boolean => byte !== undefined && byte > 0 && byte < 0x80;

async function* decoded(bytes: Bytes, encoding: 'utf-16le' | 'utf-16be'): Bytes {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of bytes) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}

async function* without(bytes: Bytes, count: number): Bytes {
  let left = count;
  for await (const piece of bytes) {
    const dropped = Math.min(left, piece.length);
    left -= dropped;
    if (dropped < piece.length) yield piece.subarray(dropped);
  }
}

/**
 * Reads at least `count` bytes (fewer where there are no more) and gives back a stream that still has them.
 * An error met on the way is kept for the reader of the stream.
 */
export async function takeFirst(bytes: Bytes, count: number): Promise<{ first: Uint8Array; rest: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let failure: { readonly error: unknown } | null = null;
  try {
    while (length < count) {
      const next = await iterator.next();
      if (next.done) break;
      pieces.push(next.value);
      length += next.value.length;
    }
  } catch (error) {
    failure = { error };
  }
  return { first: Buffer.concat(pieces), rest: replay(pieces, failure, iterator) };
}

async function* replay(
  pieces: readonly Uint8Array[],
  failure: { readonly error: unknown } | null,
  iterator: AsyncIterator<Uint8Array>,
): Bytes {
  try {
    yield* pieces;
    if (failure) throw failure.error;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

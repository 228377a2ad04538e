import { createGunzip } from 'node:zlib';
import type { Bytes } from './format.ts';

/** Thrown by a byte stream that ends before its packing says so. What came before is good. */
export class BytesCutShort extends Error {
  override readonly name = 'BytesCutShort';
}

/**
 * Hands bytes on, unpacked where they begin like gzip, and without a byte order mark. A gzip file that is
 * cut or damaged gives what can be unpacked and then throws BytesCutShort.
 */
export async function* unpack(bytes: Bytes): Bytes {
  const { first, rest } = await takeFirst(bytes, 2);
  const plain = first[0] === 0x1f && first[1] === 0x8b ? gunzip(rest) : rest;
  yield* withoutMark(plain);
}

/** Little is lost with the step in which damage shows, and the densest packing unpacks to megabytes, not more. */
const STEP = 8 * 1024;

async function* gunzip(bytes: Bytes): Bytes {
  const stream = createGunzip();
  const ready: Uint8Array[] = [];
  let failure: NodeJS.ErrnoException | null = null;
  let isOver = false;
  stream.on('data', (piece: Uint8Array) => ready.push(piece));
  stream.on('error', (error) => {
    failure = error;
  });
  // Also where padding follows: zlib ends there and takes no more.
  const over = new Promise<void>((resolve) => {
    for (const event of ['end', 'error']) stream.once(event, () => resolve());
  }).then(() => {
    isOver = true;
  });
  try {
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length && !isOver; at += STEP) {
        const written = new Promise<void>((resolve) => stream.write(piece.subarray(at, at + STEP), () => resolve()));
        await Promise.race([written, over]);
        yield* ready.splice(0);
      }
    }
    if (!isOver) stream.end();
    await over;
    yield* ready.splice(0);
  } finally {
    stream.destroy();
  }
  if (failure) throw new BytesCutShort(`the gzip file is ${damageWord(failure)}`);
}

const damageWord = (error: NodeJS.ErrnoException): string => (error.code === 'Z_BUF_ERROR' ? 'cut short' : 'damaged');

async function* withoutMark(bytes: Bytes): Bytes {
  const { first, rest } = await takeFirst(bytes, 3);
  const hasMark = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf;
  let left = hasMark ? 3 : 0;
  for await (const piece of rest) {
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

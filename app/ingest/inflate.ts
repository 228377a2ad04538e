import * as zlib from 'node:zlib';
import type { Bytes } from './format.ts';
import { FramesInflater, Inflater, type Unpacking } from './inflater.ts';

/** Thrown by a byte stream that ends before its packing says so. What came before is good. */
export class BytesCutShort extends Error {
  override readonly name = 'BytesCutShort';
}

const PACKINGS: Readonly<Record<Packing, { readonly what: string; readonly create: (() => Unpacking) | undefined }>> = {
  gzip: { what: 'gzip file', create: zlib.createGunzip },
  zlib: { what: 'zlib file', create: zlib.createInflate },
  deflate: { what: 'file in the ZIP', create: zlib.createInflateRaw },
  // Node has it since 22.15.
  zstd: { what: 'zstd file', create: zlib.createZstdDecompress },
};

export type Packing = 'gzip' | 'zlib' | 'deflate' | 'zstd';

/** Whether the Node that runs here unpacks it. */
export const reads = (packing: Packing): boolean => PACKINGS[packing].create !== undefined;

/** Little is lost with the step in which damage shows, and the densest packing unpacks to megabytes, not more. */
const STEP = 8 * 1024;
/** Captures shrink to a twentieth, seldom to a hundredth; files made to fill a disk shrink to a thousandth. */
const BOMB_RATIO = 400;
const BOMB_BYTES = 64 * 1024 * 1024;

/** Unpacks; what is cut or damaged gives what can be unpacked and then throws BytesCutShort. */
export async function* inflate(bytes: Bytes, packing: Packing): Bytes {
  const { what, create } = PACKINGS[packing];
  if (!create) throw new BytesCutShort(`the ${what} cannot be unpacked by this version of Node`);
  const inflater = packing === 'zstd' ? new FramesInflater(create) : new Inflater(create());
  let taken = 0;
  let given = 0;
  try {
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length && !inflater.isOver; at += STEP) {
        const step = piece.subarray(at, at + STEP);
        taken += step.length;
        for (const unpacked of await inflater.take(step)) {
          given += unpacked.length;
          yield unpacked;
        }
        if (given > BOMB_BYTES && given > taken * BOMB_RATIO)
          throw new BytesCutShort(`the ${what} unpacks to ${BOMB_RATIO} times its size and more, as no capture does`);
      }
    }
    yield* await inflater.end();
  } finally {
    inflater.close();
  }
  if (inflater.failure)
    throw new BytesCutShort(`the ${what} is ${inflater.failure.code === 'Z_BUF_ERROR' ? 'cut short' : 'damaged'}`);
}

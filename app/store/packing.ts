import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';

/** The cheapest quality: half the time of deflate's cheapest level, and smaller on texts that repeat themselves. */
const CHEAPEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 18 } };

/** Stands before what Brotli packed. No deflate stream begins so: its block type is reserved (RFC 1951 §3.2.3). */
const BROTLI = 0x07;

/** Packs a text for a column. */
export const packText = (text: string): Buffer =>
  Buffer.concat([new Uint8Array([BROTLI]), brotliCompressSync(Buffer.from(text), CHEAPEST)]);

/** The text again; workspaces from before Brotli hold deflate streams. */
export const unpackText = (packed: Uint8Array): string =>
  (packed[0] === BROTLI ? brotliDecompressSync(packed.subarray(1)) : inflateRawSync(packed)).toString('utf8');

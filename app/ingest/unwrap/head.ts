import type { Bytes } from '../format.ts';
import { takeFirst } from '../unpack.ts';

/** As much as a format is recognised by. */
export const HEAD = 64 * 1024;

/** The head of a file for a reader that must decide again what it reads, and a stream that still has everything. */
export async function readHead(bytes: Bytes): Promise<{ readonly head: Uint8Array; readonly rest: Bytes }> {
  const { first, rest } = await takeFirst(bytes, HEAD);
  return { head: first.subarray(0, HEAD), rest };
}

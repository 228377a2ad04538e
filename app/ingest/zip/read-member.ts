import { crc32 } from 'node:zlib';
import type { Bytes } from '../format.ts';
import { BytesCutShort, inflate, type Packing, reads } from '../inflate.ts';
import { type Member, UnreadMember } from './directory.ts';
import type { RandomAccess } from './random-access.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_LENGTH = 30;
const PIECE = 256 * 1024;
const STORED = 0;
const PACKINGS: Readonly<Record<number, Packing>> = { 8: 'deflate', 93: 'zstd', 20: 'zstd' };
/** §4.4.5, those that programs of today offer. */
const METHODS: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  20: 'zstd',
  93: 'zstd',
  95: 'xz',
  98: 'PPMd',
};

/**
 * One file of a ZIP, unpacked; `moved` hears of every packed byte read. Throws BytesCutShort, after all that can be
 * unpacked, where it is damaged, and UnreadMember where it is packed in a way that is not read.
 */
export async function* readMember(zip: RandomAccess, member: Member, moved: (bytes: number) => void): Bytes {
  refuseUnread(member);
  const packed = packedBytes(zip, member, moved);
  let sum = 0;
  let size = 0;
  const packing = PACKINGS[member.method];
  for await (const piece of packing ? inflate(packed, packing) : packed) {
    sum = crc32(piece, sum);
    size += piece.length;
    yield piece;
  }
  if (size !== member.size || sum !== member.crc) throw new BytesCutShort('the file in the ZIP is damaged');
}

/** Throws UnreadMember where a file is packed in a way that is not read. */
export function refuseUnread({ encrypted, method }: Member): void {
  if (encrypted) throw new UnreadMember('Protected by a password. Unpack the ZIP and drop this file.');
  const packing = PACKINGS[method];
  if (method === STORED || (packing && reads(packing))) return;
  throw new UnreadMember(
    `Packed with ${METHODS[method] ?? `method ${method}`}, which is not read. Unpack the ZIP and drop this file.`,
  );
}

async function* packedBytes(zip: RandomAccess, member: Member, moved: (bytes: number) => void): Bytes {
  const header = Buffer.from(await zip.read(member.at, LOCAL_HEADER_LENGTH));
  if (header.length < LOCAL_HEADER_LENGTH || header.readUInt32LE(0) !== LOCAL_HEADER)
    throw new BytesCutShort('the table of contents of the ZIP does not fit its files');
  const from = member.at + LOCAL_HEADER_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (let at = 0; at < member.packed; ) {
    const piece = await zip.read(from + at, Math.min(PIECE, member.packed - at));
    if (piece.length === 0) throw new BytesCutShort('the ZIP ends inside this file');
    at += piece.length;
    moved(piece.length);
    yield piece;
  }
}

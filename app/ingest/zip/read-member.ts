import { crc32 } from 'node:zlib';
import type { Bytes } from '../format.ts';
import { BytesCutShort, inflate } from '../inflate.ts';
import { type Member, UnreadableZip } from './directory.ts';
import type { RandomAccess } from './random-access.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_LENGTH = 30;
const PIECE = 256 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * One file of a ZIP, unpacked; `moved` hears of every packed byte read. Throws BytesCutShort, after all that can be
 * unpacked, where it is damaged, and UnreadableZip where it is packed in a way that is not read.
 */
export async function* readMember(zip: RandomAccess, member: Member, moved: (bytes: number) => void): Bytes {
  refuseUnread(member);
  const packed = packedBytes(zip, member, moved);
  let sum = 0;
  let size = 0;
  for await (const piece of member.method === STORED ? packed : inflate(packed, 'deflate')) {
    sum = crc32(piece, sum);
    size += piece.length;
    yield piece;
  }
  if (size !== member.size || sum !== member.crc) throw new BytesCutShort('the file in the ZIP is damaged');
}

/** Throws UnreadableZip where a file is packed in a way that is not read. */
export function refuseUnread({ encrypted, method }: Member): void {
  if (encrypted) throw new UnreadableZip('This ZIP is protected by a password. Unpack it and drop what is inside.');
  if (method !== STORED && method !== DEFLATED)
    throw new UnreadableZip('This ZIP is packed in a way that is not read (not deflate). Unpack it first.');
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

import { crc32, deflateRawSync } from 'node:zlib';

/** For tests: ZIP files, also such as no program should write. */

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** As it is packed already, by `method`. */
  readonly packed?: Uint8Array;
  /** Sizes and checksum stand behind the content instead of before it (§4.3.9), as programs that write to a pipe do. */
  readonly described?: boolean;
  /** What the table of contents claims. */
  readonly claims?: { readonly size?: number; readonly crc?: number; readonly at?: number };
}

export interface ZipManner {
  /** Writes all sizes and places as ZIP64 does (APPNOTE.TXT §4.5.3, §4.3.14–15). */
  readonly zip64?: boolean;
  readonly comment?: string;
}

const UTF8_NAME = 0x800;
const DESCRIBED = 0x8;
const ALL_ONES = 0xffffffff;

export function makeZip(entries: readonly ZipEntry[], manner: ZipManner = {}): Buffer {
  const pieces: Buffer[] = [];
  const headers: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.packed ?? (entry.stored ? content : deflateRawSync(content));
    const facts = { entry, packed: packed.length, size: content.length, crc: crc32(content), at };
    const local = header(0x04034b50, facts, false);
    const behind = entry.described ? descriptor(facts) : Buffer.alloc(0);
    pieces.push(local, Buffer.from(packed), behind);
    at += local.length + packed.length + behind.length;
    headers.push(header(0x02014b50, facts, manner.zip64 ?? false));
  }
  const directory = Buffer.concat(headers);
  return Buffer.concat([...pieces, directory, ...ending(entries.length, directory.length, at, manner)]);
}

interface Facts {
  readonly entry: ZipEntry;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly at: number;
}

function header(signature: number, { entry, packed, size, crc, at }: Facts, zip64: boolean): Buffer {
  const name = Buffer.from(entry.name);
  const isCentral = signature === 0x02014b50;
  const fixed = Buffer.alloc(isCentral ? 46 : 30);
  const shift = isCentral ? 2 : 0;
  fixed.writeUInt32LE(signature, 0);
  fixed.writeUInt16LE((entry.flags ?? 0) | UTF8_NAME | (entry.described ? DESCRIBED : 0), 6 + shift);
  fixed.writeUInt16LE(entry.method ?? (entry.stored ? 0 : 8), 8 + shift);
  fixed.writeUInt32LE(isCentral ? (entry.claims?.crc ?? crc) : crc, 14 + shift);
  fixed.writeUInt32LE(zip64 ? ALL_ONES : packed, 18 + shift);
  fixed.writeUInt32LE(zip64 ? ALL_ONES : isCentral ? (entry.claims?.size ?? size) : size, 22 + shift);
  if (entry.described && !isCentral) fixed.fill(0, 14, 26);
  fixed.writeUInt16LE(name.length, 26 + shift);
  const place = entry.claims?.at ?? at;
  const extra = zip64 ? large(size, packed, place) : Buffer.alloc(0);
  fixed.writeUInt16LE(extra.length, 28 + shift);
  if (isCentral) fixed.writeUInt32LE(zip64 ? ALL_ONES : place, 42);
  return Buffer.concat([fixed, name, extra]);
}

function descriptor({ packed, size, crc }: Facts): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function large(...values: number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, index) => {
    field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  });
  return field;
}

function ending(count: number, length: number, at: number, { zip64 = false, comment = '' }: ZipManner): Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? ALL_ONES : length, 12);
  end.writeUInt32LE(zip64 ? ALL_ONES : at, 16);
  end.writeUInt16LE(comment.length, 20);
  return [...(zip64 ? ending64(count, length, at) : []), end, Buffer.from(comment)];
}

function ending64(count: number, length: number, at: number): Buffer[] {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + length), 8);
  return [end, locator];
}

import type { RandomAccess } from './random-access.ts';

/** A ZIP that cannot be used; the message says why and what to do. */
export class UnreadableZip extends Error {
  override readonly name = 'UnreadableZip';
}

/** A file in a ZIP that is packed in a way that is not read: it alone is left out. The message says what to do. */
export class UnreadMember extends Error {
  override readonly name = 'UnreadMember';
}

/** One file in a ZIP, as its table of contents describes it. */
export interface Member {
  readonly name: string;
  /** How it is packed: 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes packed. */
  readonly packed: number;
  /** Bytes unpacked. */
  readonly size: number;
  /** Where its local header starts. */
  readonly at: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const END_64 = 0x06064b50;
const END_64_LENGTH = 56;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_LENGTH = 20;
const HEADER = 0x02014b50;
const HEADER_LENGTH = 46;
const LONGEST_COMMENT = 0xffff;
/** Stands in a 32-bit field whose value is in the ZIP64 extra field. */
const IN_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 0x0001;

/** Far more than any recording has, and still quickly read. */
const MOST_MEMBERS = 100_000;
const LONGEST_DIRECTORY = 32 * 1024 * 1024;

interface Place {
  readonly count: number;
  readonly at: number;
  readonly length: number;
}

/** The table of contents (APPNOTE.TXT 6.3 §4.3.12–16, ZIP64 included), folders left out. Throws UnreadableZip. */
export async function readDirectory(zip: RandomAccess): Promise<Member[]> {
  const { count, at, length } = await findDirectory(zip);
  if (count > MOST_MEMBERS || length > LONGEST_DIRECTORY)
    throw new UnreadableZip(`This ZIP holds ${count} files, more than ${MOST_MEMBERS}. Drop the capture alone.`);
  const bytes = view(await zip.read(at, length));
  const members: Member[] = [];
  let from = 0;
  while (from + HEADER_LENGTH <= bytes.length && bytes.readUInt32LE(from) === HEADER) {
    const { member, next } = readHeader(bytes, from);
    if (!member.name.endsWith('/')) members.push(member);
    from = next;
  }
  if (from < length) throw new UnreadableZip('The table of contents of this ZIP is damaged. Pack it again.');
  return members;
}

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

async function findDirectory(zip: RandomAccess): Promise<Place> {
  const tailAt = Math.max(0, zip.size - END_LENGTH - LONGEST_COMMENT - LOCATOR_64_LENGTH);
  const tail = view(await zip.read(tailAt, zip.size - tailAt));
  const ends = [...endsIn(tail)];
  // A comment may hold what looks like an end, but then the length of the comment does not fit.
  const end = ends.find((at) => at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length) ?? ends[0];
  if (end !== undefined) return (await findDirectory64(zip, tail, end)) ?? placeOf(tail, end);
  throw new UnreadableZip('This ZIP is cut short: its table of contents, which stands at the end, is missing.');
}

/** The last first. */
function* endsIn(tail: Buffer): Generator<number> {
  for (let at = tail.length - END_LENGTH; at >= 0; at--) if (tail.readUInt32LE(at) === END) yield at;
}

function placeOf(tail: Buffer, at: number): Place {
  if (tail.readUInt16LE(at + 4) !== 0)
    throw new UnreadableZip('This ZIP is split over several files. Put them together, and drop what is inside.');
  return { count: tail.readUInt16LE(at + 10), length: tail.readUInt32LE(at + 12), at: tail.readUInt32LE(at + 16) };
}

async function findDirectory64(zip: RandomAccess, tail: Buffer, endAt: number): Promise<Place | null> {
  const locator = endAt - LOCATOR_64_LENGTH;
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR_64) return null;
  const end = view(await zip.read(natural(tail, locator + 8), END_64_LENGTH));
  if (end.length < END_64_LENGTH || end.readUInt32LE(0) !== END_64) return null;
  return { count: natural(end, 32), length: natural(end, 40), at: natural(end, 48) };
}

/** A 64-bit length; one that no file can have becomes the largest number. */
const natural = (bytes: Buffer, at: number): number =>
  Math.min(Number(bytes.readBigUInt64LE(at)), Number.MAX_SAFE_INTEGER);

function readHeader(bytes: Buffer, from: number): { member: Member; next: number } {
  const nameLength = bytes.readUInt16LE(from + 28);
  const extraLength = bytes.readUInt16LE(from + 30);
  const commentLength = bytes.readUInt16LE(from + 32);
  const nameAt = from + HEADER_LENGTH;
  const extraAt = nameAt + nameLength;
  const flags = bytes.readUInt16LE(from + 8);
  const sizes = {
    size: bytes.readUInt32LE(from + 24),
    packed: bytes.readUInt32LE(from + 20),
    at: bytes.readUInt32LE(from + 42),
  };
  const member = {
    name: nameOf(bytes.subarray(nameAt, extraAt), flags),
    method: bytes.readUInt16LE(from + 10),
    encrypted: (flags & 1) !== 0,
    crc: bytes.readUInt32LE(from + 16),
    ...withZip64(sizes, bytes.subarray(extraAt, extraAt + extraLength)),
  };
  return { member, next: extraAt + extraLength + commentLength };
}

/** Without the flag names are in CP437, which agrees with Latin-1 in the letters that matter here. */
function nameOf(bytes: Buffer, flags: number): string {
  // Some programs on Windows part folders as their system does, against §4.4.17.
  return bytes.toString((flags & 0x800) !== 0 ? 'utf8' : 'latin1').replaceAll('\\', '/');
}

type Sizes = Pick<Member, 'size' | 'packed' | 'at'>;

/** §4.5.3: only the values that do not fit stand in the extra field, always in this order. */
function withZip64(sizes: Sizes, extra: Buffer): Sizes {
  const field = extraField(extra, ZIP64_FIELD);
  if (!field) return sizes;
  const large = { ...sizes };
  let from = 0;
  for (const name of ['size', 'packed', 'at'] as const) {
    if (sizes[name] !== IN_ZIP64 || from + 8 > field.length) continue;
    large[name] = natural(field, from);
    from += 8;
  }
  return large;
}

function extraField(extra: Buffer, id: number): Buffer | null {
  let from = 0;
  while (from + 4 <= extra.length) {
    const length = extra.readUInt16LE(from + 2);
    if (extra.readUInt16LE(from) === id) return extra.subarray(from + 4, from + 4 + length);
    from += 4 + length;
  }
  return null;
}

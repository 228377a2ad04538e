import type { Attachments, Bytes } from '../format.ts';
import { BytesCutShort } from '../inflate.ts';
import { type Member, readDirectory, UnreadableZip, UnreadMember } from './directory.ts';
import type { RandomAccess } from './random-access.ts';
import { readMember, refuseUnread } from './read-member.ts';

/** A capture inside a ZIP. */
export interface ZippedCapture {
  /** The file's name in the ZIP. */
  readonly name: string;
  /** Bytes packed. */
  readonly packed: number;
  /** What the capture refers to in the same ZIP. */
  readonly attachments: Attachments;
  /** `moved` hears of the packed bytes as they are read. Throws UnreadMember before anything is read. */
  read(moved: (bytes: number) => void): Bytes;
}

/** More are a folder that was packed whole, not a recording. */
const MOST_CAPTURES = 20;
/** A body that is longer says nothing more. */
const LONGEST_ATTACHMENT = 8 * 1024 * 1024;
/** Folders of macOS, hidden files. */
const ASIDE = /(?:^|\/)(?:__MACOSX\/|\.[^./])/;
/** Playwright names bodies by their hash and lists requests in `*.network`. */
const HASHED = /(?:^|\/)[\da-f]{32,40}(?:\.\w+)?$/;
const NETWORK = /(?:^|[-/])(?:trace)?\.network$/;

/** The captures in a ZIP. Nothing is written to disk, and names in it are never used as paths. Throws UnreadableZip. */
export async function openZip(zip: RandomAccess): Promise<ZippedCapture[]> {
  const members = (await readDirectory(zip)).filter(({ name }) => !ASIDE.test(name));
  const attachments = attachmentsOf(zip, members);
  const captures = captureGroups(members);
  if (captures.length === 0) throw new UnreadableZip('This ZIP is empty.');
  if (captures.length > MOST_CAPTURES) throw new UnreadableZip(tooMany(captures.length));
  return captures.map((parts) => captureOf(zip, parts, attachments));
}

/** A trace's network parts are one capture; of other ZIPs each file is one, but for bodies beside a list of requests. */
function captureGroups(members: readonly Member[]): Member[][] {
  const networks = members.filter(({ name }) => NETWORK.test(name));
  if (networks.length > 0) return [networks];
  const named = members.filter(({ name }) => !HASHED.test(name));
  return (named.length > 0 ? named : members).map((member) => [member]);
}

const tooMany = (count: number): string =>
  `This ZIP holds ${count} files, more than ${MOST_CAPTURES}. Unpack it and drop the captures that are inside.`;

function captureOf(zip: RandomAccess, parts: readonly Member[], attachments: Attachments): ZippedCapture {
  return {
    // Shown to people, also in terminals: nothing in it may move the cursor.
    name: parts.map(({ name }) => name.replace(/\p{C}/gu, '?')).join(' + '),
    packed: parts.reduce((sum, { packed }) => sum + packed, 0),
    attachments,
    async *read(moved) {
      for (const member of parts) refuseUnread(member);
      for (const member of parts) yield* readMember(zip, member, moved);
    },
  };
}

function attachmentsOf(zip: RandomAccess, members: readonly Member[]): Attachments {
  const byName = new Map(members.map((member) => [member.name, member]));
  return {
    async read(name) {
      const member = byName.get(name) ?? byName.get(`resources/${name}`);
      if (!member || member.size > LONGEST_ATTACHMENT) return null;
      return contentOf(zip, member);
    },
  };
}

async function contentOf(zip: RandomAccess, member: Member): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of readMember(zip, member, () => {})) {
      length += piece.length;
      // The table of contents may lie about the size.
      if (length > LONGEST_ATTACHMENT) return null;
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof BytesCutShort || error instanceof UnreadMember) return null;
    throw error;
  }
  return Buffer.concat(pieces);
}

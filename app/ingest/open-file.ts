import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Attachments, type Bytes, NO_ATTACHMENTS } from './format.ts';
import { BytesCutShort } from './inflate.ts';
import { takeFirst, unpack } from './unpack.ts';
import { UnreadableZip, UnreadMember } from './zip/directory.ts';
import { openZip, type ZippedCapture } from './zip/open-zip.ts';
import { inFile, inMemory, type RandomAccess } from './zip/random-access.ts';

/** One capture of a file that was dropped. */
export interface Part {
  /** Its name where the file is a ZIP; null for the file itself. */
  readonly name: string | null;
  /** Bytes on disk; null where not known. */
  readonly bytes: number | null;
  readonly attachments: Attachments;
  /** Unpacked bytes; `moved` hears of the bytes on disk as they are read. */
  read(moved: (bytes: number) => void): Bytes;
}

/** A file that was dropped: usually one capture; a ZIP may hold several. */
export interface OpenFile {
  readonly parts: readonly Part[];
  close(): Promise<void>;
}

/** An upload has no end to look at first, so a ZIP among uploads is held whole. */
const MOST_HELD = 512 * 1024 * 1024;

const PIECES = { highWaterMark: 1 << 20 };

/** Opens a file by its path; a pipe is read as a stream. Throws what the file system says, and UnreadableZip. */
export async function openPath(path: string, waiting: () => void): Promise<OpenFile> {
  const found = await stat(path);
  if (!found.isFile()) return openStream(createReadStream(path, PIECES), waiting);
  const { first, rest } = await takeFirst(readToItsEnd(path, found.size), 4);
  if (!isZip(first)) return plain(rest);
  await letGo(rest);
  return zipped(await inFile(path), waiting);
}

/** Opens a file that arrives as a stream; `waiting` is called while a ZIP arrives. Throws UnreadableZip. */
export async function openStream(bytes: Bytes, waiting: () => void): Promise<OpenFile> {
  const { first, rest } = await takeFirst(bytes, 4);
  return isZip(first) ? zipped(inMemory(await held(rest, waiting)), waiting) : plain(rest);
}

/** §4.3.7 of APPNOTE.TXT; an empty ZIP begins with its end. */
const isZip = (first: Uint8Array): boolean =>
  first[0] === 0x50 && first[1] === 0x4b && ((first[2] === 3 && first[3] === 4) || (first[2] === 5 && first[3] === 6));

/** A file that is written to while it is read is read as far as it went at the start: its end never comes closer. */
const readToItsEnd = (path: string, size: number): Bytes =>
  createReadStream(path, size === 0 ? PIECES : { ...PIECES, end: size - 1 });

function plain(bytes: Bytes): OpenFile {
  const part: Part = {
    name: null,
    bytes: null,
    attachments: NO_ATTACHMENTS,
    read: (moved) => unpack(counted(bytes, moved)),
  };
  return { parts: [part], close: async () => {} };
}

async function* counted(bytes: Bytes, moved: (bytes: number) => void): Bytes {
  for await (const piece of bytes) {
    moved(piece.byteLength);
    yield piece;
  }
}

async function zipped(zip: RandomAccess, waiting: () => void): Promise<OpenFile> {
  try {
    const room = { left: MOST_HELD };
    const parts: Part[] = [];
    for (const capture of await openZip(zip)) parts.push(...(await partsOf(capture, room, waiting)));
    return { parts, close: () => zip.close() };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

/** One part, or those of a ZIP that was packed into the ZIP, as builds pack the traces of their tests. */
async function partsOf(capture: ZippedCapture, room: { left: number }, waiting: () => void): Promise<Part[]> {
  try {
    const { first, rest } = await takeFirst(capture.read(waiting), 4);
    if (!isZip(first)) {
      await letGo(rest);
      return [partOf(capture)];
    }
    const bytes = await held(rest, waiting, room.left);
    room.left -= bytes.length;
    const captures = await openZip(inMemory(bytes));
    return captures.map((inner) =>
      partOf(inner, captures.length > 1 ? `${capture.name} › ${inner.name}` : capture.name),
    );
  } catch (error) {
    if (error instanceof UnreadableZip || error instanceof UnreadMember || error instanceof BytesCutShort)
      return [unreadPart(capture, error)];
    throw error;
  }
}

const partOf = ({ name, packed, attachments, read }: ZippedCapture, shown = name): Part => {
  return { name: shown, bytes: packed, attachments, read: (moved) => unpack(read(moved)) };
};

/** It says why when it is read, so that the others are read all the same. */
function unreadPart({ name, packed }: ZippedCapture, error: Error): Part {
  const failing: AsyncIterator<never> = { next: () => Promise.reject(error) };
  const read = () => ({ [Symbol.asyncIterator]: () => failing });
  return { name, bytes: packed, attachments: NO_ATTACHMENTS, read };
}

async function held(bytes: Bytes, waiting: () => void, most = MOST_HELD): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > most) throw new UnreadableZip('This ZIP is larger than 512 MiB. Unpack it and drop what is inside.');
    pieces.push(piece);
    waiting();
  }
  return Buffer.concat(pieces);
}

/** Ends a stream that nobody will read, so that its file is closed; throws what the disk said, if it did. */
export async function letGo(bytes: Bytes): Promise<void> {
  for await (const _piece of bytes) return;
}

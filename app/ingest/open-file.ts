import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Attachments, type Bytes, NO_ATTACHMENTS } from './format.ts';
import { takeFirst, unpack } from './unpack.ts';
import { UnreadableZip } from './zip/directory.ts';
import { openZip } from './zip/open-zip.ts';
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
  return zipped(await inFile(path));
}

/** Opens a file that arrives as a stream; `waiting` is called while a ZIP arrives. Throws UnreadableZip. */
export async function openStream(bytes: Bytes, waiting: () => void): Promise<OpenFile> {
  const { first, rest } = await takeFirst(bytes, 4);
  return isZip(first) ? zipped(inMemory(await held(rest, waiting))) : plain(rest);
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

async function zipped(zip: RandomAccess): Promise<OpenFile> {
  try {
    const captures = await openZip(zip);
    const parts = captures.map(({ name, packed, attachments, read }): Part => {
      return { name, bytes: packed, attachments, read: (moved) => unpack(read(moved)) };
    });
    return { parts, close: () => zip.close() };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function held(bytes: Bytes, waiting: () => void): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > MOST_HELD)
      throw new UnreadableZip('This ZIP is larger than 512 MiB. Unpack it and drop what is inside.');
    pieces.push(piece);
    waiting();
  }
  return Buffer.concat(pieces);
}

/** Ends a stream that nobody will read, so that its file is closed; throws what the disk said, if it did. */
export async function letGo(bytes: Bytes): Promise<void> {
  for await (const _piece of bytes) return;
}

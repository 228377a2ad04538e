import { type FileHandle, open } from 'node:fs/promises';

/** Bytes that can be read anywhere: a ZIP's table of contents stands at its end. */
export interface RandomAccess {
  readonly size: number;
  /** Fewer bytes than asked for where the end comes first. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Of bytes that are held. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (at, length) => bytes.subarray(at, at + length),
    close: async () => {},
  };
}

/** Throws what the file system says. */
export async function inFile(path: string): Promise<RandomAccess> {
  const file = await open(path);
  const { size } = await file.stat();
  return { size, read: (at, length) => readAt(file, at, length), close: () => file.close() };
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, at + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

import type { HostBridge } from '../host/bridge.ts';

/** Bytes a slice; the engine reads one while the next is fetched. */
const SLICE = 4 * 1024 * 1024;

type Upload = HostBridge['upload'];

/**
 * Sends a file in slices, in order, and marks the last one. Stops without a word once the file is not wanted any more.
 * Rejects when the engine refuses a slice or the file can no longer be read.
 */
export async function uploadFile(
  upload: Upload,
  to: { importId: string; fileId: string },
  file: Blob,
  isWanted: () => boolean,
): Promise<void> {
  let from = 0;
  do {
    const bytes = new Uint8Array(await file.slice(from, from + SLICE).arrayBuffer());
    if (!isWanted()) return;
    from += bytes.length;
    await upload(to.importId, to.fileId, bytes, from >= file.size);
  } while (from < file.size);
}

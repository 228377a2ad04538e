import type { Bytes } from './format.ts';

/**
 * Bytes that arrive from outside piece by piece. `push` resolves when its piece has been consumed, which is the
 * sender's signal to send the next: at most one piece waits here.
 */
export interface UploadQueue {
  push(piece: Uint8Array, last: boolean): Promise<void>;
  readonly bytes: Bytes;
  /** Stops waiting: the reader ends, pieces still to come are dropped. */
  close(): void;
}

export function createUploadQueue(): UploadQueue {
  const pieces: { piece: Uint8Array; taken: () => void }[] = [];
  let ended = false;
  let closed = false;
  let wake = () => {};
  const arrived = () => new Promise<void>((resolve) => (wake = resolve));

  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      while (!closed) {
        const next = pieces.shift();
        if (next) {
          yield next.piece;
          next.taken();
        } else if (ended) return;
        else await arrived();
      }
    } finally {
      close();
    }
  }

  function close(): void {
    closed = true;
    for (const { taken } of pieces.splice(0)) taken();
    wake();
  }

  return {
    bytes: read(),
    close,
    push(piece, last) {
      if (closed) return Promise.resolve();
      return new Promise((taken) => {
        if (piece.byteLength > 0) pieces.push({ piece, taken });
        else taken();
        ended ||= last;
        wake();
      });
    },
  };
}

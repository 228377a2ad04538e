import type { Bytes } from '../format.ts';

/** Members of an entry that say that a service worker took part; a body holds their quotes escaped. */
const NAMES = ['"_serviceWorkerRef"', '"_fetchedViaServiceWorker"', '"fromServiceWorker"'];
/** Begins with a letter that is rare, and so is soon looked for. */
const IN_ALL = 'Worker';
const LONGEST = Math.max(...NAMES.map((name) => name.length));
/** A worker's entry stands close behind the page's that it answers. */
const AHEAD = 1024 * 1024;

/**
 * Tells ahead of time whether entries of a HAR speak of service workers. In most files none does, so none of their
 * entries need wait for the next.
 */
export class WorkerMarks {
  found = false;
  #tail = Buffer.alloc(0);

  /** Hands pieces on when at least 1 MiB behind them has been looked through, or all there is. */
  async *watch(bytes: Bytes): AsyncGenerator<Uint8Array> {
    const held: Uint8Array[] = [];
    let length = 0;
    for await (const piece of bytes) {
      this.#look(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
      held.push(piece);
      length += piece.length;
      for (let first = held[0]; first && length - first.length >= AHEAD; first = held[0]) {
        held.shift();
        length -= first.length;
        yield first;
      }
    }
    yield* held;
  }

  #look(piece: Buffer): void {
    if (this.found) return;
    const border = Buffer.concat([this.#tail, piece.subarray(0, LONGEST)]);
    this.found = isMarked(border) || isMarked(piece);
    this.#tail = Buffer.concat([this.#tail, piece.subarray(-LONGEST)]).subarray(-LONGEST);
  }
}

const isMarked = (bytes: Buffer): boolean => bytes.includes(IN_ALL) && NAMES.some((name) => bytes.includes(name));

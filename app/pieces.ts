import { setImmediate } from 'node:timers/promises';

/** Work that can rest at each `yield`, with nothing open: others are answered in between. */
export type Pieces<T> = Generator<void, T, void>;

/** A piece takes a little longer than this: up to the next `yield`. */
const PIECE_MS = 15;

/** Does the work piece by piece, so that nobody who asks the engine meanwhile waits for the whole of it. */
export async function inPieces<T>(work: Pieces<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + PIECE_MS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await setImmediate();
  }
}

import { setImmediate } from 'node:timers/promises';
import { steadily } from './store/steadily.ts';

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

/** Does it all without a rest. */
export function atOnce<T>(work: Generator<unknown, T, void>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** An answer that stands until its version is another one. */
export interface Prepared<T> {
  /** Made at once where it is not there. */
  readonly now: () => T;
  /** Makes it in pieces where it is not there. */
  readonly prepare: () => Promise<void>;
}

export function createPrepared<T>(version: () => string, make: () => Pieces<T>): Prepared<T> {
  let kept: { readonly of: string; readonly answer: T } | null = null;
  let preparing: Promise<void> | null = null;
  const prepare = async (): Promise<void> => {
    for (let of = version(); kept?.of !== of; of = version()) {
      const answer = await inPieces(steadily(version, make));
      // What came meanwhile may be in it by half.
      if (version() === of) kept = { of, answer };
    }
  };
  return {
    now() {
      const of = version();
      if (kept?.of !== of) kept = { of, answer: atOnce(steadily(version, make)) };
      return kept.answer;
    },
    prepare() {
      if (kept?.of === version()) return Promise.resolve();
      preparing ??= prepare().finally(() => {
        preparing = null;
      });
      return preparing;
    },
  };
}

import { hash } from 'node:crypto';

/** Resent records follow shortly; a bounded memory is enough. */
const MOST = 65_536;

/** Knows records that were sent twice by what they say. */
export class Repeats {
  readonly #seen = new Set<string>();

  /** True where a record with this text was there before; remembers it otherwise. */
  has(text: string): boolean {
    const mark = hash('sha1', text, 'base64');
    if (this.#seen.has(mark)) return true;
    if (this.#seen.size >= MOST) this.#seen.clear();
    this.#seen.add(mark);
    return false;
  }
}

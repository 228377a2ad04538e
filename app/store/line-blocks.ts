import { packText } from './packing.ts';

/** Packs lines that follow one another: alike texts shrink together. A block stands under the number of its first line. */
export class LineBlocks {
  readonly #most: number;
  readonly #large: number;
  readonly #put: (first: number, packed: Buffer) => void;
  #first = 0;
  #lines: string[] = [];
  #length = 0;

  /** `most` lines or `large` characters make a block. */
  constructor(most: number, large: number, put: (first: number, packed: Buffer) => void) {
    this.#most = most;
    this.#large = large;
    this.#put = put;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#lines.length >= this.#most || this.#length >= this.#large) this.#close();
  }

  /** Closes the block that is open; lines are counted from 0 again. */
  end(): void {
    if (this.#lines.length > 0) this.#close();
    this.#first = 0;
  }

  #close(): void {
    this.#put(this.#first, packText(this.#lines.join('\n')));
    this.#first += this.#lines.length;
    this.#lines = [];
    this.#length = 0;
  }
}

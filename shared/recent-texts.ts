/** So many characters of a text choose its slot: spread over it, so that texts of one form differ. */
const SAMPLES = 24;

/**
 * Remembers what was made of texts that come again and again. Each has one slot, which it may lose to another: so
 * looking one up reads a few of its characters, compares, and hashes nothing. The texts must be no parts of larger ones,
 * which they would keep in memory.
 */
export class RecentTexts<Value> {
  readonly #texts: (string | undefined)[];
  readonly #values: (Value | undefined)[];
  readonly #longest: number;

  /** `slots` is a power of two; texts of more than `longest` characters are not remembered. */
  constructor(slots: number, longest: number) {
    this.#texts = Array.from({ length: slots });
    this.#values = Array.from({ length: slots });
    this.#longest = longest;
  }

  get(text: string): Value | undefined {
    const slot = this.#slotOf(text);
    return this.#texts[slot] === text ? this.#values[slot] : undefined;
  }

  set(text: string, value: Value): void {
    if (text.length > this.#longest) return;
    const slot = this.#slotOf(text);
    this.#texts[slot] = text;
    this.#values[slot] = value;
  }

  #slotOf(text: string): number {
    const step = Math.max(1, Math.floor(text.length / SAMPLES));
    let hash = text.length;
    for (let at = text.length - 1; at >= 0; at -= step) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return (hash ^ (hash >>> 15)) & (this.#texts.length - 1);
  }
}

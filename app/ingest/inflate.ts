import { createGunzip, createInflate, createInflateRaw, type Gunzip, type Inflate, type InflateRaw } from 'node:zlib';
import type { Bytes } from './format.ts';

/** Thrown by a byte stream that ends before its packing says so. What came before is good. */
export class BytesCutShort extends Error {
  override readonly name = 'BytesCutShort';
}

const PACKINGS = {
  gzip: { what: 'gzip file', create: createGunzip },
  zlib: { what: 'zlib file', create: createInflate },
  deflate: { what: 'file in the ZIP', create: createInflateRaw },
} as const;

export type Packing = keyof typeof PACKINGS;

/** Little is lost with the step in which damage shows, and the densest packing unpacks to megabytes, not more. */
const STEP = 8 * 1024;
/** Captures shrink to a twentieth, seldom to a hundredth; files made to fill a disk shrink to a thousandth. */
const BOMB_RATIO = 400;
const BOMB_BYTES = 64 * 1024 * 1024;

/** Unpacks; what is cut or damaged gives what can be unpacked and then throws BytesCutShort. */
export async function* inflate(bytes: Bytes, packing: Packing): Bytes {
  const { what, create } = PACKINGS[packing];
  const inflater = new Inflater(create());
  let taken = 0;
  let given = 0;
  try {
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length && !inflater.isOver; at += STEP) {
        const step = piece.subarray(at, at + STEP);
        taken += step.length;
        for (const unpacked of await inflater.take(step)) {
          given += unpacked.length;
          yield unpacked;
        }
        if (given > BOMB_BYTES && given > taken * BOMB_RATIO)
          throw new BytesCutShort(`the ${what} unpacks to ${BOMB_RATIO} times its size and more, as no capture does`);
      }
    }
    yield* await inflater.end();
  } finally {
    inflater.close();
  }
  if (inflater.failure)
    throw new BytesCutShort(`the ${what} is ${inflater.failure.code === 'Z_BUF_ERROR' ? 'cut short' : 'damaged'}`);
}

/** One zlib stream, fed step by step. */
class Inflater {
  isOver = false;
  failure: NodeJS.ErrnoException | null = null;
  readonly #stream: Gunzip | Inflate | InflateRaw;
  readonly #over: Promise<void>;
  #ready: Uint8Array[] = [];

  constructor(stream: Gunzip | Inflate | InflateRaw) {
    this.#stream = stream;
    stream.on('data', (piece: Uint8Array) => this.#ready.push(piece));
    stream.on('error', (error) => {
      this.failure = error;
    });
    // Also where padding follows: zlib ends there and takes no more.
    this.#over = new Promise<void>((resolve) => {
      for (const event of ['end', 'error']) stream.once(event, () => resolve());
    }).then(() => {
      this.isOver = true;
    });
  }

  async take(step: Uint8Array): Promise<Uint8Array[]> {
    const written = new Promise<void>((resolve) => this.#stream.write(step, () => resolve()));
    await Promise.race([written, this.#over]);
    return this.#unpacked();
  }

  async end(): Promise<Uint8Array[]> {
    if (!this.isOver) this.#stream.end();
    await this.#over;
    return this.#unpacked();
  }

  close(): void {
    this.#stream.destroy();
  }

  #unpacked(): Uint8Array[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}

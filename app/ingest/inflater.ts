import type { Gunzip, Inflate, InflateRaw, ZstdDecompress } from 'node:zlib';

/** A stream of Node's that unpacks. */
export type Unpacking = Gunzip | Inflate | InflateRaw | ZstdDecompress;

/** One zlib stream, fed step by step. */
export class Inflater {
  isOver = false;
  failure: NodeJS.ErrnoException | null = null;
  readonly #stream: Unpacking;
  readonly #over: Promise<void>;
  #ready: Uint8Array[] = [];

  constructor(stream: Unpacking) {
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

  /** Packed bytes that were needed: none behind the end. */
  get used(): number {
    return this.#stream.bytesWritten;
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

const FRAME = 0xfd2fb528;
/** The last digit is the writer's own. */
const SKIPPABLE = 0x184d2a5;
const HEAD = 8;
const NOTHING = new Uint8Array(0);

/** Frames of zstd one after another (RFC 8878 §3.1), as files put in a row have them: Node's stream ends with the first. */
export class FramesInflater {
  isOver = false;
  failure: NodeJS.ErrnoException | null = null;
  readonly #create: () => Unpacking;
  #frame: Inflater | null = null;
  /** Of a frame that has not begun: its kind and, where it is to be skipped, its length. */
  #head: Uint8Array = NOTHING;
  #toSkip = 0;

  constructor(create: () => Unpacking) {
    this.#create = create;
  }

  async take(step: Uint8Array): Promise<Uint8Array[]> {
    const unpacked: Uint8Array[] = [];
    for (let rest = step; rest.length > 0 && !this.isOver; ) {
      if (this.#frame) rest = await this.#inflate(this.#frame, rest, unpacked);
      else rest = this.#toSkip > 0 ? this.#skip(rest) : this.#begin(rest);
    }
    return unpacked;
  }

  async end(): Promise<Uint8Array[]> {
    const unpacked = (await this.#frame?.end()) ?? [];
    this.failure ??= this.#frame?.failure ?? null;
    if (this.#head.length > 0 || this.#toSkip > 0)
      this.failure ??= Object.assign(new Error('unexpected end of file'), { code: 'Z_BUF_ERROR' });
    return unpacked;
  }

  close(): void {
    this.#frame?.close();
  }

  /** Gives back what stands behind the frame. */
  async #inflate(frame: Inflater, bytes: Uint8Array, unpacked: Uint8Array[]): Promise<Uint8Array> {
    const before = frame.used;
    unpacked.push(...(await frame.take(bytes)));
    const rest = bytes.subarray(frame.used - before);
    if (rest.length === 0 && !frame.isOver) return NOTHING;
    unpacked.push(...(await frame.end()));
    this.failure = frame.failure;
    this.isOver = frame.failure !== null;
    this.#frame = null;
    return rest;
  }

  #skip(bytes: Uint8Array): Uint8Array {
    const skipped = Math.min(this.#toSkip, bytes.length);
    this.#toSkip -= skipped;
    return bytes.subarray(skipped);
  }

  #begin(bytes: Uint8Array): Uint8Array {
    const head = Buffer.concat([this.#head, bytes.subarray(0, HEAD - this.#head.length)]);
    const rest = bytes.subarray(head.length - this.#head.length);
    this.#head = head.length < HEAD ? head : NOTHING;
    if (head.length < HEAD) return rest;
    const kind = head.readUInt32LE(0);
    if (kind >>> 4 === SKIPPABLE) this.#toSkip = head.readUInt32LE(4);
    else if (kind === FRAME) this.#frame = new Inflater(this.#create());
    // What stands behind the last frame is none of it.
    else this.isOver = true;
    return this.#frame ? Buffer.concat([head, rest]) : rest;
  }
}

import type { RawRecord } from '../format.ts';
import { isObject, type Json } from '../lossless.ts';
import { exchangeOf } from './entry.ts';
import { startOf } from './times.ts';
import { EntryWindow, type Waiting, waitingOf } from './window.ts';
import type { WorkerMarks } from './worker-marks.ts';

/** Makes records of HAR entries, one after another; what cannot be used is a skip. */
export class EntryReader {
  readonly #window: EntryWindow;
  readonly #remarks = new Remarks();
  #index = 0;

  constructor(marks: Pick<WorkerMarks, 'found'>) {
    this.#window = new EntryWindow(marks);
  }

  /** Undefined = not valid JSON. */
  *take(entry: Json | undefined, offset: number): Generator<RawRecord> {
    const index = this.#index++;
    const found = entry === undefined ? 'not valid JSON' : this.#waiting(entry, index, offset);
    if (typeof found === 'string') yield { type: 'skip', skip: { reason: found, offset, index } };
    else yield* this.#window.take(found);
  }

  /** Who wrote the file, as it may stand behind the entries. */
  writtenBy(creator: string): void {
    this.#window.writesExportTime = /insomnia/i.test(creator);
  }

  /** An entry whose bytes do not even hold together. */
  *skip(reason: string, offset: number): Generator<RawRecord> {
    yield { type: 'skip', skip: { reason, offset, index: this.#index++ } };
  }

  /** Gives out what was held back: nothing more can be learnt about it. */
  *release(): Generator<RawRecord> {
    yield* this.#window.end();
  }

  *end(): Generator<RawRecord> {
    yield* this.release();
    if (this.#window.exportTimeOnly)
      yield remark('All entries carry the same time, that of the export: links rest on keys and values alone.');
    yield* this.#remarks.all();
  }

  /** The exchange of an entry, or why there is none. */
  #waiting(entry: Json, index: number, offset: number): Waiting | string {
    if (!isObject(entry)) return 'not an entry';
    const start = startOf(entry);
    const exchange = exchangeOf(entry, start, index, offset);
    if (!exchange) return 'an entry without a method or an http address';
    this.#remarks.see(exchange.startUs, start?.zone ?? true);
    return waitingOf(exchange, entry);
  }
}

const remark = (text: string): RawRecord => ({ type: 'remark', text });

class Remarks {
  #untimed = 0;
  #zoneless = 0;

  see(startUs: number | null, hasZone: boolean): void {
    if (startUs === null) this.#untimed++;
    else if (!hasZone) this.#zoneless++;
  }

  *all(): Generator<RawRecord> {
    if (this.#untimed > 0) yield remark(`Entries without a time: ${this.#untimed}.`);
    if (this.#zoneless > 0) yield remark(`Entries without a time zone, read as UTC: ${this.#zoneless}.`);
  }
}

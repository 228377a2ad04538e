import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { exchangeOf } from '../har/entry.ts';
import { startOf } from '../har/times.ts';
import { EntryWindow, type Waiting, waitingOf } from '../har/window.ts';
import { readElements, type ScannedElement } from '../json-elements.ts';
import { isObject, parseBytes } from '../lossless.ts';
import { outlineOf, outlineText } from '../outline.ts';

const PATH = ['log', 'entries'];

/** HTTP Archive 1.1 and 1.2, from browsers, proxies and test tools, read entry by entry. */
export const format = defineFormat({
  id: 'har',
  kind: 'http',

  sniff(head) {
    const root = outlineOf(head);
    const log = root && outlineText(root.raw('log') ?? '', root.cut);
    if (!log?.names.some((name) => name === 'entries' || name === 'creator' || name === 'pages')) return null;
    const creator = outlineText(log.raw('creator') ?? '', log.cut)?.text('name');
    const title = `HAR ${log.text('version') ?? ''}`.trim();
    if (!creator) return { title, why: 'it holds a log with entries' };
    return { title: `${title}, recorded by ${nameOf(creator)}`, why: `log.creator names ${creator}` };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const reader = new Reader();
    for await (const scanned of readElements(bytes, PATH)) yield* reader.take(scanned);
    yield* reader.end();
  },
});

class Reader {
  readonly #window = new EntryWindow();
  readonly #remarks = new Remarks();
  #index = 0;

  *take(scanned: ScannedElement): Generator<RawRecord> {
    if (scanned.type === 'envelope') return;
    if (scanned.type === 'cut') {
      yield* this.#window.end();
      yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
      return;
    }
    const index = this.#index++;
    const found = scanned.type === 'value' ? this.#entry(scanned.bytes, index, scanned.offset) : scanned.reason;
    if (typeof found === 'string') yield { type: 'skip', skip: { reason: found, offset: scanned.offset, index } };
    else yield* this.#window.take(found);
  }

  *end(): Generator<RawRecord> {
    yield* this.#window.end();
    if (this.#window.exportTimeOnly)
      yield remark('All entries carry the same time, that of the export: links rest on keys and values alone.');
    yield* this.#remarks.all();
  }

  /** The exchange of an entry, or why there is none. */
  #entry(bytes: Uint8Array, index: number, offset: number): Waiting | string {
    const entry = parseBytes(bytes);
    if (entry === undefined) return 'not valid JSON';
    if (!isObject(entry)) return 'not an entry';
    const start = startOf(entry);
    const exchange = exchangeOf(entry, start, index, offset);
    if (!exchange) return 'an entry without a method or an http address';
    this.#remarks.see(exchange.startUs, start?.zone ?? true);
    return waitingOf(exchange, entry);
  }
}

/** Browsers sign their exports with the name of an inner part. */
function nameOf(creator: string): string {
  if (creator === 'WebInspector') return 'Chrome, Edge or another Chromium browser';
  return creator === 'WebKit Web Inspector' ? 'Safari' : creator;
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

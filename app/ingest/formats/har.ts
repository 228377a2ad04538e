import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { exchangeOf } from '../har/entry.ts';
import { startOf } from '../har/times.ts';
import { EntryWindow, waitingOf } from '../har/window.ts';
import { readElements } from '../json-elements.ts';
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
    const window = new EntryWindow();
    const remarks = new Remarks();
    let index = 0;
    for await (const scanned of readElements(bytes, PATH)) {
      if (scanned.type === 'envelope') continue;
      if (scanned.type !== 'value') {
        for (const exchange of window.end()) yield { type: 'exchange', exchange };
        yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
        continue;
      }
      const at = index++;
      const entry = parseBytes(scanned.bytes);
      const skip = (reason: string): RawRecord => ({
        type: 'skip',
        skip: { reason, offset: scanned.offset, index: at },
      });
      if (entry === undefined) yield skip('not valid JSON');
      else if (!isObject(entry)) yield skip('not an entry');
      else {
        const start = startOf(entry);
        const exchange = exchangeOf(entry, start, at, scanned.offset);
        if (exchange) {
          remarks.see(exchange.startUs, start?.zone ?? true);
          for (const ready of window.take(waitingOf(exchange, entry))) yield { type: 'exchange', exchange: ready };
        } else yield skip('an entry without a method or an http address');
      }
    }
    for (const exchange of window.end()) yield { type: 'exchange', exchange };
    if (window.exportTimeOnly)
      yield remark('All entries carry the same time, that of the export: links rest on keys and values alone.');
    yield* remarks.all();
  },
});

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

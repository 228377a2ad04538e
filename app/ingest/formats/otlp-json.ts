import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { readValues, type Scanned } from '../json-stream.ts';
import { isObject, parseBytes } from '../lossless.ts';
import { exchangeOf } from '../otlp/server-span.ts';
import { type Span, spansOf } from '../otlp/span.ts';
import { TraceWindow } from '../otlp/trace-window.ts';
import { outlineOf } from '../outline.ts';

/** OpenTelemetry traces as OTLP JSON, one export request after another: spans of servers become exchanges. */
export const format = defineFormat({
  id: 'otlp-json',
  title: 'OpenTelemetry traces (OTLP JSON)',
  kind: 'http',

  sniff(head) {
    const outline = outlineOf(head);
    const name = outline?.names.find((member) => member === 'resourceSpans' || member === 'batches');
    if (!name || !/"(?:scopeSpans|instrumentationLibrarySpans)"/.test(outline?.raw(name) ?? '')) return null;
    return { title: 'OpenTelemetry traces (OTLP JSON)', why: `the first record has ${name} with scopeSpans` };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const reader = new Reader();
    for await (const scanned of readValues(bytes)) yield* reader.take(scanned);
    yield* reader.end();
  },
});

class Reader {
  readonly #window = new TraceWindow();
  #records = 0;
  #requests = 0;
  #statements = 0;

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') {
      yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
      return;
    }
    const index = this.#records++;
    const request = scanned.type === 'value' ? parseBytes(scanned.bytes) : undefined;
    if (!isObject(request)) {
      const reason = scanned.type === 'broken' ? scanned.reason : 'not valid JSON';
      yield { type: 'skip', skip: { reason, offset: scanned.offset, index } };
      return;
    }
    for (const span of spansOf(request)) yield* this.#span(span, scanned.offset);
  }

  *end(): Generator<RawRecord> {
    for (const exchange of this.#window.end()) yield { type: 'exchange', exchange };
    if (this.#requests === 0) yield { type: 'remark', text: 'None of its spans is a request that a server answered.' };
    if (this.#statements > 0)
      yield { type: 'remark', text: `Spans of statements, by which a comment names its request: ${this.#statements}.` };
  }

  *#span(span: Span, offset: number): Generator<RawRecord> {
    this.#window.see(span);
    if (span.isDatabase) this.#statements++;
    const exchange = span.isServer ? exchangeOf(span, this.#requests, offset) : null;
    if (!exchange) return;
    this.#requests++;
    for (const ready of this.#window.take(span, exchange)) yield { type: 'exchange', exchange: ready };
  }
}

import type { RequestKey } from '../../../shared/records.ts';
import type { RawExchange } from '../format.ts';
import type { Span } from './span.ts';
import { writeWindow } from './write-window.ts';

interface Waiting {
  readonly span: Span;
  readonly exchange: RawExchange;
}

interface Trace {
  /** Who called each span. */
  readonly parents: Map<string, string | null>;
  readonly servers: Set<string>;
  readonly statements: Span[];
}

/** Spans of one trace are exported over several seconds, in no order. */
const MOST_WAITING = 2_000;
const MOST_TRACES = 20_000;
const MOST_STATEMENTS = 200;
const DEEPEST = 100;

/**
 * Holds requests back until the spans of their statements have come: a statement's comment names its own span
 * (sqlcommenter), and the chain of callers leads from there to the request.
 */
export class TraceWindow {
  readonly #waiting: Waiting[] = [];
  readonly #traces = new Map<string, Trace>();

  see(span: Span): void {
    const trace = this.#traceOf(span.trace);
    trace.parents.set(span.id, span.parent);
    if (span.isServer) trace.servers.add(span.id);
    if (span.isDatabase && trace.statements.length < MOST_STATEMENTS) trace.statements.push(span);
  }

  *take(span: Span, exchange: RawExchange): Generator<RawExchange> {
    this.#waiting.push({ span, exchange });
    while (this.#waiting.length > MOST_WAITING) yield this.#release();
  }

  *end(): Generator<RawExchange> {
    while (this.#waiting.length > 0) yield this.#release();
  }

  #release(): RawExchange {
    const { span, exchange } = this.#waiting.shift() as Waiting;
    const trace = this.#traceOf(span.trace);
    const statements = trace.statements.filter(({ id }) => servedBy(trace, id) === span.id);
    const ids = [span.id, ...(span.parent === null ? [] : [span.parent]), ...statements.map(({ id }) => id)];
    return {
      ...exchange,
      ...writeWindow(exchange, statements),
      spans: [...ids.map((id) => spanKey(span.trace, id)), { kind: 'trace', value: span.trace }],
    };
  }

  #traceOf(id: string): Trace {
    const trace = this.#traces.get(id) ?? { parents: new Map(), servers: new Set(), statements: [] };
    this.#traces.set(id, trace);
    if (this.#traces.size > MOST_TRACES) this.#traces.delete(this.#traces.keys().next().value as string);
    return trace;
  }
}

const spanKey = (trace: string, span: string): RequestKey => ({ kind: 'span', value: `${trace}-${span}` });

/** The nearest server span above; null where a caller is not known. */
function servedBy({ parents, servers }: Trace, span: string): string | null {
  let above = parents.get(span) ?? null;
  for (let steps = 0; above !== null && steps < DEEPEST; steps++) {
    if (servers.has(above)) return above;
    above = parents.get(above) ?? null;
  }
  return null;
}

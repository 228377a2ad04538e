import type { Body, Micros } from '../../../shared/records.ts';
import type { Bytes, RawExchange, RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import { readValues, type Scanned } from '../json-stream.ts';
import { isObject, parseBytes } from '../lossless.ts';
import { LogLine } from './log-line.ts';
import { targetOf } from './target.ts';

/** What a line says in the words of its server. */
export interface Logged {
  readonly method: string | null;
  /** Path and query, or a whole address. */
  readonly asked: string | null;
  readonly scheme: string | null;
  readonly host: string | null;
  readonly status: number | null;
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
  /** Why it did not get to the service, or may not have; null where it did. */
  readonly stopped: Pick<RawExchange, 'reached' | 'reachedWhy'> | null;
  readonly requestSize: number | null;
  readonly responseSize: number | null;
  readonly headers: readonly (readonly [name: string, value: string | null])[];
}

/** Reads an access log of one JSON object a line. Bodies are never in one. */
export async function* readAccessLog(bytes: Bytes, understand: (line: LogLine) => Logged): AsyncGenerator<RawRecord> {
  const reader = new LogReader(understand);
  for await (const scanned of readValues(bytes)) yield reader.take(scanned);
  yield* reader.remarks();
}

class LogReader {
  readonly #understand: (line: LogLine) => Logged;
  #index = 0;
  #hostless = 0;
  #untimed = 0;

  constructor(understand: (line: LogLine) => Logged) {
    this.#understand = understand;
  }

  take(scanned: Scanned): RawRecord {
    if (scanned.type === 'cut') return { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    const index = this.#index++;
    const { offset } = scanned;
    const line = scanned.type === 'value' ? parseBytes(scanned.bytes) : undefined;
    const found = isObject(line) ? this.#exchange(new LogLine(line), index, offset) : 'not a line of the log';
    if (typeof found !== 'string') return { type: 'exchange', exchange: found };
    return { type: 'skip', skip: { reason: found, offset, index } };
  }

  *remarks(): Generator<RawRecord> {
    if (this.#untimed > 0) yield remark(`Requests without a time: ${this.#untimed}.`);
    if (this.#hostless > 0)
      yield remark(
        `Requests without a host: ${this.#hostless}. Log scheme and host, so that endpoints have an address.`,
      );
  }

  #exchange(line: LogLine, index: number, byteOffset: number): RawExchange | string {
    const logged = this.#understand(line);
    const { method, asked, status, startUs, endUs } = logged;
    const target = asked === null ? null : targetOf(logged.scheme ?? 'http', logged.host, asked);
    if (method === null || !target) return 'a line without a method or a path';
    if (logged.host === null) this.#hostless++;
    if (startUs === null) this.#untimed++;
    return {
      index,
      byteOffset,
      method: method.toUpperCase(),
      ...target,
      startUs,
      endUs,
      serverFromUs: startUs,
      serverToUs: endUs,
      status,
      failure: null,
      ...(logged.stopped ?? {
        reached: 'yes',
        reachedWhy: `the server logged it, and answered ${status ?? 'nothing'}`,
      }),
      request: { headers: headersOf(logged), body: requestBody(method, logged.requestSize) },
      response: { headers: [], body: responseBody(method, status, logged.responseSize) },
    };
  }
}

const remark = (text: string): RawRecord => ({ type: 'remark', text });

const headersOf = ({ headers }: Logged): (readonly [string, string])[] =>
  headers.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));

const missing = (size: number | null): Body => ({ mime: '', text: null, size, state: 'missing' });
const requestBody = (method: string, size: number | null): Body | null =>
  size === 0 || (size === null && !/^(?:POST|PUT|PATCH)$/i.test(method)) ? null : missing(size);
const responseBody = (method: string, status: number | null, size: number | null): Body | null =>
  size === 0 || /^HEAD$/i.test(method) || status === 204 || status === 304 ? null : missing(size);

const SECOND = 1_000_000;

/** An interval that a stamp written as text stands for, in microseconds: whole seconds last one. */
export function momentOf(text: string | null): { readonly fromUs: Micros; readonly toUs: Micros } | null {
  const instant = text === null ? null : parseInstant(text);
  if (!instant) return null;
  const isWhole = !/:\d{2}[.,]\d/.test(text ?? '');
  return { fromUs: instant.us, toUs: instant.us + (isWhole ? SECOND : 0) };
}

/** A week. */
const LONGEST_US = 7 * 24 * 3600 * SECOND;

/** How long it took, in microseconds; of absurd numbers no more than a week. */
export const tookUs = (count: number | null, unitUs: number): Micros =>
  Math.min(LONGEST_US, Math.max(0, Math.round((count ?? 0) * unitUs)));

/** The status as a server logs it; 0 stands for none. */
export const statusOf = (status: number | null): number | null => (status !== null && status >= 100 ? status : null);

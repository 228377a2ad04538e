import type { AttributableExchange } from './model.ts';
import type { Interval } from './run.ts';

/** Connections that browsers open to one origin (HTTP/1.1); further requests wait for one. */
const CONNECTIONS = 6;
/** No request is believed to have waited longer. */
const LONGEST_US = 10_000_000;
/** From this share of an origin's requests on, a wait before sending shows that its recorder tells of waits. */
const TOLD = 0.2;

/**
 * When some request that its recorder calls over may still have waited. Some recorders leave out how long a request
 * waited for a connection, so that it ends before the server has seen it. Where one origin has more requests open than
 * a browser has connections, the later ones may have waited for the earlier. Sorted, without overlaps.
 */
export function findWaits(exchanges: readonly AttributableExchange[]): Interval[] {
  const byOrigin = Map.groupBy(exchanges, originOf);
  const spans = [...byOrigin.values()].flatMap((own) => (tellsOfWaits(own) ? [] : waitsAt(own)));
  return mergeSpans(spans.sort((a, b) => a.fromUs - b.fromUs));
}

/** `GET http://host /route` → `http://host`. */
const originOf = ({ endpoint }: AttributableExchange): string => endpoint.split(' ')[1] ?? '';

function tellsOfWaits(exchanges: readonly AttributableExchange[]): boolean {
  const told = exchanges.filter(({ startUs, serverFromUs }) => (serverFromUs ?? 0) > (startUs ?? 0));
  return told.length > TOLD * exchanges.length;
}

/** First come, first served: what waits for a connection takes as long as recorded once it has one. */
function waitsAt(exchanges: readonly AttributableExchange[]): Interval[] {
  const free = Array.from({ length: CONNECTIONS }, () => Number.NEGATIVE_INFINITY);
  const spans: Interval[] = [];
  for (const { startUs, endUs } of exchanges) {
    if (startUs === null || endUs === null) continue;
    const first = free.indexOf(Math.min(...free));
    const wait = Math.min(LONGEST_US, Math.max(0, (free[first] ?? startUs) - startUs));
    free[first] = endUs + wait;
    if (wait > 0) spans.push({ fromUs: endUs, toUs: endUs + wait });
  }
  return spans;
}

function mergeSpans(spans: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.fromUs <= last.toUs) merged[merged.length - 1] = { ...last, toUs: Math.max(last.toUs, span.toUs) };
    else merged.push(span);
  }
  return merged;
}

/** Whether a time meets one of the spans, which are sorted and do not overlap. */
export const meetsSpan = (spans: readonly Interval[], at: Interval): boolean =>
  (spans[firstUntil(spans, at)]?.fromUs ?? Number.POSITIVE_INFINITY) < at.toUs;

/** Those that may meet a time within this one. */
export function spansIn(spans: readonly Interval[], at: Interval): Interval[] {
  const from = firstUntil(spans, at);
  let to = from;
  while ((spans[to]?.fromUs ?? Number.POSITIVE_INFINITY) < at.toUs) to++;
  return spans.slice(from, to);
}

/** The place of the first that does not end before a time. */
function firstUntil(spans: readonly Interval[], { fromUs }: Interval): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.toUs ?? 0) < fromUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

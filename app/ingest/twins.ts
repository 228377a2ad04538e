import type { RequestKey } from '../../shared/records.ts';

/** As much of an exchange as tells whether another recording has it, too. */
export interface Recorded {
  readonly id: number;
  readonly captureId: number;
  /** The capture's. */
  readonly format: string;
  readonly method: string;
  readonly path: string;
  readonly keys: readonly RequestKey[];
  /** Beginning, end, target and outcome; null where they are not told finely enough. */
  readonly moment: string | null;
}

/** One request that several captures recorded: the first counts, and is known by the keys of all. */
export interface TwinGroup {
  readonly counts: number;
  readonly others: readonly number[];
  readonly keys: readonly RequestKey[];
}

/** What holds most of a request comes first: bodies and headers, then a trace, then a line of a log. */
const RICHEST = ['har', 'playwright-trace', 'otlp-json', 'nginx-json', 'envoy-json'];

/**
 * Finds requests that several captures of one run recorded: same method and path, and a span or request id in common,
 * or, in recordings of a browser that overlap, the same beginning and end.
 * Where ids repeat, the first goes with the first and so on, but only where both captures have as many. A trace may
 * hold many requests, so it alone is not enough.
 */
export function findTwins(exchanges: readonly Recorded[]): TwinGroup[] {
  const sorted = exchanges.toSorted((a, b) => RICHEST.indexOf(a.format) - RICHEST.indexOf(b.format) || a.id - b.id);
  const groups = new Map<Recorded, Recorded[]>(sorted.map((exchange) => [exchange, [exchange]]));
  for (const alike of byName(sorted).values()) {
    const [first = [], ...others] = Map.groupBy(alike, ({ captureId }) => captureId).values();
    for (const other of others) {
      if (other.length !== first.length) continue;
      for (const [at, exchange] of first.entries()) unite(groups, exchange, other[at]);
    }
  }
  return [...new Set(groups.values())].filter((group) => group.length > 1).map(toTwins);
}

/** Exchanges by each name they may share. */
function byName(exchanges: readonly Recorded[]): Map<string, Recorded[]> {
  const named = new Map<string, Recorded[]>();
  for (const exchange of exchanges) {
    for (const label of labelsOf(exchange)) {
      const name = `${label} ${exchange.method} ${exchange.path}`;
      const others = named.get(name);
      if (others) others.push(exchange);
      else named.set(name, [exchange]);
    }
  }
  return named;
}

const labelsOf = ({ keys, moment }: Recorded): string[] => [
  ...keys.filter(({ kind }) => kind !== 'trace').map(({ kind, value }) => `${kind} ${value}`),
  ...(moment === null ? [] : [`moment ${moment}`]),
];

/** Two of one capture are two requests, whatever a third says. */
function unite(groups: Map<Recorded, Recorded[]>, a: Recorded, b: Recorded | undefined): void {
  const [one, two] = [groups.get(a), b && groups.get(b)];
  if (!one || !two || one === two) return;
  const captures = new Set(one.map(({ captureId }) => captureId));
  if (two.some(({ captureId }) => captures.has(captureId))) return;
  one.push(...two);
  for (const exchange of two) groups.set(exchange, one);
}

function toTwins(group: readonly Recorded[]): TwinGroup {
  const sorted = group.toSorted((a, b) => RICHEST.indexOf(a.format) - RICHEST.indexOf(b.format) || a.id - b.id);
  const keys = new Map(sorted.flatMap((one) => one.keys).map((key) => [`${key.kind} ${key.value}`, key]));
  const [counts = 0, ...others] = sorted.map(({ id }) => id);
  return { counts, others, keys: [...keys.values()] };
}

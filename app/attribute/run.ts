import type { Micros } from '../../shared/records.ts';
import { type KnownExchange, knownOf } from './known-exchange.ts';
import type { AttributableExchange, AttributableTransaction } from './model.ts';
import { addSentNames, type Shapes, shapeRows } from './shapes.ts';
import { rowTexts } from './value-index.ts';

/** Transactions that share one cause: usually one; more where the log itself shows that they follow each other. */
export interface Chain {
  /** Positions in {@link Run.transactions}, earliest first. */
  readonly members: readonly number[];
  /** Tables, operations and moved columns of all members: what habits are learnt over. */
  readonly signature: string;
  /** When the first member was stamped, on the exchanges' clock; null where the log has no time. */
  readonly at: Interval | null;
}

/** Stamps that are less exact than this hardly tell what was near. */
const WIDE_US = 100_000;

/** Whether the stamp tells the moment only to 100 ms or worse. */
export const isWide = ({ at }: Chain): boolean => at !== null && at.toUs - at.fromUs >= WIDE_US;

/** A stretch of time, from inclusive to exclusive. */
export interface Interval {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** Both sides in one fixed order, so that the order of the input cannot change an answer. */
export interface Run {
  readonly exchanges: readonly KnownExchange[];
  readonly transactions: readonly AttributableTransaction[];
  /** Names of the properties that requests send ({@link addSentNames}). */
  readonly sent: ReadonlySet<string>;
  readonly shapes: Shapes;
}

const byTime = (a: number | null | undefined, b: number | null | undefined) =>
  (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || 0;

/** Takes each exchange once, so that they may be made as they are asked for. */
export function orderRun(
  exchanges: Iterable<AttributableExchange>,
  transactions: readonly AttributableTransaction[],
): Run {
  const texts = rowTexts(transactions);
  const endpoints = new Map<string, string>();
  const known: KnownExchange[] = [];
  const sent = new Set<string>();
  for (const exchange of exchanges) {
    known.push({ ...knownOf(exchange, texts), endpoint: once(endpoints, exchange.endpoint) });
    addSentNames(exchange, sent);
  }
  known.sort((a, b) => byTime(a.startUs, b.startUs) || a.id - b.id);
  return reorder({ exchanges: known, transactions, sent });
}

/** Equal texts as one: a large run has millions of the same. */
export function once(known: Map<string, string>, text: string): string {
  const first = known.get(text);
  if (first !== undefined) return first;
  known.set(text, text);
  return text;
}

/** The run with its transactions in the order of their times. */
export function reorder({ exchanges, transactions, sent }: Omit<Run, 'shapes'>): Run {
  const inOrder = [...transactions].sort((a, b) => byTime(a.time?.us, b.time?.us) || a.id - b.id);
  return { exchanges, transactions: inOrder, sent, shapes: shapeRows(inOrder, sent) };
}

/** `insert public.page_hits`, `insert public.log[action create]`, `update public.users(last_access)`: one part per kind of change. */
export function signatureOf({ transactions, shapes }: Run, position: number): string[] {
  const parts = (transactions[position]?.changes ?? []).map(({ op, table, changed }, change) => {
    const columns = op === 'update' && changed !== null ? `(${[...changed].sort().join(',')})` : '';
    const shape = shapes[position]?.[change] ?? '';
    return `${op} ${table}${columns}${shape === '' ? '' : `[${shape}]`}`;
  });
  return [...new Set(parts)].sort();
}

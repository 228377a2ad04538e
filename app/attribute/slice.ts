import type { BusyPeriod } from './busy-periods.ts';
import { holdersOfRare, type Moments, reachOf } from './candidates.ts';
import { keyOf } from './case.ts';
import type { Join, Reference } from './chains.ts';
import { loadKey } from './frame.ts';
import type { Held } from './holders.ts';
import { type KeyAnswer, SILENT } from './keys.ts';
import type { KnownExchange } from './known-exchange.ts';
import type { Learnt } from './learn.ts';
import type { Matter } from './matter.ts';
import type { AttributableTransaction, Corrections } from './model.ts';
import { Places } from './places.ts';
import { spansIn } from './queue.ts';
import type { Chain, Interval } from './run.ts';

/**
 * All of a run that one busy period is judged by, beside what all periods share: plain data, so that it can be handed to
 * another thread. Positions are those of the slice.
 */
export interface Slice extends BusyPeriod {
  readonly exchanges: readonly KnownExchange[];
  readonly kindOf: readonly number[];
  /** Exchanges that are here for their keys or values alone have none. */
  readonly moments: Moments;
  readonly transactions: readonly AttributableTransaction[];
  readonly chains: readonly Chain[];
  /** Per transaction. */
  readonly answers: readonly KeyAnswer[];
  readonly corrections: Corrections;
  readonly values: readonly HeldValue[];
  readonly joins: ReadonlyMap<number, readonly Join[]>;
  readonly references: ReadonlyMap<number, readonly Reference[]>;
  /** What was learnt from exchanges of the slice: {@link Habits.loads}. */
  readonly loads: readonly Load[];
  readonly waits: readonly Interval[];
}

/** A value of a row that some exchange of the run holds. */
interface HeldValue extends Held {
  readonly value: string;
  /** The first chain of the run that holds it; −1 where that is not here. */
  readonly firstIn: number;
}

interface Load {
  readonly exchange: number;
  readonly signature: number;
  readonly load: number;
}

/** Cuts a period out of its run. */
export function cutSlice(matter: Matter, learnt: Learnt, { own, beside }: BusyPeriod): Slice {
  const { run, index, moments } = matter;
  const chains = new Places([...own, ...beside].sort((a, b) => a - b));
  const given = chains.pick(matter.chains);
  const transactions = new Places(given.flatMap(({ members }) => members).sort((a, b) => a - b));
  const exchanges = exchangesOf(matter, given);
  const keys = new Map(given.map((chain) => [chain.members[0], keyOf(chain, matter.answers)]));
  return {
    own: chains.of(own),
    beside: chains.of(beside),
    exchanges: exchanges.pick(run.exchanges),
    kindOf: exchanges.pick(index.kindOf),
    moments: momentsIn(moments, exchanges, reachOf(moments, given)),
    transactions: transactions.pick(run.transactions),
    chains: given.map((chain) => ({ ...chain, members: transactions.of(chain.members) })),
    answers: transactions.positions.map((position) => answerIn(keys.get(position) ?? SILENT, exchanges)),
    corrections: correctionsFor(matter, transactions),
    values: valuesIn(matter, chains, transactions, exchanges),
    joins: partsOf(matter.joins, transactions),
    references: partsOf(matter.references, transactions),
    loads: loadsIn(matter, learnt, given, exchanges),
    waits: waitsIn(learnt, given),
  };
}

/** Those that may be candidates by their time, and those that keys or rare values name. */
function exchangesOf(matter: Matter, chains: readonly Chain[]): Places {
  const { run, index, answers, moments } = matter;
  const { from, to } = reachOf(moments, chains);
  const named = new Set<number>();
  for (const chain of chains) {
    for (const exchange of namedBy(keyOf(chain, answers))) named.add(exchange);
    for (const exchange of holdersOfRare(run, chain, index)) named.add(exchange);
  }
  const others = [...named].filter((exchange) => exchange < from || exchange >= to);
  return new Places([...others, ...rangeOf(from, to)].sort((a, b) => a - b));
}

const rangeOf = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

function namedBy(key: KeyAnswer): Iterable<number> {
  if (key.type === 'decided') return [key.exchange];
  return key.type === 'narrowed' ? key.exchanges : [];
}

/** Named exchanges before the reach are over before anything is judged, and those after it never begin. */
function momentsIn({ first, last }: Moments, exchanges: Places, { from, to }: { from: number; to: number }): Moments {
  const never = (position: number) => (position < from ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  const isIn = (position: number) => position >= from && position < to;
  return {
    first: Float64Array.from(exchanges.positions, (at) => (isIn(at) ? (first[at] as number) : never(at))),
    last: Float64Array.from(exchanges.positions, (at) => (isIn(at) ? (last[at] as number) : Number.NEGATIVE_INFINITY)),
  };
}

function answerIn(answer: KeyAnswer, exchanges: Places): KeyAnswer {
  if (answer.type === 'decided') return { ...answer, exchange: exchanges.at(answer.exchange) };
  if (answer.type === 'narrowed' || answer.type === 'foreign')
    return { ...answer, exchanges: new Set(exchanges.of(answer.exchanges)) };
  return answer;
}

function correctionsFor({ run, corrections }: Matter, transactions: Places): Corrections {
  const { rejected, background } = corrections;
  if (rejected.size === 0 && background.size === 0) return corrections;
  const ids = transactions.pick(run.transactions).map(({ id }) => id);
  return {
    rejected: new Map(ids.flatMap((id) => (rejected.has(id) ? [[id, rejected.get(id) ?? new Set()] as const] : []))),
    background: new Set(ids.filter((id) => background.has(id))),
  };
}

function valuesIn(
  { run, index, survey }: Matter,
  chains: Places,
  transactions: Places,
  exchanges: Places,
): HeldValue[] {
  const values = new Set(transactions.pick(run.transactions).flatMap((each) => each.values.map(({ value }) => value)));
  return [...values].flatMap((value) => {
    const holders = index.holders.get(value);
    return holders ? [{ value, firstIn: chains.at(survey.firstIn.get(holders) ?? -1), ...holders.cut(exchanges) }] : [];
  });
}

/** Both ends of a join are of one chain; those of a reference may be of different periods. */
function partsOf<T extends Reference>(all: ReadonlyMap<number, readonly T[]>, transactions: Places): Map<number, T[]> {
  const parts = new Map<number, T[]>();
  for (const [place, position] of transactions.positions.entries()) {
    const own = (all.get(position) ?? []).filter(({ earlier }) => transactions.at(earlier) >= 0);
    if (own.length > 0)
      parts.set(
        place,
        own.map((one) => placed(one, transactions)),
      );
  }
  return parts;
}

const placed = <T extends Reference>(one: T, transactions: Places): T => ({
  ...one,
  earlier: transactions.at(one.earlier),
  later: transactions.at(one.later),
});

function loadsIn(
  { signatures }: Matter,
  { frame, habits }: Learnt,
  chains: readonly Chain[],
  exchanges: Places,
): Load[] {
  const found: Load[] = [];
  const own = [...new Set(chains.map(({ signature }) => signatures.get(signature) ?? 0))];
  for (const [exchange, position] of exchanges.positions.entries()) {
    for (const signature of own) {
      const load = habits.loads.get(loadKey(frame, position, signature));
      if (load !== undefined) found.push({ exchange, signature, load });
    }
  }
  return found;
}

function waitsIn({ frame }: Learnt, chains: readonly Chain[]): Interval[] {
  let [fromUs, toUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of chains) {
    fromUs = Math.min(fromUs, at?.fromUs ?? fromUs);
    toUs = Math.max(toUs, at?.toUs ?? toUs);
  }
  return spansIn(frame.waits, { fromUs, toUs });
}

import type { Run } from './run.ts';

/** A transaction that wrote a row's key. */
export interface Write {
  readonly column: string;
  readonly transaction: number;
}

/** A transaction that holds a value as something new, which may be the key of a row. */
export interface Naming {
  readonly transaction: number;
  readonly value: string;
}

/** Longest time from an insert to a row that names it as part of the same work. */
const NEAR_US = 2_000_000;
/** Where the log has no time: how many transactions back. */
const NEAR_STEPS = 50;

/**
 * The writes of each key, and which of them came shortly before one that names it. A key may be written all through a
 * long run, so that only those near are looked at.
 */
export class Writes {
  readonly #run: Run;
  /** In the order of the run. */
  readonly #byKey: ReadonlyMap<string, readonly Write[]>;
  /** Per transaction: the latest stamp up to it, and the least id from it on. */
  readonly #latest: Float64Array;
  readonly #least: Float64Array;

  constructor(run: Run, byKey: ReadonlyMap<string, readonly Write[]>) {
    this.#run = run;
    this.#byKey = byKey;
    this.#latest = latestUpTo(run);
    this.#least = leastFrom(run);
  }

  /** Whether the transaction that names a key wrote it itself. */
  isOwn({ transaction, value }: Naming): boolean {
    const writes = this.#byKey.get(value) ?? [];
    return writes[firstAfter(writes, transaction - 1)]?.transaction === transaction;
  }

  /** The writes of the key that were near enough to have the cause of what names it, in the order of the run. */
  fresh(naming: Naming): Write[] {
    const writes = this.#byKey.get(naming.value);
    if (!writes) return [];
    const found: Write[] = [];
    const next = firstAfter(writes, naming.transaction);
    for (let i = this.#firstNear(writes, next, naming); i < writes.length; i++) {
      const write = writes[i] as Write;
      if (i >= next && (this.#least[write.transaction] as number) > this.#idOf(naming.transaction)) break;
      if (this.#isFresh(write, naming)) found.push(write);
    }
    return found;
  }

  /** Before this one none can be near. */
  #firstNear(writes: readonly Write[], next: number, { transaction }: Naming): number {
    const namedUs = this.#run.transactions[transaction]?.time?.us ?? Number.POSITIVE_INFINITY;
    let first = next;
    for (; first > 0; first--) {
      const before = (writes[first - 1] as Write).transaction;
      const isFar = namedUs - (this.#latest[before] as number) > NEAR_US || namedUs === Number.POSITIVE_INFINITY;
      if (isFar && transaction - before > NEAR_STEPS) break;
    }
    return first;
  }

  #isFresh({ transaction }: Write, naming: Naming): boolean {
    const inserted = this.#run.transactions[transaction]?.time;
    const named = this.#run.transactions[naming.transaction]?.time;
    // Where stamps scatter, the order of the log may still be right.
    const isLogged = this.#idOf(transaction) <= this.#idOf(naming.transaction);
    if (transaction > naming.transaction && !isLogged) return false;
    return inserted && named ? named.us - inserted.us <= NEAR_US : naming.transaction - transaction <= NEAR_STEPS;
  }

  #idOf(transaction: number): number {
    return this.#run.transactions[transaction]?.id ?? 0;
  }
}

/** The place of the first write after a transaction. */
function firstAfter(writes: readonly Write[], transaction: number): number {
  let [low, high] = [0, writes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((writes[middle] as Write).transaction <= transaction) low = middle + 1;
    else high = middle;
  }
  return low;
}

function latestUpTo({ transactions }: Run): Float64Array {
  const latest = new Float64Array(transactions.length);
  let us = Number.NEGATIVE_INFINITY;
  for (const [position, { time }] of transactions.entries()) {
    us = Math.max(us, time?.us ?? us);
    latest[position] = us;
  }
  return latest;
}

function leastFrom({ transactions }: Run): Float64Array {
  const least = new Float64Array(transactions.length);
  let id = Number.POSITIVE_INFINITY;
  for (let position = transactions.length - 1; position >= 0; position--) {
    id = Math.min(id, transactions[position]?.id ?? id);
    least[position] = id;
  }
  return least;
}

import type { Change, Stamp } from '../../../shared/records.ts';
import type { RawRecord } from '../format.ts';
import type { Leavings, RawContext } from './leavings.ts';

/** A piece of a transaction. */
export interface Member {
  /** What all pieces of one transaction share; null for a piece that is one of its own. */
  readonly transaction: string | null;
  readonly byteOffset: number;
  readonly time: Stamp | null;
  readonly context: readonly RawContext[];
  readonly changes: readonly Change[];
}

interface Open {
  readonly sourceId: string;
  readonly byteOffset: number;
  time: Stamp | null;
  readonly context: RawContext[];
  readonly changes: Change[];
  isWhole: boolean;
}

/** Held at most: beyond it the oldest transaction is taken for whole. */
const MOST_CHANGES = 20_000;
const MOST_OPEN = 5_000;
const MOST_CONTEXT = 100;

/**
 * Puts transactions together whose pieces do not stand side by side, as in Kafka topics dumped one after another.
 * Gives them in the order of their first pieces.
 */
export class Assembler {
  readonly #leavings: Leavings;
  readonly #open = new Map<string, Open>();
  #held = 0;

  constructor(leavings: Leavings) {
    this.#leavings = leavings;
  }

  *add(member: Member): Generator<RawRecord> {
    const name = member.transaction ?? `@${member.byteOffset}`;
    const open = this.#open.get(name) ?? this.#begin(member, name);
    open.time = member.time ?? open.time;
    remember(open, member.context);
    open.changes.push(...member.changes);
    open.isWhole = member.transaction === null;
    this.#held += member.changes.length;
    yield* this.#giveWhole();
    while (this.#held > MOST_CHANGES || this.#open.size > MOST_OPEN) yield* this.#giveOldest();
  }

  /** All pieces of this transaction were there. */
  *close(transaction: string): Generator<RawRecord> {
    const open = this.#open.get(transaction);
    if (open) open.isWhole = true;
    yield* this.#giveWhole();
  }

  *end(): Generator<RawRecord> {
    while (this.#open.size > 0) yield* this.#giveOldest();
  }

  #begin({ byteOffset, time }: Member, name: string): Open {
    const open: Open = { sourceId: name, byteOffset, time, context: [], changes: [], isWhole: false };
    this.#open.set(name, open);
    return open;
  }

  /** What is whole waits for what began before it: rows are followed in the log's order. */
  *#giveWhole(): Generator<RawRecord> {
    for (const open of this.#open.values()) {
      if (!open.isWhole) return;
      yield* this.#giveOldest();
    }
  }

  *#giveOldest(): Generator<RawRecord> {
    const [oldest] = this.#open.values();
    if (!oldest) return;
    this.#open.delete(oldest.sourceId);
    this.#held -= oldest.changes.length;
    const { sourceId, byteOffset, time, context, changes } = oldest;
    const finished = this.#leavings.finish({ sourceId, byteOffset, time, context, changes }, null);
    if (finished) yield finished;
  }
}

/** Adds what is new: a statement's comment comes with each of its rows, a request's with each of its statements. */
export function remember(open: { readonly context: RawContext[] }, context: readonly RawContext[]): void {
  for (const each of context)
    if (open.context.length < MOST_CONTEXT && !open.context.some((other) => isSame(other, each)))
      open.context.push(each);
}

const isSame = (one: RawContext, other: RawContext): boolean => one.prefix === other.prefix && one.text === other.text;

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
}

/** Held at most: beyond it the oldest transaction is taken for whole. */
const MOST_CHANGES = 20_000;
const MOST_OPEN = 5_000;

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
    if (member.transaction === null) return yield* this.#finish(opened(member, `@${member.byteOffset}`));
    const open = this.#open.get(member.transaction) ?? this.#begin(member, member.transaction);
    open.time = member.time ?? open.time;
    open.context.push(...member.context.filter((context) => !open.context.some((other) => isSame(other, context))));
    open.changes.push(...member.changes);
    this.#held += member.changes.length;
    while (this.#held > MOST_CHANGES || this.#open.size > MOST_OPEN) yield* this.#closeOldest();
  }

  /** All pieces of this transaction were there. */
  *close(transaction: string): Generator<RawRecord> {
    const open = this.#open.get(transaction);
    if (!open) return;
    this.#open.delete(transaction);
    this.#held -= open.changes.length;
    yield* this.#finish(open);
  }

  *end(): Generator<RawRecord> {
    while (this.#open.size > 0) yield* this.#closeOldest();
  }

  #begin(member: Member, transaction: string): Open {
    const open = { ...opened(member, transaction), context: [], changes: [] };
    this.#open.set(transaction, open);
    return open;
  }

  *#closeOldest(): Generator<RawRecord> {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) yield* this.close(oldest);
  }

  *#finish({ sourceId, byteOffset, time, context, changes }: Open): Generator<RawRecord> {
    const finished = this.#leavings.finish({ sourceId, byteOffset, time, context, changes }, null);
    if (finished) yield finished;
  }
}

const opened = ({ byteOffset, time, context, changes }: Member, sourceId: string): Open => ({
  sourceId,
  byteOffset,
  time,
  context: [...context],
  changes: [...changes],
});

/** The statement's comment comes with each of its rows. */
const isSame = (one: RawContext, other: RawContext): boolean => one.prefix === other.prefix && one.text === other.text;

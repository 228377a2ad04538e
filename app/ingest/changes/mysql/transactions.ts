import type { Change } from '../../../../shared/records.ts';
import { remember } from '../assembler.ts';
import type { RawContext } from '../leavings.ts';

/** A transaction as far as the log has been read. */
export interface OpenTransaction {
  readonly byteOffset: number;
  id: string | null;
  /** The commit's microseconds, where a GTID event gives them. */
  committedUs: number | null;
  readonly context: RawContext[];
  readonly changes: Change[];
  isBegun: boolean;
}

/** The transaction that the log tells of, and those that were prepared and wait for their commit. */
export class BinlogTransactions {
  #open: OpenTransaction | null = null;
  /** How many changes stood before each savepoint. */
  readonly #savepoints = new Map<string, number>();
  /** By their XA ids. */
  readonly #prepared = new Map<string, OpenTransaction>();

  get open(): OpenTransaction | null {
    return this.#open;
  }

  /** The open one, or a new one that begins here. */
  opened(byteOffset: number): OpenTransaction {
    this.#open ??= { byteOffset, id: null, committedUs: null, context: [], changes: [], isBegun: false };
    return this.#open;
  }

  /** Ends the open one, which is committed or dropped by whoever takes it. */
  take(): OpenTransaction | null {
    const open = this.#open;
    this.#open = null;
    this.#savepoints.clear();
    return open;
  }

  savepoint(name: string): void {
    this.#savepoints.set(name, this.#open?.changes.length ?? 0);
  }

  rollBackTo(name: string): void {
    this.#open?.changes.splice(this.#savepoints.get(name) ?? 0);
  }

  /** What was prepared counts when and if it is committed: often later, or by another connection. */
  prepare(id: string): void {
    const open = this.take();
    if (open) this.#prepared.set(id, open);
  }

  forgetPrepared(id: string): void {
    this.#prepared.delete(id);
  }

  /** The rows and statements of what was prepared, under the id and time of its commit. */
  resume(id: string, byteOffset: number): void {
    const prepared = this.#prepared.get(id);
    this.#prepared.delete(id);
    if (!prepared) return;
    const open = this.opened(byteOffset);
    remember(open, prepared.context);
    open.changes.push(...prepared.changes);
  }

  /** Transactions of which the log did not tell the outcome. */
  get undecided(): number {
    return this.#prepared.size;
  }
}

import type { Skip } from '../../../shared/records.ts';
import type { RawRecord, RawTransaction } from '../format.ts';

export type RawContext = RawTransaction['context'][number];

/** What was left out on the way, and what to tell of it at the end. */
export class Leavings {
  #index = 0;
  #loose = 0;
  #unstamped = 0;
  #transactions = 0;
  readonly #seen = new Set<string>();

  /** Counts a record that cannot be used. */
  skip(reason: string, offset: number): RawRecord<never> {
    const skip: Skip = { reason, offset, index: this.#index++ };
    return { type: 'skip', skip };
  }

  /** Counts a record that was read. */
  read(): void {
    this.#index++;
  }

  /** Counts a message that belongs to no transaction. */
  looseMessage(): void {
    this.#loose++;
  }

  /**
   * A transaction to hand on; null for one without changes; a skip for one that the server sent again
   * after a reconnect, known by its xid and position in the log.
   */
  finish<C>(transaction: RawTransaction<C>, position: string | null): RawRecord<C> | null {
    if (transaction.changes.length === 0) return null;
    // Joined to a text of its own: one that is added up would keep its parts, and what they are parts of.
    const name = [transaction.sourceId, position ?? transaction.time?.us ?? ''].join(' ');
    if (position !== null && this.#seen.has(name))
      return this.skip('a transaction sent twice by the server', transaction.byteOffset);
    this.#remember(name);
    this.#transactions++;
    if (!transaction.time) this.#unstamped++;
    return { type: 'transaction', transaction };
  }

  *remarks(): Generator<RawRecord> {
    if (this.#unstamped > 0 && this.#unstamped === this.#transactions)
      yield { type: 'remark', text: 'No commit times in this log: links rest on keys and values alone.' };
    if (this.#loose > 0)
      yield { type: 'remark', text: `Logical messages outside any transaction, ignored: ${this.#loose}.` };
  }

  /** Resent transactions follow shortly; a bounded memory is enough. */
  #remember(name: string): void {
    if (this.#seen.size >= 65_536) this.#seen.clear();
    this.#seen.add(name);
  }
}

import type { Stamp } from '../../../../shared/records.ts';
import { stampAt } from '../stamps.ts';

const QUARTER_S = 900;

/**
 * The time of events: whole seconds, in the zone of the machine that printed the log. `SET TIMESTAMP` gives the same
 * second of the epoch and thereby the zone.
 */
export class BinlogClock {
  #localS: number | null = null;
  #offsetS: number | null = null;
  #wasAssumed = false;

  /** `261121`, ` 8:56:26`. */
  header(date: string, time: string): void {
    const [year, month, day] = [date.slice(0, 2), date.slice(2, 4), date.slice(4, 6)].map(Number) as [
      number,
      number,
      number,
    ];
    const [hour, minute, second] = time.split(':').map(Number) as [number, number, number];
    this.#localS = Date.UTC(2000 + year, month - 1, day, hour, minute, second) / 1000;
  }

  /** `SET TIMESTAMP=1795289803`. */
  setting(line: string): void {
    const epoch = /^SET TIMESTAMP=(\d+)/.exec(line)?.[1];
    if (epoch === undefined || this.#localS === null) return;
    this.#offsetS = Math.round((this.#localS - Number(epoch)) / QUARTER_S) * QUARTER_S;
  }

  /** Of the last event. */
  stamp(): Stamp | null {
    if (this.#localS === null) return null;
    this.#wasAssumed ||= this.#offsetS === null;
    return stampAt((this.#localS - (this.#offsetS ?? 0)) * 1_000_000, 1_000_000, 'event');
  }

  /** True where a stamp was made before the zone was known. */
  get isAssumed(): boolean {
    return this.#wasAssumed;
  }
}

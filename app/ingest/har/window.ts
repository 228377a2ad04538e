import type { RawExchange, RawRecord } from '../format.ts';
import type { JsonObject } from '../lossless.ts';
import { objectAt, textAt } from './fields.ts';
import type { WorkerMarks } from './worker-marks.ts';

/** An exchange that waits for what the next entries tell about it. */
export interface Waiting {
  exchange: RawExchange;
  /** `worker` = the service worker's own request; `page` = answered through a worker; `plain` = not known. */
  readonly side: 'worker' | 'page' | 'plain';
  readonly url: string;
}

const PASSED_ON = { reached: 'no', reachedWhy: 'passed on by the service worker, whose own entry counts' } as const;
const NO_TIMES = { startUs: null, endUs: null, serverFromUs: null, serverToUs: null };

const MOST_HELD = 64;

/**
 * Holds exchanges back. Two things show only later: that a service worker repeated a page's request (then the worker's
 * counts), and that all entries carry one and the same time (the export's). What is held costs more than what passes,
 * so none is where neither can be.
 */
export class EntryWindow {
  exportTimeOnly = false;
  /** Set where the writer is known to do so: then one entry is enough. */
  writesExportTime = false;
  readonly #marks: Pick<WorkerMarks, 'found'>;
  readonly #waiting: Waiting[] = [];
  #firstStart: number | null | undefined;
  #sameStart = true;
  #seen = 0;
  #decided = false;
  /** Of those that wait, how many a service worker answered. */
  #pages = 0;

  constructor(marks: Pick<WorkerMarks, 'found'>) {
    this.#marks = marks;
  }

  *take(waiting: Waiting): Generator<RawRecord> {
    if (waiting.side !== 'page') this.#markPage(waiting);
    this.#firstStart ??= waiting.exchange.startUs;
    if (waiting.exchange.startUs !== this.#firstStart) this.#sameStart = false;
    this.#seen++;
    this.#waiting.push(waiting);
    if (waiting.side === 'page') this.#pages++;
    while (this.#waiting.length > this.#mostHeld) yield this.#release();
  }

  *end(): Generator<RawRecord> {
    while (this.#waiting.length > 0) yield this.#release();
  }

  get #mostHeld(): number {
    return this.#decided && !this.#marks.found ? 0 : MOST_HELD;
  }

  #release(): RawRecord {
    if (!this.#decided) {
      this.#decided = true;
      const enough = this.writesExportTime ? 0 : 2;
      this.exportTimeOnly = this.#sameStart && this.#seen > enough && typeof this.#firstStart === 'number';
    }
    const { exchange, side } = this.#waiting.shift() as Waiting;
    if (side === 'page') this.#pages--;
    const isExports = this.exportTimeOnly && exchange.startUs === this.#firstStart;
    return { type: 'exchange', exchange: isExports ? { ...exchange, ...NO_TIMES } : exchange };
  }

  /** Playwright marks the worker's request, Chrome the page's: one mark makes the pair. */
  #markPage(repeat: Waiting): void {
    if (repeat.side === 'plain' && this.#pages === 0) return;
    const page = this.#waiting.findLast(
      ({ side, url, exchange }) =>
        url === repeat.url &&
        exchange.method === repeat.exchange.method &&
        (side === 'page' || (side === 'plain' && repeat.side === 'worker')) &&
        encloses(exchange, repeat.exchange),
    );
    if (page) page.exchange = { ...page.exchange, ...PASSED_ON };
  }
}

function encloses(page: RawExchange, worker: RawExchange): boolean {
  if (page.startUs === null || page.endUs === null || worker.startUs === null) return true;
  // Clocks of the two recordings agree to a millisecond or two.
  return worker.startUs >= page.startUs - 2_000 && worker.startUs <= page.endUs + 2_000;
}

export function waitingOf(exchange: RawExchange, entry: JsonObject): Waiting {
  const response = objectAt(entry, 'response');
  const isPages = response._fetchedViaServiceWorker === true || response.fromServiceWorker === true;
  const isWorkers = textAt(entry, '_serviceWorkerRef') !== null;
  return {
    exchange,
    side: isWorkers ? 'worker' : isPages ? 'page' : 'plain',
    url: textAt(objectAt(entry, 'request'), 'url') ?? '',
  };
}

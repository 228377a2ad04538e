import type { AttributableExchange } from './model.ts';
import type { Interval } from './run.ts';
import { densityIn, edgesOf, isCloseTo, PHASES, RECEIVING } from './time-evidence.ts';

/** Edges of one course. */
const EDGES = PHASES + 1;
/** The edge at which the response was there. */
const WORKED = RECEIVING + 1;
/** Of an exchange without a time. */
const TIMELESS = -1;

/** Where the phases of exchanges begin and end, worked out for those that are asked for, in one array. */
export class Courses {
  readonly #exchanges: readonly AttributableExchange[];
  /** Per exchange: where its edges begin; 0 = not asked for yet. */
  readonly #from: Int32Array;
  #edges = new Float64Array(64 * EDGES);
  #taken = EDGES;

  constructor(exchanges: readonly AttributableExchange[]) {
    this.#exchanges = exchanges;
    this.#from = new Int32Array(exchanges.length);
  }

  isTimed(exchange: number): boolean {
    return this.#fromOf(exchange) !== TIMELESS;
  }

  /** Whether a stamp lies in or soon after an exchange that has a time. */
  isClose(exchange: number, at: Interval): boolean {
    return isCloseTo(this.#edges, this.#fromOf(exchange), at);
  }

  /** How densely the stamp fills all phases together (1/µs). */
  densityAt(exchange: number, at: Interval): number {
    const from = this.#fromOf(exchange);
    const edges = this.#edges;
    const { fromUs, toUs } = at;
    let sum = 0;
    // A stamp after the server's work meets none of the phases before that.
    const isLate = (edges[from + WORKED] as number) <= fromUs && (edges[from] as number) < toUs;
    for (let phase = isLate ? from + WORKED : from; phase < from + PHASES && (edges[phase] as number) < toUs; phase++)
      sum += densityIn(edges, phase, fromUs, toUs);
    return sum;
  }

  /** Tells of every phase that a stamp meets; one of coarse resolution meets several. */
  eachCell(exchange: number, { fromUs, toUs }: Interval, tell: (phase: number, density: number) => void): void {
    const from = this.#fromOf(exchange);
    for (let phase = 0; phase < PHASES; phase++) {
      const density = densityIn(this.#edges, from + phase, fromUs, toUs);
      if (density > 0) tell(phase, density);
    }
  }

  #fromOf(exchange: number): number {
    const known = this.#from[exchange] as number;
    return known === 0 ? this.#add(exchange) : known;
  }

  #add(position: number): number {
    const exchange = this.#exchanges[position];
    const edges = exchange ? edgesOf(exchange) : null;
    const from = edges ? this.#put(edges) : TIMELESS;
    this.#from[position] = from;
    return from;
  }

  #put(edges: readonly number[]): number {
    if (this.#taken + EDGES > this.#edges.length) {
      const more = new Float64Array(2 * this.#edges.length);
      more.set(this.#edges);
      this.#edges = more;
    }
    const from = this.#taken;
    this.#edges.set(edges, from);
    this.#taken += EDGES;
    return from;
  }
}

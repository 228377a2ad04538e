/** Some positions of a list, ascending, and where each of them stands among the others. */
export class Places {
  readonly positions: readonly number[];
  readonly #places: ReadonlyMap<number, number>;

  constructor(positions: readonly number[]) {
    this.positions = positions;
    this.#places = new Map(positions.map((position, place) => [position, place]));
  }

  /** −1 for a position that is not among them. */
  at(position: number): number {
    return this.#places.get(position) ?? -1;
  }

  /** Leaves out those that are not among them. */
  of(positions: Iterable<number>): number[] {
    const places: number[] = [];
    for (const position of positions) if (this.at(position) >= 0) places.push(this.at(position));
    return places;
  }

  pick<T>(all: readonly T[]): T[] {
    return this.positions.map((position) => all[position] as T);
  }
}

/** The first place in ascending numbers, from one on, that holds so much or more. */
export function firstFrom(numbers: ArrayLike<number>, least: number, from = 0): number {
  let [low, high] = [from, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tells of every number that stands in both of two ascending lists, by its places. */
export function eachCommon(
  some: ArrayLike<number>,
  others: ArrayLike<number>,
  tell: (some: number, others: number) => void,
): void {
  let [i, k] = [0, 0];
  while (i < some.length && k < others.length) {
    const [one, other] = [some[i] as number, others[k] as number];
    if (one < other) i = firstFrom(some, other, i + 1);
    else if (other < one) k = firstFrom(others, one, k + 1);
    else tell(i++, k++);
  }
}

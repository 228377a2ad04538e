import type { Claim } from './answers.ts';

/** Claims of like probability: what was said on average, and how many of them were right. */
export interface Bin {
  readonly said: number;
  readonly right: number;
  readonly claims: number;
}

const BINS = 10;

/** In tenths of the probability said; tenths that nothing was said in are left out. */
export function binsOf(claims: readonly Claim[]): Bin[] {
  const tenths = Map.groupBy(claims, ({ said }) => Math.min(BINS - 1, Math.floor(said * BINS)));
  return [...tenths]
    .sort(([a], [b]) => a - b)
    .map(([, tenth]) => ({
      said: tenth.reduce((sum, { said }) => sum + said, 0) / tenth.length,
      right: tenth.filter(({ isRight }) => isRight).length / tenth.length,
      claims: tenth.length,
    }));
}

/** Where the true share lies with 95 % (Wilson's score interval). */
export function intervalOf({ right, claims }: Bin): readonly [from: number, to: number] {
  const z = 1.96;
  const middle = (right + z ** 2 / (2 * claims)) / (1 + z ** 2 / claims);
  const reach = (z / (1 + z ** 2 / claims)) * Math.sqrt((right * (1 - right)) / claims + z ** 2 / (4 * claims ** 2));
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)];
}

/** A number in [0, 1) that depends on nothing but its arguments: the same in every run of a benchmark. */
export function randomOf(position: number, seed: number): number {
  let bits = Math.imul(position + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/** True for that share of the positions. */
export const isUpTo = (share: number, position: number, seed: number): boolean => randomOf(position, seed) < share;

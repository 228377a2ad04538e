/** Letters to add, take away, change, or swap with their neighbour to get from one word to the other. */
function wordDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped =
        from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
          ? (before[j - 2] ?? Number.POSITIVE_INFINITY) + 1
          : changed;
      next.push(Math.min(changed, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}

/** What was probably meant: the nearest of the words, if it is near at all; by default a third of the letters may differ. */
export function nearestWord(
  word: string,
  words: readonly string[],
  limit = Math.max(1, Math.floor(word.length / 3)),
): string | null {
  const near = words
    .map((other) => ({ other, distance: wordDistance(word.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance > 0 && distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.other ?? null;
}

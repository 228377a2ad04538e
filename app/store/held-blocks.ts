/** A packed block's lines. */
type Lines = readonly string[];

/** Blocks that stay unpacked for who reads on, in characters: some of each block is read at a time. */
export const READ_ON = 4_000_000;
/** For who comes back to all of a run again and again, as rules do. */
export const COME_BACK = 48_000_000;

/** Keeps what `unpack` gives until it is more than so many characters, then begins anew. */
export function holdBlocks(unpack: (first: number) => Lines, characters: number): (first: number) => Lines {
  const held = new Map<number, Lines>();
  let length = 0;
  return (first) => {
    const known = held.get(first);
    if (known) return known;
    if (length >= characters) {
      held.clear();
      length = 0;
    }
    const lines = unpack(first);
    held.set(first, lines);
    length += lines.reduce((sum, line) => sum + line.length, 0);
    return lines;
  };
}

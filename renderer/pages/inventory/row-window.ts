/** Rows drawn beyond each edge. */
const BEYOND = 4;

interface Edges {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** Which lines are drawn, and by which key each goes. */
export interface RowWindow {
  /** The lines to draw, in their order, for the edges of what is in view; with the cursor's, wherever it is. */
  readonly around: (edges: Edges, count: number, cursor: number) => number[];
  /** Lines keep their key while the list scrolls. A jump to others gives these the keys of those that were drawn. */
  readonly keyOf: (line: number) => string;
}

/**
 * Remembers what is in view. Where all lines are others after a jump, the elements of those before it are used again:
 * new ones would have to be made, styled and measured, several times the work of another text in them. Their order in
 * the page stays that of the lines, for readers.
 */
export function createRowWindow(): RowWindow {
  let [from, to, shift] = [0, -1, 0];
  return {
    around(edges, count, cursor) {
      const jumped = edges.startIndex > to || edges.endIndex < from;
      if (jumped) shift += edges.startIndex - from;
      // While jumps follow each other no one sees what is beyond the edges.
      const beyond = jumped && to >= 0 ? 0 : BEYOND;
      from = Math.max(0, edges.startIndex - beyond);
      to = Math.min(count - 1, edges.endIndex + beyond);
      const lines = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
      if (cursor >= 0 && cursor < from) return [cursor, ...lines];
      return cursor > to && cursor < count ? [...lines, cursor] : lines;
    },
    keyOf: (line) => (line < from || line > to ? 'cursor' : String(line - shift)),
  };
}

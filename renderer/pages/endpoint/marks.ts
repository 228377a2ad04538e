import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import type { Cell, Place, ValueMatch } from '../../../shared/records.ts';
import { cellText } from './cell-text.ts';

/** A value that stands on both sides: the same number marks it in the request, the response and the rows. */
export interface Mark {
  readonly number: number;
  readonly value: string;
  readonly matches: readonly ValueMatch[];
}

/** Marks at most: more numbers than that help nobody. */
const MOST = 9;

/** The values that speak for a link, strongest first, as the evidence lists them. */
export function marksOf(link: LinkedTransaction | undefined): Mark[] {
  const byValue = new Map<string, ValueMatch[]>();
  for (const match of link?.evidence.flatMap((evidence) => evidence.matches) ?? []) {
    byValue.set(match.value, [...(byValue.get(match.value) ?? []), match]);
  }
  return [...byValue].slice(0, MOST).map(([value, matches], i) => ({ number: i + 1, value, matches }));
}

/** The mark of a column's value: also where the value stands inside the column's JSON (`data.page`). */
export function markInRow(marks: readonly Mark[], table: string, column: string, cell: Cell | undefined): Mark | null {
  if (cell === undefined) return null;
  const text = cellText(cell);
  const found = marks.find((mark) =>
    mark.matches.some(
      (match) =>
        match.table === table &&
        (match.column === column
          ? match.value === text
          : match.column.startsWith(`${column}.`) && text.includes(match.value)),
    ),
  );
  return found ?? null;
}

/** The mark of a value in the request or response. Fields are paths without positions: `data.id`. */
export function markInCall(marks: readonly Mark[], place: Place, field: string, value: string): Mark | null {
  const isHere = (match: ValueMatch) => match.place === place && match.field === field && match.value === value;
  return marks.find((mark) => mark.matches.some(isHere)) ?? null;
}

/** Marks that have a place of this kind. */
export const marksAt = (marks: readonly Mark[], place: Place): Mark[] =>
  marks.filter((mark) => mark.matches.some((match) => match.place === place));

/** A text in pieces, the marked values apart: `/flows/trigger/` and `70e4…` with its mark. */
export interface Piece {
  readonly text: string;
  readonly mark: Mark | null;
}

/** Cuts a path where marked values stand as whole segments or parts between its signs. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const found = marks
    .map((mark) => ({ mark, at: findValue(text, mark.value) }))
    .filter(({ at }) => at !== null)
    .sort((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0));
  const pieces: Piece[] = [];
  let done = 0;
  for (const { mark, at } of found) {
    if (!at || at.start < done) continue;
    if (at.start > done) pieces.push({ text: text.slice(done, at.start), mark: null });
    pieces.push({ text: text.slice(at.start, at.end), mark });
    done = at.end;
  }
  return done < text.length ? [...pieces, { text: text.slice(done), mark: null }] : pieces;
}

/** As it stands, or percent-encoded as URLs have it. */
function findValue(text: string, value: string): { start: number; end: number } | null {
  for (const form of [value, encodeURIComponent(value)]) {
    const start = text.indexOf(form);
    if (start >= 0) return { start, end: start + form.length };
  }
  return null;
}

/** The link that stands for the call: the strongest of those that count, else the strongest. */
export function strongestLink({ links }: CallProof): LinkedTransaction | undefined {
  const counts = (link: LinkedTransaction) => link.changes.some((change) => change.counted);
  return links.toSorted((a, b) => Number(counts(b)) - Number(counts(a)) || b.probability - a.probability)[0];
}

import type { Cell, Row } from '../../../shared/records.ts';
import { listOf } from '../../../shared/text.ts';
import type { Exhibit, ExhibitStep } from '../../../shared/views.ts';
import { isBookkeeping } from './columns.ts';
import type { Client, Matrix } from './property-matrix.ts';
import { callWord, type Sent } from './requests.ts';
import { stepOf, valueWord } from './steps.ts';
import { columnOf, type TargetRow } from './target-row.ts';
import { cellValue } from './values.ts';

/** Client 1, client 2, client 1 again: found in the capture or put together, with what the row holds in the end. */
export interface BreakingSequence {
  readonly constructed: boolean;
  readonly calls: readonly Sent[];
  readonly names: readonly string[];
  /** After the first call, and after the last. */
  readonly states: readonly [first: Row, last: Row];
  /** Columns in which the two end states differ. */
  readonly columns: readonly string[];
}

/** Null where the capture does not hold the parts for one. */
export const breakingSequence = (matrix: Matrix, one: Client, two: Client): BreakingSequence | null =>
  found(matrix, one, two) ?? constructed(matrix, one, two);

function found(matrix: Matrix, one: Client, two: Client): BreakingSequence | null {
  for (const first of rowsOf(matrix, one)) {
    const between = two.sent.find((each) => isLater(each, first.sent));
    const again = between && one.sent.find((each) => isLater(each, between) && each.digest === first.sent.digest);
    if (!between || !again) continue;
    // A last call that moved nothing left the row as the call before it did.
    const last = matrix.rows.findLast(
      ({ sent }) => sent.call.resource === again.call.resource && (sent === again || isLater(again, sent)),
    );
    const told = last && sequence(false, [first.sent, between, again], [one, two, one], first.after, last.after);
    if (told) return told;
  }
  return null;
}

const isLater = (later: Sent, earlier: Sent): boolean =>
  later.call.resource === earlier.call.resource && (later.call.startUs ?? 0) > (earlier.call.startUs ?? 0);

/** The second client's row, with what the first client sends put over it: as the server was seen to do. */
function constructed(matrix: Matrix, one: Client, two: Client): BreakingSequence | null {
  const others = rowsOf(matrix, two);
  for (const first of rowsOf(matrix, one)) {
    const between = others.find(({ sent }) => isLater(sent, first.sent));
    if (!between) continue;
    const own = Object.keys(first.sent.body).flatMap((property) => columnOf(property, between.after) ?? []);
    const over = Object.fromEntries(own.map((column) => [column, first.after[column] as Cell]));
    const told = sequence(true, [first.sent, between.sent, first.sent], [one, two, one], first.after, {
      ...between.after,
      ...over,
    });
    if (told) return told;
  }
  return null;
}

function rowsOf({ rows }: Matrix, client: Client): TargetRow[] {
  const own = new Set(client.sent);
  return rows.filter(({ sent }) => own.has(sent));
}

function sequence(
  isConstructed: boolean,
  calls: readonly Sent[],
  clients: readonly Client[],
  first: Row,
  last: Row,
): BreakingSequence | null {
  const columns = Object.keys(last).filter((column) => !isBookkeeping(column) && differs(first[column], last[column]));
  if (columns.length === 0) return null;
  return { constructed: isConstructed, calls, names: clients.map(({ name }) => name), states: [first, last], columns };
}

function differs(a: Cell | undefined, b: Cell | undefined): boolean {
  const [was, is] = [cellValue(a), cellValue(b)];
  return was !== undefined && is !== undefined && was !== is;
}

/** The sequence as people read it, and both end states. */
export function sequenceExhibits({ constructed, calls, names, states, columns }: BreakingSequence): Exhibit[] {
  const steps = calls.map(({ call, body }, at): ExhibitStep => {
    const again = at === 2 ? 'the same again, ' : '';
    const text = `sends ${again}${listOf(Object.keys(body))}`;
    const who = names[at] ?? '';
    return constructed && at === 2
      ? { who, call: callWord(call), text, exchangeId: null }
      : stepOf(call, text, { who });
  });
  const rows = columns.map((column) => [column, ...states.map((state) => valueWord(state[column]) ?? 'not captured')]);
  const ends = ['Column', 'after the first PUT', 'after the same PUT again'];
  return [
    { kind: 'sequence', title: 'One request, two end states', constructed, steps },
    { kind: 'table', title: 'End states', columns: ends, rows, holdsValues: true },
  ];
}

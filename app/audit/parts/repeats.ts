import type { Cell, Change } from '../../../shared/records.ts';
import type { DossierChange, DossierWrite, RunView, TableEvent, Value } from '../rule.ts';
import { isCertain, moved } from '../weigh.ts';
import { isAsLongAfter, isBookkeeping, isTimeOfWrite, movesAlways, toSnake } from './columns.ts';
import { representationOf } from './representation.ts';
import { resourceKey, type Sent } from './requests.ts';
import { cellValue, digestUnordered, isMasked, isSameAsCell, leavesOf } from './values.ts';
import { within } from './within.ts';

/** Equal requests to one resource, one after the other, and what the second left other than the first. */
export interface Repeat {
  readonly first: Sent;
  readonly again: Sent;
  readonly differences: readonly Difference[];
  /** Columns that moved and are no state: `articles.updated_at`. */
  readonly bookkeeping: readonly string[];
}

export interface Difference {
  readonly kind: 'added' | 'removed' | 'moved' | 'reordered' | 'history' | 'unclear';
  readonly table: string;
  /** Null for whole rows. */
  readonly column: string | null;
  readonly write: DossierWrite;
}

export interface Repeats {
  readonly judged: readonly Repeat[];
  /** Repeats with another write to the same rows between: no test of idempotence. */
  readonly interleaved: number;
}

/** Finds equal accepted calls of one caller to one resource and compares what they left. */
export function findRepeats(run: RunView, sent: readonly Sent[]): Repeats {
  const state = createState(run);
  const judged: Repeat[] = [];
  let interleaved = 0;
  for (const calls of Map.groupBy(sent, ({ call }) => resourceKey(call)).values()) {
    const last = new Map<string, number>();
    for (const [at, again] of calls.entries()) {
      const before = last.get(again.digest);
      last.set(again.digest, at);
      const first = before === undefined ? undefined : calls[before];
      if (first === undefined || before === undefined || overlaps(first, again)) continue;
      if (before < at - 1 || state.wasTouched(first, again)) interleaved++;
      else judged.push({ first, again, ...state.compare(first, again) });
    }
  }
  return { judged, interleaved };
}

const overlaps = (first: Sent, again: Sent): boolean => (again.call.startUs ?? 0) < (first.call.endUs ?? Infinity);

/** A table that keeps what happened to others' rows. */
export const HISTORY =
  /revision|histor|version|audit|(?:^|_)logs?$|log_entr|activit|snapshot|journal|changelog|event|trail/i;

/** A table that tells somebody, or keeps each state of others' rows: a row more may be no part of the state. */
const BESIDE =
  /notification|webhook|deliver(?:y|ies)|(?:^|_)(?:e?mails?|sms|queue)(?:_|$)|_aud$|^(?:.*\.)?revinfo$|_hist$|shadow/i;

type Changed = { readonly change: Change; readonly write: DossierWrite; readonly counts: boolean };

function createState(run: RunView) {
  const learnt = new Map<string, ReadonlySet<string>>();
  const always = (table: string): ReadonlySet<string> => {
    const known = learnt.get(table) ?? movesAlways(run, table);
    learnt.set(table, known);
    return known;
  };
  const byRow = rowIndex(run);

  /** Whether anybody else wrote one of their rows between the two calls. */
  const wasTouched = (first: Sent, again: Sent): boolean => {
    const both = [first, again].flatMap(({ writes, maybe }) => [...writes, ...maybe]);
    const own = new Set(both.map((write) => write.transactionId));
    const rows = both.flatMap((write) => write.changes.filter(isDomain));
    return rows.some(({ table, rowId }) =>
      within(byRow(table, rowId), ({ timeUs }) => timeUs, first.call.startUs ?? 0, again.call.endUs ?? 0).some(
        ({ transactionId }) => !own.has(transactionId),
      ),
    );
  };

  const compare = (first: Sent, again: Sent) => {
    const changes = withoutReplaced(changesOf(run, again).filter(({ counts }) => counts));
    const before = changesOf(run, first);
    const bookkeeping: string[] = [];
    const shown = shownBy(run, again);
    const isNoState = (change: Change, write: DossierWrite) => (column: string) => {
      const cell = change.after?.[column];
      const kept =
        isBookkeeping(column) ||
        isMasked(cell) ||
        isTimeOfWrite(cell, write.timeUs) ||
        before.some(
          (each) =>
            sameRow(each.change, change) &&
            isAsLongAfter(each.change.after?.[column], each.write.timeUs, cell, write.timeUs),
        ) ||
        (always(change.table).has(column) && !shown(column, change.after?.[column]));
      if (kept) bookkeeping.push(`${change.table}.${column}`);
      return kept;
    };
    const differences = [
      ...rowDifferences(changes, before),
      ...changes.flatMap((each) => valueDifferences(each, before, isNoState(each.change, each.write))),
    ];
    return { differences: [...differences, ...again.maybe.flatMap(unclear)], bookkeeping: [...new Set(bookkeeping)] };
  };
  return { wasTouched, compare };
}

const isDomain = (change: DossierChange): boolean => change.class === 'domain' && !change.classUnsure && moved(change);

const unclear = (write: DossierWrite): Difference[] =>
  write.changes
    .filter(isDomain)
    .slice(0, 1)
    .map(({ table }) => ({ kind: 'unclear', table, column: null, write }));

function rowIndex(run: RunView): (table: string, rowId: string | null) => readonly TableEvent[] {
  const tables = new Map<string, Map<string, TableEvent[]>>();
  return (table, rowId) => {
    const known = tables.get(table) ?? indexOf(run.eventsOf(table));
    tables.set(table, known);
    return rowId === null ? [] : (known.get(rowId) ?? []);
  };
}

function indexOf(events: readonly TableEvent[]): Map<string, TableEvent[]> {
  const rows = new Map<string, TableEvent[]>();
  for (const event of events)
    for (const rowId of event.rowIds) {
      const known = rows.get(rowId);
      if (known) known.push(event);
      else rows.set(rowId, [event]);
    }
  return rows;
}

const changesOf = (run: RunView, { writes }: Sent): Changed[] =>
  writes.flatMap((write) =>
    run.rowsOf(write.transactionId).flatMap((change, at) => {
      const classed = write.changes[at];
      if (!classed || !moved(classed)) return [];
      return [{ change, write, counts: isDomain(classed) }];
    }),
  );

/** Columns that say a row is gone though it stands there. */
const DELETION =
  /^(?:is_)?deleted(?:_at|_on|_by)?$|^(?:removed|archived|discarded|superseded)_(?:at|on)$|^valid_(?:to|until)$/i;

/** Rows that were marked as deleted and made anew with the same content stand as they stood. */
function withoutReplaced(changes: readonly Changed[]): Changed[] {
  const marked = Map.groupBy(
    changes.filter(({ change }) => isMarkedDeleted(change)),
    ({ change }) => contentKey(change),
  );
  const replaced = new Set<Changed>();
  for (const added of changes.filter(({ change }) => change.op === 'insert')) {
    const gone = marked.get(contentKey(added.change))?.pop();
    if (gone) replaced.add(gone).add(added);
  }
  return changes.filter((each) => !replaced.has(each));
}

const isMarkedDeleted = ({ op, changed }: Change): boolean =>
  op === 'update' &&
  changed !== null &&
  changed.some((column) => DELETION.test(column)) &&
  changed.every((column) => DELETION.test(column) || isBookkeeping(column));

/** Rows that were added or removed for good: a set written anew, row for row, is the same set. */
function rowDifferences(changes: readonly Changed[], before: readonly Changed[]): Difference[] {
  const removed = Map.groupBy(
    changes.filter(({ change }) => change.op === 'delete'),
    ({ change }) => contentKey(change),
  );
  const added = changes
    .filter(({ change }) => change.op === 'insert')
    .filter(({ change }) => !removed.get(contentKey(change))?.pop());
  const gone = [...removed.values()].flat();
  return [
    ...added.map((each) => rowDifference(each, 'added', before)),
    // What came back with a new number only has no before to compare: it is a set written anew.
    ...gone.filter(({ change }) => change.before !== null).map((each) => rowDifference(each, 'removed', before)),
  ];
}

/** A row without its key, its references to itself and its bookkeeping. */
function contentKey({ table, key, before, after }: Change): string {
  const row = Object.entries(after ?? before ?? {}).filter(
    ([column]) =>
      !Object.hasOwn(key ?? {}, column) &&
      !isBookkeeping(column) &&
      !DELETION.test(column) &&
      !/^created|^date_created|^user_created/.test(column),
  );
  return JSON.stringify([table, row.sort()]);
}

/** One link may be off by one call; only where the first did the like, too, is it the repeat's own deed. */
function rowDifference({ change, write }: Changed, kind: 'added' | 'removed', before: readonly Changed[]): Difference {
  const { table } = change;
  const isOwn =
    isCertain(write) ||
    (write.isNamed && before.some((each) => each.change.table === table && each.change.op === change.op));
  return {
    kind: !isOwn ? 'unclear' : HISTORY.test(table) || BESIDE.test(table) ? 'history' : kind,
    table,
    column: null,
    write,
  };
}

function valueDifferences(
  { change, write }: Changed,
  before: readonly Changed[],
  isNoState: (column: string) => boolean,
): Difference[] {
  if (change.op !== 'update') return [];
  const { table } = change;
  const earlier = before.findLast((each) => sameRow(each.change, change))?.change;
  const columns = change.changed ?? (earlier?.after ? movedSince(earlier, change) : null);
  if (columns === null) return [{ kind: 'unclear', table, column: null, write }];
  const isOwn = isCertain(write) || (write.isNamed && before.some((each) => each.change.table === table));
  return columns
    .filter((column) => !isNoState(column))
    .map((column) => {
      const kind = isReordered(change, earlier, column) ? 'reordered' : isOwn ? 'moved' : 'unclear';
      return { kind, table, column, write };
    });
}

const sameRow = (a: Change, b: Change): boolean =>
  a.table === b.table && a.key !== null && JSON.stringify(a.key) === JSON.stringify(b.key);

const movedSince = (earlier: Change, now: Change): string[] =>
  Object.keys(now.after ?? {}).filter((column) => {
    const [was, is] = [cellValue(earlier.after?.[column]), cellValue(now.after?.[column])];
    return was !== undefined && is !== undefined && was !== is;
  });

function isReordered(change: Change, earlier: Change | undefined, column: string): boolean {
  const [was, is] = [change.before?.[column] ?? earlier?.after?.[column], change.after?.[column]].map(asArray);
  return (
    was !== null && is !== null && was !== undefined && is !== undefined && digestUnordered(was) === digestUnordered(is)
  );
}

/** JSON arrays, and PostgreSQL's `{a,b}`. */
function asArray(cell: Cell | undefined): Value | null {
  const text = cellValue(cell);
  if (typeof text !== 'string') return null;
  if (/^\{[^"{}:]*\}$/.test(text)) return text.slice(1, -1).split(',');
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

/** Whether the answer to the repeat shows a column's value as a property of that name. */
function shownBy(run: RunView, { call }: Sent): (column: string, cell: Cell | undefined) => boolean {
  let leaves: [string, Value][] | null = null;
  return (column, cell) => {
    leaves ??= [...leavesOf(representationOf(run.contentOf(call.id).response.body) ?? undefined)];
    return leaves.some(
      ([path, value]) => toSnake(path.split('.').at(-1) ?? '') === toSnake(column) && isSameAsCell(value, cell),
    );
  };
}

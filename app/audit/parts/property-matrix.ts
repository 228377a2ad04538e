import type { Cell, Row } from '../../../shared/records.ts';
import type { RunView, Value, ValueObject } from '../rule.ts';
import { isBookkeeping, isTimeOfWrite, toSnake } from './columns.ts';
import { representationOf } from './representation.ts';
import { clientWord, type Sent } from './requests.ts';
import { columnOf, isEmptyCell, type TargetRow, targetRows } from './target-row.ts';
import { isSameAsCell } from './values.ts';

/** What a property turned out to be: only writable ones can be left out wrongly. */
export type Role = 'writable' | 'key' | 'link' | 'write-once' | 'read-only' | 'bookkeeping';
export type Often = 'always' | 'sometimes' | 'never';

/** A program, or one of its users where these send other sets. */
export interface Client {
  readonly name: string;
  readonly sent: readonly Sent[];
}

export interface Property {
  readonly name: string;
  /** Of the table that the bodies become; null where no column has its name. */
  readonly column: string | null;
  readonly role: Role;
  /** By the client's place in `clients`. */
  readonly often: readonly Often[];
}

/** A call that left out a property that clients set, and what became of its column. */
export interface Omission {
  readonly row: TargetRow;
  readonly property: string;
  readonly column: string;
  readonly fate: 'kept' | 'cleared' | 'unclear';
  /** The call that had set the kept value, which is no default as far as can be seen. */
  readonly setBy: Sent | null;
}

/** Clients × properties of a PUT endpoint. */
export interface Matrix {
  readonly clients: readonly Client[];
  readonly properties: readonly Property[];
  readonly rows: readonly TargetRow[];
  readonly omissions: readonly Omission[];
  /** Properties that were kept with several values where they were left out. */
  readonly keptApart: ReadonlySet<string>;
}

/** Null where no body became a row: then nothing can be told of it. */
export function propertyMatrix(run: RunView, sent: readonly Sent[]): Matrix | null {
  const rows = targetRows(run, sent);
  const [first] = rows;
  if (!first) return null;
  // Bodies that became rows of another table belong to another kind of resource.
  const became = new Set(rows.map((row) => row.sent));
  const ofKind = sent.filter((each) => each.writes.length === 0 || became.has(each));
  const clients = clientsOf(ofKind);
  const sample = Object.assign({}, ...rows.map((row) => row.after)) as Row;
  const names = spelledOnce([...ofKind.flatMap(({ body }) => Object.keys(body)), ...shownNames(run, first.sent)]);
  const properties = names.map((name): Property => {
    const column = columnOf(name, sample);
    const often = clients.map((client) => oftenIn(client.sent, name));
    return { name, column, role: roleOf(name, column, rows), often };
  });
  const omissions = omissionsIn(properties, rows);
  return { clients, properties, rows, omissions, keptApart: keptApartIn(omissions) };
}

/** Properties that the answer shows: what a complete representation may hold. */
const shownNames = (run: RunView, { call }: Sent): string[] =>
  Object.keys(representationOf(run.contentOf(call.id).response.body) ?? {});

/** `subTitle` and `sub_title` are one property: its first spelling stands for it. */
const spelledOnce = (names: readonly string[]): string[] =>
  [...new Map([...new Set(names)].toReversed().map((name) => [toSnake(name), name])).values()].toReversed();

const read = new WeakMap<ValueObject, ReadonlyMap<string, Value>>();

/** A body's property in whatever spelling; undefined where it was left out. */
function sentAs({ body }: Sent, name: string): Value | undefined {
  const known = read.get(body) ?? new Map(Object.entries(body).map(([each, value]) => [toSnake(each), value]));
  read.set(body, known);
  return known.get(toSnake(name));
}

const oftenIn = (sent: readonly Sent[], name: string): Often => {
  const count = sent.filter((each) => sentAs(each, name) !== undefined).length;
  if (count === 0) return 'never';
  return count === sent.length ? 'always' : 'sometimes';
};

/** Told apart by program and user; users of one program that send the same sets are one client. */
function clientsOf(sent: readonly Sent[]): Client[] {
  const byCaller = [...Map.groupBy(sent, ({ call }) => JSON.stringify([call.client, call.identity])).values()];
  const bySet = [...Map.groupBy(byCaller, setKey).values()].map((callers) => callers.flat());
  const names = bySet.map(([first]) => (first ? clientWord(first.call) : ''));
  return bySet.map((own, at) => {
    const name = names[at] ?? '';
    const same = names.filter((each) => each === name).length > 1;
    const nth = names.slice(0, at + 1).filter((each) => each === name).length;
    return { name: same ? `${name}, user ${nth}` : name, sent: own };
  });
}

const setKey = (sent: readonly Sent[]): string =>
  JSON.stringify([sent[0]?.call.client, [...new Set(sent.flatMap(({ body }) => Object.keys(body)))].sort()]);

function roleOf(name: string, column: string | null, rows: readonly TargetRow[]): Role {
  if (
    /^(?:_?links?|href|self|url|uri)$|_(?:url|uri|href)$|[a-z](?:Url|Uri|Href)$/.test(name) &&
    !wasAccepted(name, column, rows)
  )
    return 'link';
  if (column === null) return 'read-only';
  if (rows.some(({ change }) => Object.hasOwn(change.key ?? {}, column))) return 'key';
  if (isBookkeeping(column) || rows.every(({ after, write }) => isTimeOfWrite(after[column], write.timeUs)))
    return 'bookkeeping';
  if (wasAccepted(name, column, rows)) return 'writable';
  const tried = rows.some(({ sent, after }) => {
    const value = sentAs(sent, name);
    return value !== undefined && !isSameAsCell(value, after[column]);
  });
  return tried ? 'read-only' : 'write-once';
}

/** Whether a call's value was seen to move the column: what is only sent back as it was may be write-once. */
const wasAccepted = (name: string, column: string | null, rows: readonly TargetRow[]): boolean =>
  column !== null &&
  rows.some(({ sent, after, changed }) => {
    const value = sentAs(sent, name);
    return changed?.includes(column) === true && value !== undefined && isSameAsCell(value, after[column]);
  });

function omissionsIn(properties: readonly Property[], rows: readonly TargetRow[]): Omission[] {
  const writable = properties.flatMap(({ name, column, role }) =>
    role === 'writable' && column ? [{ name, column, setterOf: createSetters(name, column, rows) }] : [],
  );
  return rows
    .filter(({ change }) => change.op === 'update')
    .flatMap((row) =>
      writable
        .filter(({ name }) => sentAs(row.sent, name) === undefined)
        .map(({ name, column, setterOf }): Omission => {
          const fate = fateOf(row.after[column], row.changed, column);
          return { row, property: name, column, fate, setBy: fate === 'kept' ? setterOf(row) : null };
        }),
    );
}

/** A column that moved to another value may be derived from what was sent, or back at its default: unclear. */
function fateOf(cell: Cell | undefined, changed: readonly string[] | null, column: string): Omission['fate'] {
  if (cell === undefined || changed === null) return 'unclear';
  if (changed.includes(column)) return isEmptyCell(cell) ? 'cleared' : 'unclear';
  return isEmptyCell(cell) ? 'unclear' : 'kept';
}

/**
 * Finds the call before that moved the column to just this value. A value that other resources have, too, may be the
 * server's default and proves nothing.
 */
function createSetters(property: string, column: string, rows: readonly TargetRow[]): (row: TargetRow) => Sent | null {
  const byValue = Map.groupBy(rows, ({ after }) => textOf(after[column]));
  const settersOf = new Map(
    [...byValue].map(([value, same]) => {
      const isOne = new Set(same.map(({ sent }) => sent.call.resource)).size === 1;
      return [value, isOne ? same.filter((row) => wasSetBy(row, property, column)) : []];
    }),
  );
  return ({ sent, after }) => {
    const before = (setter: TargetRow): boolean => (setter.sent.call.startUs ?? 0) < (sent.call.startUs ?? 0);
    return settersOf.get(textOf(after[column]))?.findLast(before)?.sent ?? null;
  };
}

const wasSetBy = ({ sent, changed }: TargetRow, property: string, column: string): boolean =>
  changed?.includes(column) === true && sentAs(sent, property) !== undefined;

const textOf = (cell: Cell | undefined): string => JSON.stringify(cell) ?? '';

function keptApartIn(omissions: readonly Omission[]): ReadonlySet<string> {
  const values = new Map<string, Set<string>>();
  for (const { fate, property, row, column } of omissions) {
    if (fate !== 'kept') continue;
    values.set(property, (values.get(property) ?? new Set()).add(textOf(row.after[column])));
  }
  return new Set([...values].flatMap(([property, own]) => (own.size > 1 ? [property] : [])));
}

/** Two different values kept in one column cannot both be the server's default. */
export const isProven = ({ setBy, property }: Omission, { keptApart }: Matrix): boolean =>
  setBy !== null || keptApart.has(property);

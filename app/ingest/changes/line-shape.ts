import { lookup } from '../../../shared/lookup.ts';
import type { ChangeOp } from '../../../shared/records.ts';
import { isObject, type Json, type JsonObject } from '../lossless.ts';

/** What all lines of one action on one table have in common. */
export interface LineShape {
  readonly action: string;
  readonly op: ChangeOp | null;
  /** `schema.table`; null for the lines around transactions. */
  readonly table: string | null;
  readonly columns: readonly string[] | null;
  readonly identity: readonly string[] | null;
  readonly keyNames: readonly string[] | null;
  /** The whole line: the text around the values; a group for each mark, then one for each cell. */
  readonly pattern: RegExp;
  /** In the order of their groups. */
  readonly marks: readonly Mark[];
  /** How many values the columns and the identity have. */
  readonly cells: number;
}

/** What places a line. */
export type Mark = 'xid' | 'timestamp' | 'lsn';

const ROW_OPS = lookup<ChangeOp>({ I: 'insert', U: 'update', D: 'delete', T: 'truncate' });

/** Null where the record has members of which the same text cannot be expected again. */
export function shapeOf(record: JsonObject): LineShape | null {
  const { action, table, schema } = record;
  const [columns, identity, keyNames] = [namesIn(record.columns), namesIn(record.identity), namesIn(record.pk)];
  if (typeof action !== 'string' || columns === undefined || identity === undefined || keyNames === undefined)
    return null;
  if ([columns, identity, keyNames].some((names) => names?.includes('__proto__'))) return null;
  const op = ROW_OPS[action] ?? null;
  if (op === null ? action !== 'B' && action !== 'C' : typeof table !== 'string') return null;
  const text = textOf(record);
  if (!text || text.isLarge || text.cells !== (columns?.length ?? 0) + (identity?.length ?? 0)) return null;
  const { marks, cells, pattern } = text;
  return {
    action,
    op,
    table: op && (typeof schema === 'string' ? `${schema}.${table}` : (table as string)),
    columns,
    identity,
    keyNames,
    pattern: new RegExp(pattern, 'y'),
    marks,
    cells,
  };
}

/** Undefined where a name is no text. */
function namesIn(columns: Json | undefined): string[] | null | undefined {
  if (!Array.isArray(columns)) return null;
  const names = columns.filter(isObject).map(({ name }) => name);
  return names.every((name) => typeof name === 'string') ? names : undefined;
}

/** Null also where the parts stand in another order than wal2json writes them: marks, columns, identity. */
function textOf(record: JsonObject): LineText | null {
  const text = new LineText();
  const names = Object.keys(record);
  if (names.includes('identity', names.indexOf('columns')) !== names.includes('identity')) return null;
  for (const name of names) {
    const value = record[name] as Json;
    text.add(`${text.pattern === '' ? '{' : ','}${JSON.stringify(name)}:`);
    if (Object.hasOwn(MARKS, name) && text.cells === 0) text.addMark(name as keyof typeof MARKS);
    else if (name === 'columns' || name === 'identity') addColumns(text, value);
    else if (name === 'action' || name === 'schema' || name === 'table' || name === 'pk')
      text.add(JSON.stringify(value));
    else return null;
  }
  text.end();
  return text;
}

function addColumns(text: LineText, columns: Json): void {
  if (!Array.isArray(columns)) {
    text.add(JSON.stringify(columns));
    return;
  }
  text.add('[');
  columns.forEach((column, at) => {
    if (at > 0) text.add(',');
    if (isObject(column)) addColumn(text, column);
    else text.add(JSON.stringify(column));
  });
  text.add(']');
}

function addColumn(text: LineText, column: JsonObject): void {
  Object.entries(column).forEach(([name, value], at) => {
    text.add(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
    if (name === 'value') text.addCell();
    else text.add(JSON.stringify(value));
  });
  text.add('}');
}

/** What stands where a mark stands; a line with anything else is parsed. */
const MARKS: Readonly<Record<Mark | 'nextlsn', string>> = {
  xid: '(?:(0|[1-9]\\d{0,14})|null)',
  timestamp: '(?:"([^"\\\\\\0-\\x1f]*)"|null)',
  lsn: '(?:"([^"\\\\\\0-\\x1f]*)"|null)',
  nextlsn: '(?:"[^"\\\\\\0-\\x1f]*"|null)',
};

/** A value of JSON that is no array and no object, as it stands. */
const CELL = String.raw`("[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\0-\x1f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|null|true|false)`;

/** More columns than a table of PostgreSQL can have, or longer texts, may be more than a pattern can be made of. */
const MOST_CELLS = 1600;
const LONGEST_TEXT = 10_000;
const LONGEST_PATTERN = 400_000;

class LineText {
  pattern = '';
  isLarge = false;
  cells = 0;
  readonly marks: Mark[] = [];

  add(text: string): void {
    this.isLarge ||= text.length > LONGEST_TEXT || this.pattern.length > LONGEST_PATTERN;
    this.pattern += text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }

  /** What `nextlsn` says is of no use. */
  addMark(mark: keyof typeof MARKS): void {
    if (mark !== 'nextlsn') this.marks.push(mark);
    this.pattern += MARKS[mark];
  }

  addCell(): void {
    this.cells++;
    this.isLarge ||= this.cells > MOST_CELLS;
    this.pattern += CELL;
  }

  end(): void {
    this.add('}');
    this.pattern += '[\\t\\r ]*';
  }
}

import type { Cell, ChangeOp, Row } from '../../../../shared/records.ts';
import { exactNumber } from '../../lossless.ts';
import type { Token } from './tokens.ts';

/** What a statement says it writes. It does not say whether a row was there to be written. */
export interface SqlWrite {
  readonly op: ChangeOp;
  /** As written: `orders`, `shop.orders`. */
  readonly table: string;
  /** Rows of INSERT … VALUES with their columns' names; columns that UPDATE sets. */
  readonly rows: readonly Row[];
  /** Columns that WHERE compares with a value, where nothing but AND joins them. */
  readonly where: Row;
  /** INSERT … VALUES and TRUNCATE write when they succeed; others may meet no row. */
  readonly isSure: boolean;
}

/** The value of a parameter; undefined where the log does not give it. */
export type Parameters = (number: string) => Cell | undefined;

/** Finds INSERT, UPDATE, DELETE, MERGE, TRUNCATE and COPY … FROM in one statement, also inside WITH. */
export function writesOf(statement: readonly Token[], parameters: Parameters): SqlWrite[] {
  if (DEFINERS.has(statement[0]?.text ?? '')) return [];
  return statement.flatMap((token, at) => {
    const find = token.kind === 'word' && opensStatement(statement, at) ? FINDERS[token.text] : undefined;
    return find?.(new Reader(statement, at + 1, parameters)) ?? [];
  });
}

/** These show or store a statement and do not run it. */
const DEFINERS = new Set('EXPLAIN CREATE ALTER PREPARE GRANT REVOKE DECLARE COMMENT DO'.split(' '));

/** At the beginning, in a bracket, or behind the brackets of WITH: not `FOR UPDATE`, not `DO UPDATE`. */
function opensStatement(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || (before.kind === 'mark' && (before.text === '(' || before.text === ')'));
}

const FINDERS: Readonly<Record<string, (reader: Reader) => SqlWrite[] | null>> = {
  INSERT: insert,
  UPDATE: update,
  DELETE: remove,
  MERGE: (reader) => named(reader.skip('INTO').skip('ONLY'), 'update'),
  COPY: copy,
  TRUNCATE: truncate,
};

function named(reader: Reader, op: ChangeOp): SqlWrite[] | null {
  const table = reader.name();
  return table === null ? null : [{ op, table, rows: [], where: {}, isSure: false }];
}

function insert(reader: Reader): SqlWrite[] | null {
  if (!reader.has('INTO')) return null;
  const table = reader.skip('INTO').name();
  if (table === null) return null;
  const columns = reader.skipAlias().names();
  const isOverriding = reader.has('OVERRIDING');
  if (isOverriding) reader.skip('OVERRIDING').skip('SYSTEM').skip('USER').skip('VALUE');
  if (reader.has('DEFAULT')) return [{ op: 'insert', table, rows: [], where: {}, isSure: true }];
  if (!reader.has('VALUES')) return [{ op: 'insert', table, rows: [], where: {}, isSure: false }];
  const lists = reader.skip('VALUES').valueLists();
  const rows = columns
    ? lists.filter((list) => list.length === columns.length).map((list) => rowOf(columns, list))
    : [];
  return [{ op: 'insert', table, rows, where: {}, isSure: !reader.restHas('NOTHING') }];
}

function update(reader: Reader): SqlWrite[] | null {
  const table = reader.skip('ONLY').name();
  if (table === null || !reader.skipAlias().has('SET')) return null;
  const set = reader.skip('SET').assignments();
  return [{ op: 'update', table, rows: [set], where: reader.where(), isSure: false }];
}

function remove(reader: Reader): SqlWrite[] | null {
  if (!reader.has('FROM')) return null;
  const table = reader.skip('FROM').skip('ONLY').name();
  if (table === null) return null;
  return [{ op: 'delete', table, rows: [], where: reader.skipAlias().where(), isSure: false }];
}

function copy(reader: Reader): SqlWrite[] | null {
  const table = reader.name();
  reader.names();
  return table === null || !reader.has('FROM') ? null : [{ op: 'insert', table, rows: [], where: {}, isSure: false }];
}

function truncate(reader: Reader): SqlWrite[] | null {
  reader.skip('TABLE');
  const tables: SqlWrite[] = [];
  do {
    const table = reader.skip('ONLY').name();
    if (table === null) break;
    tables.push({ op: 'truncate', table, rows: [], where: {}, isSure: true });
    reader.skipMark('*');
  } while (reader.skipMark(','));
  return tables;
}

const rowOf = (names: readonly string[], values: readonly Cell[]): Row =>
  Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]));

const KEYWORDS = new Set('SET VALUES SELECT DEFAULT OVERRIDING WHERE USING RETURNING FROM ON AS WITH'.split(' '));
/** What ends an assignment or a condition at its own level. */
const CLAUSE_ENDS = new Set('WHERE FROM RETURNING ON ORDER LIMIT'.split(' '));

/** Reads on in one statement. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #parameters: Parameters;
  #at: number;

  constructor(tokens: readonly Token[], at: number, parameters: Parameters) {
    this.#tokens = tokens;
    this.#at = at;
    this.#parameters = parameters;
  }

  has(word: string): boolean {
    return isWord(this.#tokens[this.#at], word);
  }

  restHas(word: string): boolean {
    return this.#tokens.slice(this.#at).some((token) => isWord(token, word));
  }

  skip(word: string): this {
    if (this.has(word)) this.#at++;
    return this;
  }

  skipMark(mark: string): boolean {
    const found = isMark(this.#tokens[this.#at], mark);
    if (found) this.#at++;
    return found;
  }

  /** `t AS x`, `t x`. */
  skipAlias(): this {
    if (this.has('AS')) this.#at += 2;
    else if (nameOf(this.#tokens[this.#at]) !== null && !this.#isKeyword()) this.#at++;
    return this;
  }

  #isKeyword(): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'word' && KEYWORDS.has(token.text);
  }

  /** A table's name, with its schema where it is written. */
  name(): string | null {
    const parts: string[] = [];
    do {
      const part = nameOf(this.#tokens[this.#at]);
      if (part === null) return null;
      parts.push(part);
      this.#at++;
    } while (this.skipMark('.'));
    return parts.join('.');
  }

  /** `(a, b)`; null where there is no such list. */
  names(): string[] | null {
    if (!isMark(this.#tokens[this.#at], '(') || isWord(this.#tokens[this.#at + 1], 'SELECT')) return null;
    const lists = this.#list().map(([name]) => nameOf(name));
    return lists.every((name) => name !== null) ? lists : null;
  }

  valueLists(): Cell[][] {
    const lists: Cell[][] = [];
    do {
      if (!isMark(this.#tokens[this.#at], '(')) break;
      lists.push(this.#list().map((tokens) => this.#value(tokens)));
    } while (this.skipMark(','));
    return lists;
  }

  /** `a = 1, b = $2` up to the next clause. */
  assignments(): Row {
    const entries: [string, Cell][] = [];
    for (const tokens of splitAt(this.#clause(), (token) => isMark(token, ','))) {
      const [name, sign, ...value] = tokens;
      const column = nameOf(name);
      if (column !== null && isMark(sign, '=')) entries.push([column, this.#value(value)]);
    }
    return Object.fromEntries(entries);
  }

  /** Columns compared with a value; empty where OR or NOT may make them untrue. */
  where(): Row {
    while (this.#at < this.#tokens.length && !this.has('WHERE')) this.#at++;
    const clause = this.skip('WHERE').#clause();
    if (clause.some((token) => isWord(token, 'OR') || isWord(token, 'NOT'))) return {};
    const entries: [string, Cell][] = [];
    for (const tokens of splitAt(clause, (token) => isWord(token, 'AND'))) {
      const sign = tokens.findIndex((token) => isMark(token, '='));
      const column = nameOf(tokens[sign - 1]);
      const value = this.#value(tokens.slice(sign + 1));
      if (sign > 0 && sign <= 3 && column !== null && isKnown(value)) entries.push([column, value]);
    }
    return Object.fromEntries(entries);
  }

  #clause(): Token[] {
    const from = this.#at;
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at] as Token;
      if (isMark(token, '(')) depth++;
      else if (isMark(token, ')') && --depth < 0) break;
      else if (depth === 0 && token.kind === 'word' && CLAUSE_ENDS.has(token.text)) break;
    }
    return this.#tokens.slice(from, this.#at);
  }

  /** What stands in brackets, cut at the commas of its own level. */
  #list(): Token[][] {
    const from = ++this.#at;
    let depth = 1;
    for (; this.#at < this.#tokens.length; this.#at++) {
      if (isMark(this.#tokens[this.#at], '(')) depth++;
      else if (isMark(this.#tokens[this.#at], ')') && --depth === 0) break;
    }
    return splitAt(this.#tokens.slice(from, this.#at++), (token) => isMark(token, ','));
  }

  /** A value that stands alone, perhaps cast; anything else was computed and is not in the log. */
  #value(tokens: readonly Token[]): Cell {
    const [first, second, third] = tokens;
    if (isMark(first, '-') && second?.kind === 'number' && (third === undefined || isMark(third, '::')))
      return exactNumber(`-${second.text}`);
    if (!first || (second !== undefined && !isMark(second, '::'))) return COMPUTED;
    if (first.kind === 'string') return first.text;
    if (first.kind === 'number') return exactNumber(first.text);
    if (first.kind === 'parameter') return given(this.#parameters(first.text));
    if (first.text === 'NULL') return null;
    return first.text === 'TRUE' || first.text === 'FALSE' ? first.text === 'TRUE' : COMPUTED;
  }
}

const COMPUTED: Cell = { notCaptured: 'placeholder' };

const isKnown = (cell: Cell): boolean => cell !== null && !(typeof cell === 'object' && 'notCaptured' in cell);

const given = (cell: Cell | undefined): Cell => (cell === undefined ? COMPUTED : cell);

const isWord = (token: Token | undefined, word: string): boolean => token?.kind === 'word' && token.text === word;
const isMark = (token: Token | undefined, mark: string): boolean => token?.kind === 'mark' && token.text === mark;

/** PostgreSQL folds unquoted names to lower case. */
function nameOf(token: Token | undefined): string | null {
  if (token?.kind === 'name') return token.text;
  return token?.kind === 'word' ? token.raw.toLowerCase() : null;
}

/** At the level of the brackets that are open at the beginning. */
function splitAt(tokens: readonly Token[], is: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isMark(token, '(') || isMark(token, '[')) depth++;
    else if (isMark(token, ')') || isMark(token, ']')) depth--;
    if (depth === 0 && is(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

import { type Token, tokensOf } from '../sql/tokens.ts';
import { nameIn, standardQuotes, unescaped } from './quoted.ts';

/** What is known of a column. */
export interface ColumnShape {
  /** Empty where it is not told. */
  readonly name: string;
  /** `INT`, `ENUM`, in upper case; empty where it is not told. */
  readonly type: string;
  readonly isUnsigned: boolean;
  /** The texts that an ENUM's or a SET's numbers stand for. */
  readonly labels: readonly string[];
  /** In lower case; null where it is not told. */
  readonly charset: string | null;
}

/** What is known of a table's columns. */
export interface TableShape {
  readonly columns: readonly ColumnShape[];
  readonly key: readonly string[] | null;
}

/** Parts of CREATE TABLE that are no columns. */
const NO_COLUMN = new Set('PRIMARY KEY UNIQUE CONSTRAINT INDEX FOREIGN FULLTEXT SPATIAL CHECK PERIOD'.split(' '));
const WITH_LABELS = new Set(['ENUM', 'SET']);

/** The columns of a CREATE TABLE statement; null where it does not list them. */
export function createdTable(sql: string): { readonly table: string; readonly shape: TableShape } | null {
  const tokens = tokensOf(standardQuotes(sql));
  const open = tokens.findIndex((token) => isMark(token, '('));
  const head = tokens.slice(0, open);
  if (open < 0 || head[0]?.text !== 'CREATE' || !head.some((token) => token.text === 'TABLE')) return null;
  const names = head.filter((token) => token.kind === 'name' || (token.kind === 'word' && !HEAD_WORDS.has(token.text)));
  const shape = shapeOf(partsOf(tokens, open));
  return names.length === 0 || shape.columns.length === 0 ? null : { table: names.map(nameOf).join('.'), shape };
}

const HEAD_WORDS = new Set('CREATE OR REPLACE TEMPORARY TABLE IF NOT EXISTS'.split(' '));

/** Tables that a statement drops, renames or alters: what was known of them holds no longer. */
export function changedTables(tokens: readonly Token[]): string[] {
  const [first, second] = tokens;
  if (!first || !['ALTER', 'DROP', 'RENAME'].includes(first.text) || second?.text !== 'TABLE') return [];
  const listed = tokens.slice(2).filter((token) => token.text !== 'IF' && token.text !== 'EXISTS');
  return dottedNames(first.text === 'ALTER' ? listed.slice(0, 3) : listed);
}

function dottedNames(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'name' && token.kind !== 'word') return;
    const before = tokens[at - 1];
    if (before && isMark(before, '.')) names.push(`${names.pop() ?? ''}.${nameOf(token)}`);
    else names.push(nameOf(token));
  });
  return names;
}

/** The lines `# Columns(…)` and `# Primary Key(…)` of --print-table-metadata, joined. */
export function describedTable(columns: string, key: string | null): TableShape {
  const described = columns.split('\n').map(describedColumn);
  return { columns: described, key: key === null ? null : keyNames(key, described) };
}

/** `` `status` ENUM('new', 'paid') CHARSET utf8mb4, ``: names are escaped as texts are, and MariaDB leaves quotes in them alone. */
function describedColumn(line: string): ColumnShape {
  const [, name = '', rest = line] = /^\s*`(.*?)` (?=[A-Z])(.*?),?$/.exec(line) ?? [];
  return columnOf(nameIn(`\`${unescaped(name)}\``), tokensOf(standardQuotes(rest)));
}

/** Names of a key stand without quotes, so that only the columns tell where one ends: `id, (no), note(10)`. */
function keyNames(key: string, columns: readonly ColumnShape[]): string[] {
  const byLength = columns.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const names: string[] = [];
  for (let rest = key; rest !== ''; ) {
    const name = byLength.find((each) => isKeyPart(rest, each)) ?? /^[^,(]*/.exec(rest)?.[0] ?? rest;
    names.push(name);
    const end = rest.slice(name.length).replace(KEY_PART_END, '');
    rest = end === rest ? '' : end;
  }
  return names;
}

const KEY_PART_END = /^(?:\(\d+\))?(?:, ?|$)|^\([^)]*\),? ?/;
const isKeyPart = (text: string, name: string): boolean =>
  text.startsWith(name) && /^(?:\(\d+\))?(?:,|$)/.test(text.slice(name.length));

function shapeOf(parts: readonly Token[][]): TableShape {
  const columns = parts.filter(([first]) => first && !(first.kind === 'word' && NO_COLUMN.has(first.text)));
  const keyPart = parts.find(([first]) => first?.kind === 'word' && first.text === 'PRIMARY');
  const listed =
    keyPart &&
    partsOf(
      keyPart,
      keyPart.findIndex((token) => isMark(token, '(')),
    ).map(([name]) => nameOf(name));
  const own = columns.filter((part) => hasWord(part, 'PRIMARY'));
  return {
    columns: columns.map(([name, ...rest]) => columnOf(nameOf(name), rest)),
    key: listed ?? (own.length > 0 ? own.map(([name]) => nameOf(name)) : null),
  };
}

/** `part` = what stands behind the name. */
function columnOf(name: string, part: readonly Token[]): ColumnShape {
  const type = part[0]?.kind === 'word' ? part[0].text : '';
  const labels = WITH_LABELS.has(type)
    ? part.slice(
        2,
        part.findIndex((token) => isMark(token, ')')),
      )
    : [];
  return {
    name,
    type,
    isUnsigned: hasWord(part, 'UNSIGNED'),
    labels: labels.filter(({ kind }) => kind === 'string').map(({ text }) => text),
    charset: charsetOf(part),
  };
}

/** `CHARSET latin1`, `CHARACTER SET latin1`. */
function charsetOf(part: readonly Token[]): string | null {
  const at = part.findIndex(
    ({ kind, text }, index) =>
      kind === 'word' && (text === 'CHARSET' || (text === 'CHARACTER' && part[index + 1]?.text === 'SET')),
  );
  const named = part[at + (part[at]?.text === 'CHARSET' ? 1 : 2)];
  return at < 0 ? null : nameOf(named).toLowerCase();
}

/** What stands in the bracket that opens at `open`, cut at its commas. */
function partsOf(tokens: readonly Token[], open: number): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 1;
  for (const token of tokens.slice(open + 1)) {
    if (isMark(token, '(')) depth++;
    else if (isMark(token, ')') && --depth === 0) break;
    if (depth === 1 && isMark(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

const hasWord = (part: readonly Token[], word: string): boolean =>
  part.some((token) => token.kind === 'word' && token.text === word);
const isMark = (token: Token, mark: string): boolean => token.kind === 'mark' && token.text === mark;
const nameOf = (token: Token | undefined): string => (token?.kind === 'name' ? token.text : (token?.raw ?? ''));

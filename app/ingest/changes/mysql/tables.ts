import { type Token, tokensOf } from '../sql/tokens.ts';

/** What is known of a table's columns. */
export interface TableShape {
  readonly columns: readonly { readonly name: string; readonly isUnsigned: boolean }[];
  readonly key: readonly string[] | null;
}

/** Parts of CREATE TABLE that are no columns. */
const NO_COLUMN = new Set('PRIMARY KEY UNIQUE CONSTRAINT INDEX FOREIGN FULLTEXT SPATIAL CHECK PERIOD'.split(' '));

/** The columns of a CREATE TABLE statement; null where it does not list them. */
export function createdTable(sql: string): { readonly table: string; readonly shape: TableShape } | null {
  const tokens = tokensOf(sql);
  const open = tokens.findIndex((token) => isMark(token, '('));
  const head = tokens.slice(0, open);
  if (open < 0 || head[0]?.text !== 'CREATE' || !head.some((token) => token.text === 'TABLE')) return null;
  const names = head.filter((token) => token.kind === 'name' || (token.kind === 'word' && !HEAD_WORDS.has(token.text)));
  const shape = shapeOf(partsOf(tokens, open));
  return names.length === 0 || shape.columns.length === 0 ? null : { table: names.map(nameOf).join('.'), shape };
}

const HEAD_WORDS = new Set('CREATE OR REPLACE TEMPORARY TABLE IF NOT EXISTS'.split(' '));

/** The lines `# Columns(…)` and `# Primary Key(…)` of --print-table-metadata, joined. */
export function describedTable(columns: string, key: string | null): TableShape {
  const shape = shapeOf(partsOf(tokensOf(`(${columns})`), 0));
  return { ...shape, key: key === null ? null : partsOf(tokensOf(`(${key})`), 0).map(([name]) => nameOf(name)) };
}

function shapeOf(parts: readonly Token[][]): TableShape {
  const columns = parts.filter(([first]) => first && !(first.kind === 'word' && NO_COLUMN.has(first.text)));
  const keyPart = parts.find(([first]) => first?.kind === 'word' && first.text === 'PRIMARY');
  const listed =
    keyPart &&
    partsOf(
      keyPart,
      keyPart.findIndex((token) => isMark(token, '(')),
    ).map(([name]) => nameOf(name));
  const own = columns.filter((part) => part.some((token) => token.kind === 'word' && token.text === 'PRIMARY'));
  return {
    columns: columns.map((part) => ({
      name: nameOf(part[0]),
      isUnsigned: part.some((token) => token.kind === 'word' && token.text === 'UNSIGNED'),
    })),
    key: listed ?? (own.length > 0 ? own.map(([name]) => nameOf(name)) : null),
  };
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

const isMark = (token: Token, mark: string): boolean => token.kind === 'mark' && token.text === mark;
const nameOf = (token: Token | undefined): string => (token?.kind === 'name' ? token.text : (token?.raw ?? ''));

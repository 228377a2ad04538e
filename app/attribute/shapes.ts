import { type AttributableExchange, type AttributableTransaction, columnOf, type RowValue } from './model.ts';

/** Values of one column that name a kind of row rather than a thing: at most so many, each met so often. */
const MOST_WORDS = 12;
const LEAST_PER_WORD = 4;
/** A table's rows fall into at most this many shapes, of at least so many rows on average. */
const MOST_SHAPES = 16;
const LEAST_PER_SHAPE = 4;
/** Longest word. */
const LONGEST = 40;

/**
 * What sets apart rows of one table that are written for different reasons: NULLs, booleans and words of small
 * vocabularies (`action create`, `user null`). Per transaction and change; empty text, or none, where nothing does.
 */
export type Shapes = readonly (readonly string[])[];

type Transactions = readonly AttributableTransaction[];

/** Learns from the whole run which columns set rows apart, and names the shape of every change. */
export function shapeRows(transactions: Transactions, sent: ReadonlySet<string>): Shapes {
  const words = smallVocabularies(transactions);
  const marks = transactions.map((transaction) => marksOf(transaction, words));
  const telling = tellingColumns(transactions, marks, sent);
  return marks.map((changes) => (changes.some(hasMarks) ? changes.map((own) => nameShape(own, telling)) : SHAPELESS));
}

/** One for all: a large run has millions. */
const SHAPELESS: readonly string[] = [];
const MARKLESS: Marks = new Map();

const hasMarks = ({ size }: Marks): boolean => size > 0;

/** `table.column` of inserted or moved words that come from a small vocabulary. */
function smallVocabularies(transactions: Transactions): ReadonlySet<string> {
  const vocabularies = new Map<string, Map<string, number>>();
  for (const value of transactions.flatMap(({ values }) => values)) {
    if (value.role !== 'new') continue;
    const known = vocabularies.get(columnOf(value)) ?? new Map<string, number>();
    vocabularies.set(columnOf(value), known);
    if (known.size <= MOST_WORDS) known.set(value.value, (known.get(value.value) ?? 0) + 1);
  }
  return new Set([...vocabularies].filter(([, words]) => isVocabulary(words)).map(([column]) => column));
}

function isVocabulary(words: ReadonlyMap<string, number>): boolean {
  const rows = [...words.values()].reduce((sum, count) => sum + count, 0);
  return words.size <= MOST_WORDS && rows >= LEAST_PER_WORD * words.size && [...words.keys()].every(isWord);
}

/** Digits and signs belong to ids, addresses, times. */
const isWord = (text: string) => text.length <= LONGEST && /^[\p{L}_.:/-]+$/u.test(text);

/** One change: column → what is in it. */
type Marks = ReadonlyMap<string, string>;

function marksOf({ changes, values }: AttributableTransaction, words: ReadonlySet<string>): Marks[] {
  const spoken = values.filter((value) => value.role === 'new' && words.has(columnOf(value)));
  if (spoken.length === 0 && changes.every(({ marks }) => marks.length === 0)) return changes.map(() => MARKLESS);
  const all = changes.map(
    ({ table, marks }) => new Map(marks.map((mark) => [`${table}.${mark.slice(0, mark.lastIndexOf(' '))}`, mark])),
  );
  for (const value of spoken) all[value.row]?.set(columnOf(value), wordMark(value));
  return all;
}

const wordMark = ({ column, value }: RowValue) => `${column} ${value}`;

/** Columns that differ between the rows of their table: those with the fewest sorts first, while shapes stay few. */
function tellingColumns(
  transactions: Transactions,
  marks: readonly (readonly Marks[])[],
  sent: ReadonlySet<string>,
): ReadonlySet<string> {
  const rows = new Map<string, Marks[]>();
  marks.forEach((changes, position) => {
    changes.forEach((own, change) => {
      const { op, table } = transactions[position]?.changes[change] ?? {};
      if (op !== 'insert' || table === undefined) return;
      const known = rows.get(table);
      if (known) known.push(own);
      else rows.set(table, [own]);
    });
  });
  return new Set([...rows.values()].flatMap((own) => chooseColumns(own, sent)));
}

/** Adds the names of the properties that a request sends: what a client chose says nothing of why a row was written. */
export function addSentNames({ safe, values }: AttributableExchange, names: Set<string>): void {
  for (const { place, field } of values) if (!safe && place === 'body') names.add(plainName(field));
}

/** `data.sentBy`, `sent_by` → `sentby`. */
const plainName = (name: string): string =>
  name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/[^\p{L}\d]/gu, '')
    .toLowerCase();

function chooseColumns(rows: readonly Marks[], sent: ReadonlySet<string>): string[] {
  const most = Math.min(MOST_SHAPES, rows.length / LEAST_PER_SHAPE);
  const columns = [...new Set(rows.flatMap((own) => [...own.keys()]))]
    .map((column) => ({ column, sorts: new Set(rows.map((own) => own.get(column))).size }))
    .filter(({ column, sorts }) => sorts > 1 && !sent.has(plainName(column)))
    .sort((a, b) => a.sorts - b.sorts || (a.column < b.column ? -1 : 1));
  const chosen: string[] = [];
  for (const { column } of columns) if (countShapes(rows, [...chosen, column]) <= most) chosen.push(column);
  return chosen;
}

const countShapes = (rows: readonly Marks[], columns: readonly string[]): number =>
  new Set(rows.map((own) => columns.map((column) => own.get(column)).join('\n'))).size;

const nameShape = (own: Marks, telling: ReadonlySet<string>): string =>
  [...own]
    .filter(([column]) => telling.has(column))
    .map(([, mark]) => mark)
    .sort()
    .join(', ');

import { provenWhen } from '../../shared/proving.ts';
import { formatCount, listOf, tableWord } from '../../shared/text.ts';
import { code, paragraphs, plain, table } from './markdown.ts';
import type { NoteFinding, NoteRowChange, NotesInput } from './note-input.ts';
import { READS } from './note-todo.ts';
import { exhibitParts } from './rule-note.ts';
import { dateWords, isoDate } from './wording.ts';

/** How it was seen, how sure that is, and how the fix will be proved. */
export function proof(finding: NoteFinding, input: NotesInput): string {
  if (!READS.has(finding.rule))
    return paragraphs(['### Proof', seenIn(finding, input), ...exhibitParts(finding, input)]);
  const { proof: counts, tables } = finding;
  const proven = provenWhen(finding.rule, input.callsToProve);
  return paragraphs([
    '### Proof',
    [plain(finding.summary), seenIn(finding, input)].filter((part) => part !== '').join(' '),
    counts.wrote === 0 ? null : strengthsInWords(counts.strengths),
    tables.length === 0 ? null : rowsTable(tables),
    proven === null ? null : `The fix counts as proved after ${proven}.`,
  ]);
}

function seenIn({ runs, clients }: NoteFinding, input: NotesInput): string {
  const dates = new Map(input.runs.map((run) => [run.id, isoDate(run.seenMs)]));
  const seen = runs.filter((cell) => cell.state !== 'not-seen');
  const named = seen.map((cell) => `run ${cell.run} (${dateWords(dates.get(cell.run) ?? input.generatedOn)})`);
  return [
    ...(named.length === 0 ? [] : [`Seen in ${listOf(named)}.`]),
    ...(clients.length === 0 ? [] : [`Called by ${plain(listOf(clients))}.`]),
  ].join(' ');
}

function strengthsInWords({ certain, veryLikely, likely }: NoteFinding['proof']['strengths']): string {
  const told = [
    [certain, 'certain'],
    [veryLikely, 'very likely'],
    [likely, 'likely'],
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${formatCount(Number(count))} ${word}`]));
  return `How sure each call is linked to its rows: ${listOf(told)}.`;
}

const rowsTable = (tables: NoteFinding['tables']): string =>
  table(
    ['Table', 'Class', 'Added', 'Changed', 'Removed', 'Columns changed'],
    tables.map((each) => [
      code(tableWord(each.table)),
      each.class,
      formatCount(each.inserts),
      formatCount(each.updates),
      formatCount(each.deletes),
      each.columns.length === 0 ? '' : each.columns.map(code).join(', '),
    ]),
  );

/** One call with its rows, for readers who may see the data; what is masked in it is taken out later. */
export function exampleOf({ example }: NoteFinding): string | null {
  if (example === null) return null;
  return paragraphs([
    '### Example',
    `${code(`${example.method} ${readable(example.path)}`)}${example.status === null ? '' : ` answered ${example.status}`}:`,
    ...example.rows.map(rowInWords),
  ]);
}

/** Percent-decoded where that is possible. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

const OP_WORDS = { insert: 'added to', update: 'changed in', delete: 'removed from', truncate: 'emptied:' } as const;

function rowInWords({ op, table: name, values }: NoteRowChange): string {
  const cell = (value: string | null): string => (value === null ? '' : code(value));
  const rows = values.map(({ column, before, after }) => [code(column), cell(before), cell(after)]);
  return paragraphs([
    `One row ${OP_WORDS[op]} ${code(tableWord(name))}:`,
    rows.length === 0 ? null : table(['Column', 'Before', 'After'], rows),
  ]);
}

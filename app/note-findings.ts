import type { ClassedChange } from '../shared/call-views.ts';
import type { Cell, Row } from '../shared/records.ts';
import type { FindingRow } from '../shared/views.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { hasNote } from './export/migration-notes.ts';
import type { NoteBody, NoteCall, NoteFinding, NoteRowChange } from './export/note-input.ts';
import { chosen } from './lists.ts';
import type { Db } from './store/database.ts';
import { readFindingsByKey, type StoredFinding } from './store/findings.ts';
import { createHistoryReader } from './track/history.ts';
import { readNoteDecisions } from './track/note-text.ts';
import { callProofOf } from './views/call-proof.ts';
import { textsOf } from './views/rule-texts.ts';

/** Of an inventory's rows those named that have a note to tell, in the order named; null: all of them, as they stand. */
export function noteFindings(
  db: Db,
  classes: ClassLookup,
  inventory: readonly FindingRow[],
  keys: readonly string[] | null,
): NoteFinding[] {
  const rows = chosen(inventory, keys, ({ key }) => key).filter(hasNote);
  const stored = readFindingsByKey(
    db,
    rows.map(({ key }) => key),
  );
  const decisions = readNoteDecisions(db);
  const historyOf = createHistoryReader(db);
  return rows.map((row) => {
    const own = stored.get(row.key) ?? [];
    return {
      ...row,
      history: historyOf(row.key, own),
      texts: textsOf(row, own),
      example: exampleOf(db, classes, own),
      ...decisions(row.key),
    };
  });
}

/** The counted call that the rule names first: its evidence stands strongest first. */
function exampleOf(db: Db, classes: ClassLookup, stored: readonly StoredFinding[]): NoteCall | null {
  const told = stored.findLast((finding) => finding.judgement.counted.length > 0);
  const proof = told ? callProofOf(db, classes, told.judgement.counted[0] as number) : null;
  return (
    proof &&
    noteCall(
      proof.exchange,
      proof.links.flatMap((link) => link.changes).filter((change) => change.counted),
    )
  );
}

type Exchange = NonNullable<ReturnType<typeof callProofOf>>['exchange'];

const noteCall = (
  { method, path, query, status, request, response }: Exchange,
  rows: readonly ClassedChange[],
): NoteCall => ({
  ...{ method, path, query, status },
  request: noteBody(request.body),
  response: noteBody(response.body),
  rows: rows.map(toRowChange),
});

/** Only a whole body shows what is in it. */
const noteBody = (body: Exchange['request']['body']): NoteBody | null =>
  body?.state === 'full' ? { mime: body.mime, text: body.text } : null;

function toRowChange(change: ClassedChange): NoteRowChange {
  const { op, table, before, after } = change;
  const columns = change.changed ?? Object.keys({ ...before, ...after });
  return {
    op,
    table,
    values: columns.map((column) => ({ column, before: cellText(before, column), after: cellText(after, column) })),
  };
}

function cellText(row: Row | null, column: string): string | null {
  const cell: Cell | undefined = row?.[column];
  if (cell === undefined) return null;
  if (cell === null) return 'NULL';
  if (typeof cell !== 'object') return String(cell);
  return 'digits' in cell ? cell.digits : null;
}

/** The newest run that a finding's proof rests on. */
export const newestRun = ({ runs }: FindingRow): number | null =>
  runs.findLast(({ state }) => state !== 'not-seen')?.run ?? null;

import type { z } from 'zod';
import type { notesInput } from '../shared/inputs.ts';
import type { NotesPreview } from '../shared/note-views.ts';
import type { Cell, Row } from '../shared/records.ts';
import type { ClassedChange, FindingRow } from '../shared/views.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { hasNote, migrationNotes } from './export/migration-notes.ts';
import type { NoteCall, NoteFinding, NoteRowChange } from './export/note-input.ts';
import type { Db } from './store/database.ts';
import { readFindings } from './store/findings.ts';
import { readRuns, readyRuns } from './store/runs.ts';
import { readHistoryEntries } from './track/history.ts';
import { callProofOf } from './views/call-proof.ts';
import { findingRows } from './views/inventory.ts';
import { textsOf } from './views/rule-texts.ts';

/** Migration notes for the findings named, or for all that have one. */
export function notesOf(
  db: Db,
  classes: ClassLookup,
  workspace: string,
  input: z.output<typeof notesInput>,
  today: Date,
): NotesPreview {
  const wanted = input.keys && new Set(input.keys);
  const stored = readFindings(db).filter((finding) => wanted === null || wanted.has(finding.key));
  const findings = findingRows(db, readyRuns(db), stored)
    .map((row) => ({
      ...row,
      history: readHistoryEntries(
        db,
        row.key,
        stored.filter(({ key }) => key === row.key),
      ),
      example: null,
      texts: textsOf(row, stored),
    }))
    .filter(hasNote);
  const notes = migrationNotes({
    workspace,
    generatedOn: today.toISOString().slice(0, 10),
    parts: input.parts,
    runs: readRuns(db).map((run) => ({ id: run.id, at: run.atMs })),
    findings: findings.map(
      (finding): NoteFinding => ({ ...finding, example: exampleOf(db, classes, finding, stored) }),
    ),
  });
  return { ...notes, fileName: 'migration-notes.md' };
}

/** The counted call that the rule names first: its evidence stands strongest first. */
function exampleOf(
  db: Db,
  classes: ClassLookup,
  row: FindingRow,
  stored: ReturnType<typeof readFindings>,
): NoteCall | null {
  const told = stored.findLast((finding) => finding.key === row.key && finding.judgement.counted.length > 0);
  const proof = told ? callProofOf(db, classes, told.judgement.counted[0] as number) : null;
  if (!proof) return null;
  const { method, path, status } = proof.exchange;
  const rows = proof.links.flatMap((link) => link.changes).filter((change) => change.counted);
  return { method, path, status, rows: rows.map(toRowChange) };
}

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

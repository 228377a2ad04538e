import { STATUS_LABELS } from '../../shared/text.ts';
import type { Exception, HistoryEntry, Tracking } from '../../shared/views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import type { Db } from '../store/database.ts';
import { countNotes, type DecisionField, type DecisionRow, readAllDecided, readHistory } from '../store/decisions.ts';

/** The present decisions about every finding; one that nobody touched is `detected`. */
export function readTracking(db: Db): (key: string) => Tracking {
  const decided = readAllDecided(db, 'finding');
  const notes = countNotes(db);
  return (key) => toTracking(decided.get(key) ?? {}, notes.get(key) ?? 0);
}

function toTracking(fields: Partial<Record<DecisionField, unknown>>, notes: number): Tracking {
  return {
    status: (fields.status as MigrationStatus | undefined) ?? 'detected',
    owner: (fields.owner as string | undefined) ?? null,
    ticket: (fields.ticket as string | undefined) ?? null,
    exception: (fields.exception as Exception | undefined) ?? null,
    shippedOn: (fields['shipped-on'] as string | undefined) ?? null,
    notes,
  };
}

/** The status a finding had before it became an exception. */
export function statusBeforeException(db: Db, key: string): MigrationStatus {
  const accepted = readHistory(db, `finding:${key}`).find(
    (row) => row.field === 'status' && row.after === 'exception' && !row.undone,
  );
  return (accepted?.before as MigrationStatus | null | undefined) ?? 'detected';
}

/** Every decision about a finding in words, newest first; undone ones stay, marked. */
export function readHistoryEntries(db: Db, key: string): HistoryEntry[] {
  return readHistory(db, `finding:${key}`).flatMap((row) => {
    const text = inWords(row);
    if (text === null) return [];
    const field = row.field as HistoryEntry['field'];
    return [{ id: row.id, atMs: row.atMs, who: row.who, field, text, why: row.why, undone: row.undone }];
  });
}

/** Null for the parts of an action that another part already tells. */
function inWords({ field, before, after }: DecisionRow): string | null {
  switch (field) {
    case 'status':
      return `${statusLabel(before)} to ${statusLabel(after)}`;
    case 'owner':
      return after ? `Owner: ${after}` : 'No owner';
    case 'ticket':
      return after ? `Ticket: ${after}` : 'No ticket';
    case 'note':
      return String(after);
    case 'shipped-on':
      return after ? `Live from ${after}` : null;
    case 'exception': {
      const exception = after as Exception | null;
      return exception ? `Exception until ${exception.until ?? 'no end'}: ${exception.words}` : 'Exception ended';
    }
    case 'class':
      return `Class: ${after ?? 'default'}`;
    // Said of links, not of findings.
    case 'rejected':
    case 'job':
      return null;
  }
}

const statusLabel = (status: unknown): string => STATUS_LABELS[(status as MigrationStatus | null) ?? 'detected'];

import type { NoteDates } from '../../shared/note-views.ts';
import { STATUS_LABELS } from '../../shared/text.ts';
import type { Exception, HistoryEntry } from '../../shared/tracking-views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import type { Db } from '../store/database.ts';
import { type DecisionRow, readHistory } from '../store/decisions.ts';
import type { StoredFinding } from '../store/findings.ts';
import { dayWord } from './day.ts';
import { createFollowerOfFew, type Followed } from './tracking.ts';

/**
 * Reads every decision about a finding in words, newest first, undone ones marked; with them what runs and the calendar
 * have made of the one that stands. What all findings share is read once.
 */
export function createHistoryReader(
  db: Db,
  nowMs = Date.now(),
): (key: string, history: readonly StoredFinding[]) => HistoryEntry[] {
  const follow = createFollowerOfFew(db, nowMs);
  return (key, history) => {
    const rows = readHistory(db, `finding:${key}`);
    const decided = rows.flatMap((row) => toEntry(row));
    return [...followingEntries(follow(key, history), rows), ...decided].sort((a, b) => b.atMs - a.atMs);
  };
}

function toEntry(row: DecisionRow): HistoryEntry[] {
  const text = inWords(row);
  if (text === null) return [];
  const field = row.field as HistoryEntry['field'];
  return [{ id: row.id, atMs: row.atMs, who: row.who, field, text, why: row.why, undone: row.undone }];
}

/** Moves that nobody made. They come after the decision that they follow from, however old the run. */
function followingEntries({ returned, proved }: Followed, rows: readonly DecisionRow[]): HistoryEntry[] {
  const since = rows.find((row) => !row.undone && (row.field === 'status' || row.field === 'shipped-on'))?.atMs ?? 0;
  const entry = (at: number, run: number | null, text: string, why: string): Omit<HistoryEntry, 'id'> => ({
    atMs: Math.max(at, since),
    who: run === null ? 'The calendar' : `Run ${run}`,
    field: 'status',
    text,
    why,
    undone: false,
  });
  let from: MigrationStatus = 'shipped';
  const moves = (proved?.moves ?? []).map((move) => {
    const text = `${STATUS_LABELS[from]} to ${STATUS_LABELS[move.to]}`;
    from = move.to;
    return entry(move.atMs, move.run, text, move.why);
  });
  const back = returned ? [entry(returned.atMs, returned.run, 'Exception ended', returned.why)] : [];
  // Decisions have positive ids.
  return [...moves, ...back].map((each, at) => ({ ...each, id: -1 - at })).reverse();
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
    case 'note-text':
      return 'Text of the migration note';
    case 'note-dates': {
      const dates = after as NoteDates | null;
      const [from, on] = [dates?.deprecation, dates?.sunset].map((day) => (day ? dayWord(day) : 'not decided'));
      return `Deprecated from: ${from}, switch: ${on}`;
    }
    case 'shipped-on':
      return after ? `Live from ${dayWord(String(after))}` : null;
    case 'exception': {
      const exception = after as Exception | null;
      const until = exception?.until ? dayWord(exception.until) : 'no end';
      return exception ? `Exception until ${until}: ${exception.words}` : 'Exception ended';
    }
    case 'class':
      return `Class: ${after ?? 'default'}`;
    // Said of links, routes and the inventory, not of findings.
    case 'rejected':
    case 'job':
    case 'template':
    case 'view':
    case 'run-note':
    case 'moved':
      return null;
  }
}

const statusLabel = (status: unknown): string => STATUS_LABELS[(status as MigrationStatus | null) ?? 'detected'];

import { type AuditTable, BODY_KIB, policySchema } from '../../shared/inputs.ts';
import { createRun, deleteCapture, deleteUnfinished } from '../store/captures.ts';
import { type Db, isFull } from '../store/database.ts';
import { findCounterpart, readyRuns } from '../store/runs.ts';
import { maskingKey, readSetting, writeSetting } from '../store/settings.ts';
import { ImportCancelled, type ImportControl } from './import-control.ts';
import { type FileResult, NOTHING } from './import-file.ts';
import type { FileDraft, ImportOrder, Progress } from './import-progress.ts';
import { createMasker } from './mask.ts';
import { readAll } from './read-all.ts';
import { requestIdNames } from './request-keys.ts';
import { secretNames } from './secrets.ts';
import { withTightHeap } from './tight-heap.ts';

/** What comes after reading: attribution and judging; makes the run visible. Returns the run it went into. */
export type Finish = (
  db: Db,
  runId: number,
  /** The earlier run that the files belong to; asked again before anything is kept, because others import too. */
  joins: () => number | null,
  progress: Progress,
  check: ImportControl['check'],
) => Promise<number>;

/**
 * Reads all files of an order into one run that stays invisible until `finish` has made it whole.
 * Cancelling, or any error, leaves nothing behind. The outcome is reported through `progress`.
 */
export async function runImport(
  db: Db,
  order: ImportOrder,
  control: ImportControl,
  progress: Progress,
  finish: Finish,
  nowMs: number,
): Promise<void> {
  const runId = createRun(db, nowMs, order.id);
  const described: AuditTable[] = [];
  try {
    const results = await withTightHeap(() => readFiles(db, runId, order, control, progress, described));
    control.check();
    if (order.strict) refuseUnread(progress.files);
    await conclude(db, runId, results, progress, async (joins) => {
      const into = await finish(db, runId, joins, progress, control.check);
      for (const table of described.toReversed()) keepDescription(db, table);
      return into;
    });
  } catch (error) {
    dropRun(db, runId);
    if (error instanceof ImportCancelled) progress.enter('cancelled', { message: 'Nothing was kept.' });
    else progress.enter('failed', { message: `${wordsFor(error)}. Nothing was kept.` });
  }
}

/** On a full disk not even this can be written: then the engine tries when the import's thread has ended. */
function dropRun(db: Db, runId: number): void {
  try {
    deleteUnfinished(db, runId);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

const wordsFor = (error: unknown): string =>
  isFull(error)
    ? `The workspace could not be written (${error.message}). Free some space on its disk and import again`
    : (error as Error).message;

async function readFiles(
  db: Db,
  runId: number,
  order: ImportOrder,
  control: ImportControl,
  progress: Progress,
  described: AuditTable[],
): Promise<FileResult[]> {
  const masker = createMasker(
    maskingKey(db),
    secretNames(readSetting(db, 'masked-names') ?? []),
    requestIdNames(readSetting(db, 'request-id-names') ?? []),
  );
  const bodyLimit = (readSetting(db, 'body-kib') ?? BODY_KIB) * 1024;
  const results = await readAll({ db, runId, masker, bodyLimit, order, control, progress, described });
  const ask = order.keepDamaged
    ? async () => 'keep' as const
    : order.strict
      ? async () => 'leave-out' as const
      : control.choice;
  return askAboutDamage(db, results, ask, progress);
}

/** Files of the same columns are read by it from now on. */
function keepDescription(db: Db, table: AuditTable): void {
  const policy = readSetting(db, 'policy') ?? policySchema.parse({});
  const others = policy.auditTables.filter(({ name }) => name !== table.name);
  writeSetting(db, 'policy', { ...policy, auditTables: [table, ...others] });
}

/** Waits, after all else is read, for a decision on each damaged file. */
async function askAboutDamage(
  db: Db,
  results: FileResult[],
  ask: ImportControl['choice'],
  progress: Progress,
): Promise<FileResult[]> {
  for (const [at, file] of progress.files.entries()) {
    if (file.state !== 'damaged') continue;
    progress.enter('waiting');
    const choice = await ask(file.id);
    if (choice === 'keep') file.state = 'read';
    else {
      const { captureId, masked } = results[at] as FileResult;
      if (captureId !== null) deleteCapture(db, captureId);
      progress.masked = without(progress.masked, masked);
      results[at] = NOTHING;
      file.state = 'left-out';
    }
  }
  return results;
}

const without = (counts: Record<string, number>, less: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([sort, times]) => [sort, times - (less[sort] ?? 0)]));

/** A strict import takes all files or none; of an archive, all that are captures. */
function refuseUnread(files: readonly FileDraft[]): void {
  const taken = files.filter(isTaken);
  const unread = files.filter((file) => !isTaken(file));
  const bad = unread.filter((file) => !liesBeside(file, taken));
  for (const file of unread) if (!bad.includes(file)) file.state = 'left-out';
  if (bad.length > 0) throw new Error(`${bad.map((file) => file.name).join(', ')} could not be read whole`);
}

const isTaken = ({ state }: FileDraft): boolean => state === 'read' || state === 'duplicate';

/** A note that was packed together with a capture is no damage. */
const liesBeside = (file: FileDraft, taken: readonly FileDraft[]): boolean =>
  file.state === 'not-a-capture' &&
  file.candidates.length === 0 &&
  taken.some((other) => archiveOf(other) === archiveOf(file));

/** What a ZIP holds is numbered after it: `0`, `0/1`, `0/2`. */
const archiveOf = ({ id }: FileDraft): string => id.split('/', 1)[0] as string;

async function conclude(
  db: Db,
  runId: number,
  results: readonly FileResult[],
  progress: Progress,
  finish: (joins: () => number | null) => Promise<number>,
): Promise<void> {
  const kept = results.filter((result) => result.captureId !== null);
  if (kept.length === 0) {
    deleteUnfinished(db, runId);
    const known = results.find((result) => result.sameAs)?.sameAs ?? null;
    if (known) progress.enter('done', { runId: known.runId, message: `Nothing new: already in run ${known.runId}.` });
    else progress.enter('failed', { message: 'None of these files could be read. Nothing was kept.' });
    return;
  }
  const into = await finish(() => joinedRun(db, results) ?? findCounterpart(db, runId));
  progress.enter('done', { runId: into });
}

/** New files dropped together with files of one earlier run belong to that run. */
function joinedRun(db: Db, results: readonly FileResult[]): number | null {
  const runs = new Set(results.flatMap((result) => (result.sameAs ? [result.sameAs.runId] : [])));
  const [only] = runs;
  return only !== undefined && runs.size === 1 && readyRuns(db).includes(only) ? only : null;
}

import type { z } from 'zod';
import type { classifyInput } from '../shared/inputs.ts';
import { asksForWork } from '../shared/status-machine.ts';
import { type ClassChange, isWorse, type VerdictMove } from '../shared/table-views.ts';
import { CLASS_LABELS, listOf, tableWord } from '../shared/text.ts';
import type { Settling } from '../shared/tracking-views.ts';
import type { FindingRow } from '../shared/views.ts';
import { type TableClass, VERDICTS, type Verdict } from '../shared/words.ts';
import { classKey } from './audit/table-classes.ts';
import { type ClassEdit, readClasses } from './classes.ts';
import { groundsOf, judgeWatched, storedRun, type Watch } from './judging.ts';
import { followChange } from './judging-again.ts';
import { asOfNow, type Db } from './store/database.ts';
import { applyAction, type Step } from './store/decisions.ts';
import { readFindings, readFindingsOfKeys, type StoredFinding } from './store/findings.ts';
import { readyRuns } from './store/runs.ts';
import { findingRows } from './views/inventory.ts';

type Input = z.output<typeof classifyInput>;

/** One table or column and the class it gets; null: its default back. */
export interface ClassSet {
  readonly table: string;
  readonly column: string | null;
  readonly class: TableClass | null;
}

const setsOf = (input: Input): ClassSet[] => input.tables.map((target) => ({ ...target, class: input.class }));

/** The verdicts that would follow from a class change; nothing is kept. */
export const previewClasses = (db: Db, input: Input, watch: Watch): Promise<ClassChange> =>
  previewSets(db, setsOf(input), watch);

/** Gives tables or columns a class, or their default back, as one action; verdicts follow. */
export const classifyTables = (db: Db, input: Input, by: Omit<KeptBy, 'label'>): Promise<ClassChange> =>
  keepSets(db, setsOf(input), { ...by, label: labelOf(input) });

export async function previewSets(db: Db, sets: readonly ClassSet[], watch: Watch): Promise<ClassChange> {
  const started = performance.now();
  const edits = sets.map(({ table, column, class: value }): ClassEdit => [classKey(table, column), value]);
  const [runs, grounds] = [readyRuns(db).map(storedRun), groundsOf(db, readClasses(db, edits))];
  const after = await asOfNow(db, () => judgeWatched(db, runs, grounds, watch));
  return { ...compareFindings(rowsOf(db), rowsOf(db, after)), tookMs: since(started) };
}

export interface KeptBy {
  readonly who: string;
  readonly atMs: number;
  readonly label: string;
  /** Resolves when the verdicts are those of the classes kept. */
  readonly followed: () => Promise<void>;
}

/** Keeps the classes as one action, at once or not at all, and says what followed when it has. */
export async function keepSets(db: Db, sets: readonly ClassSet[], { followed, ...by }: KeptBy): Promise<ClassChange> {
  const started = performance.now();
  const before = rowsOf(db);
  db.transaction(() => {
    applyAction(db, { ...by, steps: sets.map(stepOf) });
    followChange(db, readyRuns(db));
  }).immediate();
  await followed();
  return { ...compareFindings(before, rowsOf(db)), tookMs: since(started) };
}

const stepOf = ({ table, column, class: value }: ClassSet): Step => ({
  subject: column === null ? `table:${table}` : `column:${classKey(table, column)}`,
  field: 'class',
  value,
});

function labelOf(input: Input): string {
  const [first] = input.tables;
  const what =
    input.tables.length === 1 && first ? classKey(first.table, first.column) : `${input.tables.length} tables`;
  return `Class: ${what} is ${input.class === null ? 'default again' : CLASS_LABELS[input.class]}`;
}

/** Between these nothing follows for anybody. */
const QUIET: ReadonlySet<Verdict> = new Set(['holds', 'not-judged']);

const since = (started: number): number => Math.round(performance.now() - started);

/** The workspace's findings with what people decided; of `stored`, as they would be. */
export const rowsOf = (db: Db, stored: readonly StoredFinding[] = readFindings(db)): FindingRow[] =>
  findingRows(db, readyRuns(db), stored);

/**
 * The verdicts that moved, and how many findings ask for work, before and after.
 * @param formerly the keys under which a finding stood before, where its route is another now
 */
export function compareFindings(
  before: readonly FindingRow[],
  now: readonly FindingRow[],
  formerly: (key: string) => readonly string[] = () => [],
): Omit<ClassChange, 'tookMs'> {
  const was = new Map(before.map((row) => [row.key, row]));
  const verdictBefore = (key: string): Verdict => {
    const own = was.get(key) ?? worstOf(formerly(key).flatMap((former) => was.get(former) ?? []));
    return own?.verdict ?? 'not-judged';
  };
  const moves = now.flatMap((row): VerdictMove[] => {
    const old = verdictBefore(row.key);
    if (old === row.verdict || (QUIET.has(old) && QUIET.has(row.verdict))) return [];
    return [
      { key: row.key, endpoint: row.endpoint, rule: row.rule, before: old, after: row.verdict, summary: row.summary },
    ];
  });
  return {
    moves: moves.sort((a, b) => Number(isWorse(b)) - Number(isWorse(a))),
    openBefore: countOpen([...was.values()]),
    openAfter: countOpen(now),
  };
}

const worstOf = (rows: readonly FindingRow[]): FindingRow | undefined =>
  rows.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict))[0];

/**
 * What giving the tables that these findings write the class telemetry would settle, as exceptions do one by one; null
 * where it settles none of them, or makes another verdict worse.
 */
export async function settledBy(db: Db, keys: readonly string[], watch: Watch): Promise<Settling | null> {
  const tables = domainTables(db, keys);
  if (tables.length === 0) return null;
  const targets = tables.map((table) => ({ table, column: null }));
  const { moves } = await previewClasses(db, { tables: targets, class: 'telemetry' }, watch);
  const settled = moves.filter(({ after }) => after === 'allowed' || after === 'holds');
  const own = settled.filter(({ key }) => keys.includes(key)).length;
  if (own === 0 || settled.length < moves.length) return null;
  const others = settled.length - own;
  const what = `${keys.length === 1 ? 'this' : `${own} of these`}${others > 0 ? ` and ${others} more` : ''}`;
  return { tables, words: `Classing ${listOf(tables.map(tableWord))} as telemetry would settle ${what}.` };
}

const domainTables = (db: Db, keys: readonly string[]): string[] => [
  ...new Set(
    readFindingsOfKeys(db, keys)
      .filter(({ verdict }) => verdict === 'broken')
      .flatMap(({ judgement }) => judgement.tables.filter(({ class: meaning }) => meaning === 'domain'))
      .map(({ table }) => table),
  ),
];

/** How many findings ask for work. */
export const countOpen = (rows: readonly FindingRow[]): number =>
  rows.filter((row) => asksForWork(row.verdict, row.tracking.status)).length;

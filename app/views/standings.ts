import type { MigrationStatus, RuleId, Verdict } from '../../shared/words.ts';
import type { RunVerdict, StatusMove } from '../store/verdicts.ts';

/** One finding through all runs: what each said that could tell, and how its status moved. */
export interface FindingLine {
  readonly key: string;
  readonly endpointId: number;
  readonly rule: RuleId;
  /** Oldest traffic first. */
  readonly said: readonly RunVerdict[];
  /** Oldest first. */
  readonly moves: readonly StatusMove[];
}

/** The time after a run until the next one was imported: what people decided in it belongs to that run's state. */
export interface Moment {
  readonly run: number;
  /** The run and those before it in the order of their traffic. */
  readonly upTo: ReadonlySet<number>;
  readonly untilMs: number;
}

/** How a finding stood at a moment. */
export interface Standing {
  /** By the newest run so far that could tell: a run that did not see it does not speak for it. */
  readonly said: RunVerdict | null;
  readonly verdict: Verdict;
  readonly status: MigrationStatus;
}

/** What runs said of each finding, oldest traffic first. */
export type SaidByKey = ReadonlyMap<string, readonly RunVerdict[]>;

/** Findings with what runs said of them; `moves` oldest first. */
export function linesOf(saidByKey: SaidByKey, moves: readonly StatusMove[]): FindingLine[] {
  const moved = Map.groupBy(moves, (move) => move.key);
  return [...saidByKey].map(([key, said]) => {
    const { endpointId, rule } = said.at(-1) as RunVerdict;
    return { key, endpointId, rule, said, moves: moved.get(key) ?? [] };
  });
}

/** One for each run, `runs` in the order of their traffic; the last has no end yet. */
export function momentsOf(runs: readonly { readonly id: number; readonly atMs: number }[]): Moment[] {
  const ids = runs.map(({ id }) => id);
  return runs.map(({ id, atMs }, i) => ({
    run: id,
    upTo: new Set(ids.slice(0, i + 1)),
    // An older recording may be imported after a newer one: nothing was decided between the two.
    untilMs: Math.max(atMs, runs[i + 1]?.atMs ?? Number.POSITIVE_INFINITY),
  }));
}

/** What was said and decided of a finding at a moment of the past. */
export function standingAt({ said, moves }: FindingLine, { upTo, untilMs }: Moment): Standing {
  const newest = said.findLast((verdict) => upTo.has(verdict.runId)) ?? null;
  const move = moves.findLast(({ atMs }) => atMs < untilMs);
  return { said: newest, verdict: newest?.verdict ?? 'not-judged', status: move?.status ?? 'detected' };
}

import type { RuleId, Verdict } from '../../shared/words.ts';
import type { JudgementHead, StoredFinding } from '../store/findings.ts';
import type { RunTime } from '../store/runs.ts';
import { dayOf } from './day.ts';

/** What one run says of a finding: the input of proof and of the conditions of exceptions. */
export interface Seen {
  readonly run: number;
  /** When the workspace learnt of it. */
  readonly atMs: number;
  /** Local days of its first and last request; null where its files name no time. */
  readonly days: readonly [from: string, to: string] | null;
  /** `not-judged` where the endpoint was not called, or no call could tell. */
  readonly verdict: Verdict;
  /** Calls that could show the fault, and those that did. */
  readonly calls: number;
  readonly wrote: number;
  /** Why it says nothing, where it does not. */
  readonly why: string;
  /** Tables of the product that its calls wrote. */
  readonly tables: readonly string[];
  /** Fields of responses that carry what its calls wrote: `data.id = page_hits.id`. */
  readonly shown: readonly string[];
}

/** As much of a stored finding as is looked at. */
export interface SeenFinding extends Pick<StoredFinding, 'runId' | 'verdict'> {
  readonly judgement: JudgementHead;
}

/** What every run says of one finding, oldest traffic first. */
export function seenBy(runs: readonly RunTime[], history: readonly SeenFinding[]): Seen[] {
  const byRun = new Map(history.map((finding) => [finding.runId, finding]));
  return runs.map((run) => toSeen(run, byRun.get(run.id)));
}

function toSeen({ id, atMs, fromUs, toUs }: RunTime, finding: SeenFinding | undefined): Seen {
  const days = fromUs === null ? null : ([dayOf(fromUs / 1000), dayOf((toUs ?? fromUs) / 1000)] as const);
  const run = { run: id, atMs, days };
  if (!finding) return { ...run, verdict: 'not-judged', calls: 0, wrote: 0, why: 'not called', tables: [], shown: [] };
  const { verdict, judgement } = finding;
  return {
    ...run,
    verdict,
    calls: judgement.proof.calls,
    wrote: verdict === 'broken' ? judgement.proof.wrote : 0,
    why: judgement.clause,
    tables: judgement.tables.filter((table) => table.class === 'domain').map(({ table }) => table),
    shown: judgement.shown ?? [],
  };
}

/** The rule of a finding's key: `safe-method-writes GET https://host/items/{}`. */
export const ruleOfKey = (key: string): RuleId => key.slice(0, key.indexOf(' ')) as RuleId;

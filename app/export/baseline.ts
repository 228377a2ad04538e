import type { Baseline, BaselineEntry } from '../../shared/baseline.ts';
import type { FindingRow } from '../../shared/views.ts';

/** A run's findings held against the accepted ones. */
export interface Comparison<Row extends FindingRow> {
  readonly fresh: readonly Row[];
  readonly expired: readonly Held<Row>[];
  readonly accepted: readonly Held<Row>[];
  readonly gone: readonly BaselineEntry[];
  readonly untold: readonly BaselineEntry[];
}

interface Held<Row extends FindingRow> {
  readonly row: Row;
  readonly entry: BaselineEntry;
}

/** @param today ISO date; an entry counts up to and with its last day */
export function compareWithBaseline<Row extends FindingRow>(
  rows: readonly Row[],
  baseline: Baseline,
  today: string,
): Comparison<Row> {
  const entries = new Map(baseline.findings.map((entry) => [entry.key, entry]));
  const verdicts = new Map(rows.map((row) => [row.key, row.verdict]));
  const broken = rows.filter((row) => row.verdict === 'broken');
  const held = broken.flatMap((row) => {
    const entry = entries.get(row.key);
    return entry ? [{ row, entry }] : [];
  });
  const isGone = ({ key }: BaselineEntry) => ['holds', 'allowed'].includes(verdicts.get(key) ?? '');
  const isTold = (entry: BaselineEntry) => isGone(entry) || verdicts.get(entry.key) === 'broken';
  return {
    fresh: broken.filter((row) => !entries.has(row.key)),
    expired: held.filter(({ entry }) => isOver(entry, today)),
    accepted: held.filter(({ entry }) => !isOver(entry, today)),
    gone: baseline.findings.filter(isGone),
    untold: baseline.findings.filter((entry) => !isTold(entry)),
  };
}

const isOver = ({ until }: BaselineEntry, today: string): boolean => until !== null && until < today;

/**
 * The baseline after a run: what is gone leaves it, what the run cannot tell stays, and nothing enters unless it is
 * accepted with a reason. Accepting renews expired entries, too.
 */
export function nextBaseline(
  { findings, ...rest }: Baseline,
  { fresh, expired, gone }: Comparison<FindingRow>,
  accept: Pick<BaselineEntry, 'reason' | 'owner' | 'until'> | null,
  today: string,
): Baseline {
  const removed = new Set(gone.map(({ key }) => key));
  const taken = accept === null ? [] : [...fresh, ...expired.map(({ row }) => row)];
  const renewed = new Set(taken.map(({ key }) => key));
  const kept = findings.filter(({ key }) => !removed.has(key) && !renewed.has(key));
  const added = accept === null ? [] : taken.map(({ key }) => ({ key, ...accept, addedOn: today }));
  return { ...rest, findings: [...kept, ...added].toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}

import type { RequestKey, Stamp } from '../../shared/records.ts';
import { isNamed, type LogMarks } from './log-marks.ts';
import { sameServers } from './same-servers.ts';

/** A transaction as far as it tells whether another log of the run has it too. */
export interface LoggedTransaction extends LogMarks {
  readonly id: number;
  readonly captureId: number;
  readonly sourceId: string;
  readonly time: Stamp | null;
  readonly keys: readonly RequestKey[];
  readonly changes: number;
  /** From a log of statements. */
  readonly isStatements: boolean;
}

export interface LogTwins {
  /** Transactions that another log tells better, or that change nothing. */
  readonly left: ReadonlySet<number>;
  /** All that the logs say together of what caused a transaction; only where there are several. */
  readonly keysOf: ReadonlyMap<number, readonly RequestKey[]>;
}

/** Clocks of one server, read at the beginning, the end or the commit of the same transaction. */
const APART_US = 60_000_000;

/**
 * Finds transactions that several logs of one run tell of: equal ids near in time, of one server; without ids, equal
 * changes at the same time. The log that gives the most rows counts, and what the others say of the cause is its own,
 * too. Where a log of rows covers the time, statements without an id tell of rows that it has already, and are left out.
 */
export function findLogTwins(transactions: readonly LoggedTransaction[]): LogTwins {
  const left = new Set<number>();
  const keysOf = new Map<number, readonly RequestKey[]>();
  for (const group of groupsOf(transactions)) {
    const [best, ...others] = [...group].sort(byRows);
    if (!best || others.length === 0) continue;
    for (const { id } of others) left.add(id);
    keysOf.set(best.id, distinct(group.flatMap(({ keys }) => keys)));
  }
  const covered = coverOf(transactions);
  for (const each of transactions) if (each.changes === 0 || (each.isStatements && covered(each))) left.add(each.id);
  return { left, keysOf };
}

/** One transaction in each log. */
function* groupsOf(transactions: readonly LoggedTransaction[]): Generator<LoggedTransaction[]> {
  const named = transactions.filter(({ sourceId }) => isNamed(sourceId));
  const alike = [...Map.groupBy(named, ({ sourceId }) => sourceId).values()].filter(isOneInEach);
  const areOneServer = sameServers(alike);
  for (const same of alike) yield* apart(same, areOneServer);
  const nameless = transactions.filter(({ content }) => content !== null);
  yield* [...Map.groupBy(nameless, ({ content, time }) => `${content} ${time?.us}`).values()].filter(isOneInEach);
}

function isOneInEach(same: readonly LoggedTransaction[]): boolean {
  const [first] = same;
  const captures = new Set(same.map(({ captureId }) => captureId));
  return (
    first !== undefined &&
    captures.size > 1 &&
    captures.size === same.length &&
    same.every((each) => isNear(each, first))
  );
}

/** Servers count their transactions from the same small numbers: equal ids of two of them say nothing. */
function apart(
  same: readonly LoggedTransaction[],
  areOneServer: (one: LoggedTransaction, other: LoggedTransaction) => boolean,
): LoggedTransaction[][] {
  const groups: LoggedTransaction[][] = [];
  for (const each of same) {
    const group = groups.find((others) => others.every((other) => areOneServer(each, other)));
    if (group) group.push(each);
    else groups.push([each]);
  }
  return groups.filter((group) => group.length > 1);
}

/** Without times the id alone decides. */
const isNear = (one: LoggedTransaction, other: LoggedTransaction): boolean =>
  one.time === null || other.time === null || Math.abs(one.time.us - other.time.us) <= APART_US;

const byRows = (one: LoggedTransaction, other: LoggedTransaction): number =>
  Number(one.isStatements) - Number(other.isStatements) || other.changes - one.changes || one.id - other.id;

/** Whether a log of rows was being written at that moment. */
function coverOf(transactions: readonly LoggedTransaction[]): (transaction: LoggedTransaction) => boolean {
  const rows = transactions.filter(({ isStatements, changes }) => !isStatements && changes > 0);
  const spans = [...Map.groupBy(rows, ({ captureId }) => captureId).values()].map(spanOf);
  return ({ time }) =>
    spans.some(
      (span) => time === null || (span !== null && span[0] <= time.us + SLACK_US && time.us <= span[1] + SLACK_US),
    );
}

/** The first or last commit itself lies a little before or behind its statement's line. */
const SLACK_US = 1_000_000;

function spanOf(rows: readonly LoggedTransaction[]): readonly [from: number, to: number] | null {
  const times = rows.flatMap(({ time }) => (time ? [time.us] : []));
  return times.length === 0
    ? null
    : times.reduce<[number, number]>(([from, to], us) => [Math.min(from, us), Math.max(to, us)], [Infinity, -Infinity]);
}

const distinct = (keys: readonly RequestKey[]): RequestKey[] => [
  ...new Map(keys.map((key) => [`${key.kind} ${key.value}`, key])).values(),
];

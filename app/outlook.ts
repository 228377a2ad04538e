import type { Link } from '../shared/records.ts';
import { routePaths } from './attributing.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { moveClasses, readClasses } from './classes.ts';
import type { TwinGroup } from './ingest/twins.ts';
import { groundsOf, type JudgedRun, judgeWatched, storedRun, type Watch } from './judging.ts';
import { asOfNow, type Db } from './store/database.ts';
import { planEndpoints, type RoutePlan } from './store/endpoints.ts';
import { findingsVersion, type StoredFinding } from './store/findings.ts';
import { readNewestWrites, readTableColumns } from './store/inventory.ts';
import { readyRuns } from './store/runs.ts';
import { readTwinMarks } from './store/twins.ts';

/** A run that is read and attributed, and that nobody sees yet. */
export interface Coming {
  readonly runId: number;
  /** The earlier run that its captures will go to. */
  readonly joins: number | null;
  /** Of all transactions of both. */
  readonly links: readonly Link[];
  readonly twins: readonly TwinGroup[];
}

/** What publishing a run will bring, worked out beforehand. */
export interface Outlook {
  /** It holds while this is the version of the findings: whatever changes what they rest on makes them anew. */
  readonly version: string;
  readonly plan: RoutePlan;
  /** Of these runs: the new one, and earlier ones of which the rules will say something else. */
  readonly judged: readonly number[];
  readonly findings: readonly StoredFinding[];
}

/** Reads only, however long it takes: people go on deciding. */
export async function lookAhead(db: Db, { runId, joins, links, twins }: Coming, watch: Watch): Promise<Outlook> {
  const version = findingsVersion(db);
  const ready = readyRuns(db);
  const others = ready.filter((id) => id !== joins);
  const all = [...ready, runId];
  const plan = planEndpoints(db, all, routePaths(db, all));
  const classes = classesWith(db, others, links);
  const again = moveClasses(db, others, readClasses(db), classes)
    ? others
    : others.filter((id) => plan.touched.has(id));
  const run: JudgedRun = { runId: joins ?? runId, holds: joins === null ? [runId] : [joins, runId], links };
  const grounds = {
    ...groundsOf(db, classes),
    endpoints: plan.endpoints,
    planned: true,
    twins: readTwinMarks(db, twins),
  };
  const findings = await asOfNow(db, () => judgeWatched(db, [run, ...again.map(storedRun)], grounds, watch));
  return { version, plan, findings, judged: [run.runId, ...again] };
}

/** Classes when these links stand beside those of the other runs: a table is known by the columns of its newest row. */
function classesWith(db: Db, others: readonly number[], links: readonly Link[]): ClassLookup {
  const written = readNewestWrites(
    db,
    links.map(({ transactionId }) => transactionId),
  );
  return readClasses(db, [], readTableColumns(db, others, written));
}

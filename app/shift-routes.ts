import { routePaths } from './attributing.ts';
import { moveClasses, readClasses } from './classes.ts';
import { type Grounds, groundsOf, judgeAtOnce, judgeWatched, storedRun, type Watch } from './judging.ts';
import { asOfNow, type Db, onceFree } from './store/database.ts';
import { applyPlan, planEndpoints, type RoutedPath, type RoutePlan } from './store/endpoints.ts';
import { findingsVersion, replaceFindings, type StoredFinding } from './store/findings.ts';
import { readTableColumns } from './store/inventory.ts';

/** What exchanges get their endpoints by. */
export interface RouteBasis {
  /** The runs that will stand. */
  readonly runs: readonly number[];
  /** One that goes. */
  readonly without?: number;
  /** The given templates that will stand. */
  readonly given: readonly string[];
}

/** Other routes and the verdicts that follow, worked out before anything is written. */
export interface RoutesAhead {
  /** It holds while this is the version of the findings: whatever changes what they rest on makes them anew. */
  readonly version: string;
  readonly routes: readonly RoutedPath[];
  readonly plan: RoutePlan;
  /** Runs of which the rules will say something else. */
  readonly judged: readonly number[];
  readonly findings: readonly StoredFinding[];
}

/** A change after which exchanges have other endpoints. */
export interface RouteDeed<T> {
  /** Asked again before each try; null: there is nothing to do any more. */
  readonly basis: (db: Db) => RouteBasis | null;
  /** Writes it, in one transaction with what is ahead. */
  readonly keep: (db: Db, ahead: RoutesAhead) => T;
}

/**
 * Judges with the routes as they will be, however long that takes, while people go on deciding; then does it in one
 * short transaction, or anew where something changed meanwhile that routes or verdicts rest on.
 */
export async function shiftRoutes<T>(db: Db, deed: RouteDeed<T>, watch: Watch): Promise<T | null> {
  for (;;) {
    const basis = deed.basis(db);
    if (basis === null) return null;
    const { grounds, ...ahead } = planned(db, basis);
    const runs = ahead.judged.map(storedRun);
    const findings = await asOfNow(db, () => judgeWatched(db, runs, grounds, watch));
    const keep = db.transaction(() =>
      findingsVersion(db) === ahead.version ? { outcome: deed.keep(db, { ...ahead, findings }) } : null,
    );
    const kept = await onceFree(() => keep.immediate());
    if (kept !== null) return kept.outcome;
  }
}

/** The same without a rest, for a workspace that is judged sooner than another thread begins. */
export function shiftRoutesAtOnce<T>(db: Db, deed: RouteDeed<T>): T | null {
  return db
    .transaction(() => {
      const basis = deed.basis(db);
      if (basis === null) return null;
      const { grounds, ...ahead } = planned(db, basis);
      return deed.keep(db, { ...ahead, findings: judgeAtOnce(db, ahead.judged.map(storedRun), grounds) });
    })
    .immediate();
}

/** Gives exchanges and findings what was worked out for them. Call inside the transaction of a deed. */
export function applyAhead(db: Db, { plan, judged, findings }: RoutesAhead): void {
  applyPlan(db, plan);
  replaceFindings(db, judged, findings);
}

function planned(db: Db, { runs, without, given }: RouteBasis): Omit<RoutesAhead, 'findings'> & { grounds: Grounds } {
  const version = findingsVersion(db);
  const routes = routePaths(db, runs, given);
  const plan = planEndpoints(db, runs, routes, without);
  const classes = readClasses(db, [], readTableColumns(db, runs));
  const judged = moveClasses(db, runs, readClasses(db), classes) ? runs : runs.filter((id) => plan.touched.has(id));
  return {
    ...{ version, routes, plan, judged },
    grounds: { ...groundsOf(db, classes), endpoints: plan.endpoints, planned: true },
  };
}

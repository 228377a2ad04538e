import type { EndpointName } from '../../shared/views.ts';
import type { Db } from './database.ts';
import type { MovedEndpoint } from './moved-decisions.ts';
import { removedRuns } from './removed-runs.ts';
import { dropTotals } from './totals.ts';

export interface DistinctPath {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  /** What else selects the endpoint, as of `Exchange.operation`. */
  readonly operation: string | null;
}

/** Every different request line of the given runs: what route templates are made from. */
export function readPaths(db: Db, runIds: readonly number[]): DistinctPath[] {
  return db
    .prepare<[string], DistinctPath>(
      `SELECT DISTINCT e.origin, e.method, e.path, e.operation FROM exchange e JOIN capture c ON c.id = e.capture_id
       WHERE c.run_id IN (SELECT value FROM json_each(?)) ORDER BY e.origin, e.path, e.method, e.operation`,
    )
    .all(JSON.stringify(runIds));
}

export interface PathCount {
  readonly path: string;
  readonly calls: number;
}

/** Every different path of these calls, with how many have it. */
export function readPathCounts(db: Db, exchangeIds: readonly number[]): PathCount[] {
  return db
    .prepare<[string], PathCount>(
      `SELECT e.path, count(*) AS calls FROM json_each(?) j CROSS JOIN exchange e ON e.id = j.value GROUP BY 1`,
    )
    .all(JSON.stringify(exchangeIds));
}

export interface RoutedPath extends DistinctPath {
  readonly route: string;
  readonly routeKey: string;
}

/** An endpoint whose exchanges go to several now. */
export interface SplitEndpoint {
  readonly from: string;
  /** Each that gets some of them; it may be among them itself. */
  readonly to: readonly string[];
}

export interface Reassigned {
  /** Endpoints that lost all their exchanges to one other. */
  readonly moved: readonly MovedEndpoint[];
  readonly split: readonly SplitEndpoint[];
}

/** Which endpoint every exchange of some runs will get, before any has it. One at a time on a connection. */
export interface RoutePlan extends Reassigned {
  /** All endpoints as they will be; new ones have the ids that they get. */
  readonly endpoints: ReadonlyMap<number, StoredEndpoint>;
  /** Those that are new, or will have another name. */
  readonly changed: ReadonlySet<number>;
  /** Those of all runs in which an exchange gets an endpoint that it does not have, or an endpoint another name. */
  readonly touched: ReadonlySet<number>;
}

/**
 * Reads only, all as of one moment, and keeps what is planned beside the workspace: `temp.routed` has each request
 * line's endpoint, `temp.course` each exchange that gets another.
 */
export const planEndpoints = (
  db: Db,
  runIds: readonly number[],
  paths: readonly RoutedPath[],
  /** A run that goes. */
  without: number | null = null,
): RoutePlan => db.transaction(() => planned(db, runIds, paths, without))();

function planned(db: Db, runIds: readonly number[], paths: readonly RoutedPath[], without: number | null): RoutePlan {
  const before = readEndpoints(db);
  const endpoints = routeAll(db, before, paths);
  const changed = new Set([...endpoints].flatMap(([id, { route }]) => (before.get(id)?.route === route ? [] : [id])));
  const gone = new Set([...removedRuns(db), without]);
  const courses = readCourses(db, runIds).filter(({ runId }) => !gone.has(runId));
  keepCourses(db, runIds);
  const moves = ({ from, to }: Course) => from !== to || (to !== null && changed.has(to));
  return {
    endpoints,
    changed,
    touched: new Set(courses.filter(moves).map(({ runId }) => runId)),
    ...reassignedBy(courses, (id) => nameOf(endpoints.get(id) as StoredEndpoint)),
  };
}

/** Makes it so. Call inside a transaction in which nothing of what was planned on has changed. */
export function applyPlan(db: Db, { endpoints, changed, touched }: RoutePlan): void {
  dropTotals(db, [...touched]);
  const keep = db.prepare(
    `INSERT INTO endpoint (id, method, origin, route_key, route) VALUES (@id, @method, @origin, @routeKey, @route)
     ON CONFLICT (id) DO UPDATE SET route = excluded.route`,
  );
  for (const id of changed) keep.run(endpoints.get(id) as StoredEndpoint);
  db.exec('UPDATE exchange SET endpoint_id = c.endpoint_id FROM temp.course c WHERE exchange.id = c.exchange_id');
  dropPlan(db);
}

const dropPlan = (db: Db): void => {
  db.exec('DROP TABLE IF EXISTS temp.routed; DROP TABLE IF EXISTS temp.course');
};

/** Gives every exchange of the runs its endpoint; endpoints keep their id for as long as the route's key stays. */
export function assignEndpoints(db: Db, runIds: readonly number[], paths: readonly RoutedPath[]): Reassigned {
  const plan = planEndpoints(db, runIds, paths);
  applyPlan(db, plan);
  return { moved: plan.moved, split: plan.split };
}

function routeAll(
  db: Db,
  before: ReadonlyMap<number, StoredEndpoint>,
  paths: readonly RoutedPath[],
): Map<number, StoredEndpoint> {
  dropPlan(db);
  db.exec(
    `CREATE TEMP TABLE routed (origin TEXT, method TEXT, path TEXT, operation TEXT, id INTEGER,
       PRIMARY KEY (origin, path, method, operation))`,
  );
  const keep = db.prepare('INSERT INTO temp.routed VALUES (?, ?, ?, ?, ?)');
  const endpoints = new Map(before);
  const ids = new Map([...before.values()].map((endpoint) => [nameOf(endpoint), endpoint.id]));
  // What SQLite gives the next rows; whoever applies the plan has made sure that none came in between.
  let next = Math.max(0, ...before.keys()) + 1;
  for (const { origin, method, path, operation, route, routeKey } of paths) {
    const name = nameOf({ method, origin, routeKey });
    const id = ids.get(name) ?? next++;
    ids.set(name, id);
    endpoints.set(id, { id, method, origin, route, routeKey });
    keep.run(origin, method, path, operation ?? '', id);
  }
  return endpoints;
}

const nameOf = ({ method, origin, routeKey }: Omit<StoredEndpoint, 'id' | 'route'>): string =>
  `${method} ${origin}${routeKey}`;

/** Exchanges of one run that all go from one endpoint to one. */
interface Course {
  readonly runId: number;
  readonly from: number | null;
  /** Null where neither it has one nor the run is among those that get theirs. */
  readonly to: number | null;
}

const ROUTED = `FROM exchange e JOIN capture c ON c.id = e.capture_id
  LEFT JOIN temp.routed r ON r.origin = e.origin AND r.path = e.path AND r.method = e.method
    AND r.operation = coalesce(e.operation, '') AND c.run_id IN (SELECT value FROM json_each(?))`;

/** Of all exchanges, also of runs that keep theirs. */
const readCourses = (db: Db, runIds: readonly number[]): Course[] =>
  db
    .prepare<[string], Course>(
      `SELECT DISTINCT c.run_id AS runId, e.endpoint_id AS "from", coalesce(r.id, e.endpoint_id) AS "to"
       ${ROUTED} ORDER BY 2, 3`,
    )
    .all(JSON.stringify(runIds));

function keepCourses(db: Db, runIds: readonly number[]): void {
  db.exec('CREATE TEMP TABLE course (exchange_id INTEGER PRIMARY KEY, endpoint_id INTEGER)');
  db.prepare(
    `INSERT INTO temp.course SELECT e.id, r.id ${ROUTED}
     WHERE r.id IS NOT NULL AND e.endpoint_id IS NOT r.id`,
  ).run(JSON.stringify(runIds));
}

function reassignedBy(courses: readonly Course[], name: (id: number) => string): Reassigned {
  const targets = new Map<number, Set<number>>();
  for (const { from, to } of courses)
    if (from !== null && to !== null) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const all = [...targets].map(([from, to]) => ({ from: name(from), to: [...to].map(name).sort() }));
  return {
    moved: all.flatMap(({ from, to: [only, ...others] }) =>
      only === undefined || only === from || others.length > 0 ? [] : [{ from, to: only }],
    ),
    split: all.filter(({ to }) => to.length > 1).sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
}

export interface StoredEndpoint extends EndpointName {
  readonly routeKey: string;
}

/** All endpoints by their ids. */
export function readEndpoints(db: Db): Map<number, StoredEndpoint> {
  const rows = db
    .prepare<[], StoredEndpoint>('SELECT id, method, origin, route, route_key AS routeKey FROM endpoint')
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Null when the workspace does not hold it. */
export function readEndpoint(db: Db, id: number): StoredEndpoint | null {
  const read = db.prepare<[number], StoredEndpoint>(
    'SELECT id, method, origin, route, route_key AS routeKey FROM endpoint WHERE id = ?',
  );
  return read.get(id) ?? null;
}

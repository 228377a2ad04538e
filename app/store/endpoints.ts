import type { EndpointName } from '../../shared/views.ts';
import type { Db } from './database.ts';
import type { MovedEndpoint } from './moved-decisions.ts';
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
  readonly endpointId: number;
  readonly path: string;
  readonly calls: number;
}

/** Every different path of every endpoint in whole runs, with its calls. */
export function readPathCounts(db: Db): PathCount[] {
  return db
    .prepare<[], PathCount>(
      `SELECT e.endpoint_id AS endpointId, e.path, count(*) AS calls FROM exchange e
       JOIN capture c ON c.id = e.capture_id JOIN run r ON r.id = c.run_id
       WHERE r.state = 'ready' AND e.endpoint_id IS NOT NULL GROUP BY 1, 2`,
    )
    .all();
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

/** Gives every exchange of the runs its endpoint; endpoints keep their id for as long as the route's key stays. */
export function assignEndpoints(db: Db, runIds: readonly number[], paths: readonly RoutedPath[]): Reassigned {
  const runs = JSON.stringify(runIds);
  dropTotals(db, runIds);
  db.exec(
    `CREATE TEMP TABLE routed (origin TEXT, method TEXT, path TEXT, operation TEXT, id INTEGER,
       PRIMARY KEY (origin, path, method, operation))`,
  );
  keepRoutes(db, paths);
  const reassigned = { moved: movedEndpoints(db, runs), split: splitEndpoints(db, runs) };
  db.prepare(
    `UPDATE exchange SET endpoint_id = (SELECT id FROM temp.routed r
       WHERE r.origin = exchange.origin AND r.path = exchange.path AND r.method = exchange.method
         AND r.operation = coalesce(exchange.operation, ''))
     WHERE capture_id IN (SELECT id FROM capture WHERE run_id IN (SELECT value FROM json_each(?)))`,
  ).run(runs);
  db.exec('DROP TABLE temp.routed');
  return reassigned;
}

function keepRoutes(db: Db, paths: readonly RoutedPath[]): void {
  const insert = db.prepare<[string, string, string, string], { id: number }>(
    `INSERT INTO endpoint (method, origin, route_key, route) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET route = excluded.route RETURNING id`,
  );
  const keep = db.prepare('INSERT INTO temp.routed VALUES (?, ?, ?, ?, ?)');
  for (const { origin, method, path, operation, route, routeKey } of paths) {
    keep.run(origin, method, path, operation ?? '', insert.get(method, origin, routeKey, route)?.id);
  }
}

/** Old and new endpoint of every exchange that has one, as far as they differ; before the exchanges move. */
const COURSES = `SELECT e.endpoint_id AS old_id, coalesce(r.id, e.endpoint_id) AS new_id FROM exchange e
  LEFT JOIN temp.routed r ON r.origin = e.origin AND r.path = e.path AND r.method = e.method
    AND r.operation = coalesce(e.operation, '')
    AND e.capture_id IN (SELECT id FROM capture WHERE run_id IN (SELECT value FROM json_each(?)))
  WHERE e.endpoint_id IS NOT NULL`;
const nameOf = (endpoint: 'o' | 'n'): string =>
  `${endpoint}.method || ' ' || ${endpoint}.origin || ${endpoint}.route_key`;

/** Each endpoint whose exchanges are all about to go to the same other one. */
function movedEndpoints(db: Db, runs: string): MovedEndpoint[] {
  return db
    .prepare<[string], MovedEndpoint>(
      `SELECT ${nameOf('o')} AS "from", ${nameOf('n')} AS "to"
       FROM (SELECT old_id, min(new_id) AS new_id FROM (${COURSES}) GROUP BY old_id HAVING count(DISTINCT new_id) = 1)
       JOIN endpoint o ON o.id = old_id JOIN endpoint n ON n.id = new_id WHERE old_id <> new_id`,
    )
    .all(runs);
}

/** Each endpoint whose exchanges are about to go to several. */
function splitEndpoints(db: Db, runs: string): SplitEndpoint[] {
  const rows = db
    .prepare<[string], { from: string; to: string }>(
      `WITH course AS (SELECT DISTINCT old_id, new_id FROM (${COURSES}))
       SELECT ${nameOf('o')} AS "from", ${nameOf('n')} AS "to" FROM course
       JOIN endpoint o ON o.id = old_id JOIN endpoint n ON n.id = new_id
       WHERE old_id IN (SELECT old_id FROM course GROUP BY old_id HAVING count(*) > 1) ORDER BY 1, 2`,
    )
    .all(runs);
  return [...Map.groupBy(rows, (row) => row.from)].map(([from, each]) => ({ from, to: each.map(({ to }) => to) }));
}

export interface StoredEndpoint extends EndpointName {
  readonly routeKey: string;
}

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

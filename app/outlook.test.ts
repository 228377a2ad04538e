import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { JudgedSoFar } from '../shared/import-views.ts';
import type { Engine } from './calls.ts';
import { readClasses } from './classes.ts';
import { writeRun } from './courses-for-tests.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { ImportCancelled, type ImportControl } from './ingest/import-control.ts';
import { runImport } from './ingest/import-job.ts';
import { createProgress } from './ingest/import-progress.ts';
import { judgeRuns } from './judging.ts';
import { finishRun } from './pipeline.ts';
import { type Db, openDatabase } from './store/database.ts';
import { readFindings } from './store/findings.ts';
import { readyRuns } from './store/runs.ts';

const TRIGGER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';

let engine: Engine | undefined;
afterEach(() => engine?.close());

/** Nobody calls it off. */
const UNCONTROLLED: ImportControl = {
  uploaded: () => {
    throw new Error('nothing is uploaded');
  },
  choice: () => Promise.resolve('keep'),
  check: () => {},
};

/** Imports on this thread; `judged` is called whenever judging says how far it is, and holds it until it returns. */
async function importHere(
  workspace: string,
  paths: readonly string[],
  judged: (sofar: JudgedSoFar) => void = () => {},
  check: () => void = () => {},
): Promise<string | null> {
  const db = openDatabase(workspace);
  const files = paths.map((path, at) => ({ id: String(at), name: path.split('/').at(-1) ?? '', bytes: null, path }));
  const order = { id: 'here', strict: false, keepDamaged: false, files };
  let step = '';
  const progress = createProgress(order, Date.now, (state) => {
    step = `${state.step} ${state.message ?? ''}`.trim();
  });
  await runImport(db, order, { ...UNCONTROLLED, check }, Object.assign(progress, { judged }), finishRun, 0);
  db.close();
  return step;
}

const sorted = (findings: readonly { key: string; runId: number }[]) =>
  findings.toSorted((a, b) => a.runId - b.runId || (a.key < b.key ? -1 : 1));

/** What was judged before the runs were visible is what the rules say of them now. */
function expectTrue(workspace: string): void {
  const db: Db = openDatabase(workspace);
  const now = judgeRuns(db, readyRuns(db), readClasses(db));
  expect(sorted(readFindings(db))).toEqual(sorted(JSON.parse(JSON.stringify(now))));
  db.close();
}

const [HAR, LOG] = fixtureFiles('directus-serial-api') as [string, string];

const fixture = (name: string) => fileURLToPath(new URL(`./ingest/formats/fixtures/${name}`, import.meta.url));
const RECORDERS = ['nginx-json/orders-run/input.jsonl', 'otlp-json/orders-run/input.jsonl.gz'].map(fixture);
const ORDERS = ['har/parallel-orders/input.har', 'wal2json-2/orders-run/input.jsonl'].map(fixture);
const manyCourses = Array.from({ length: 50 }, (_, at) => `course-${at}-home`);

test.each<[what: string, imports: readonly (readonly string[])[]]>([
  ['one run', [[HAR, LOG]]],
  ['a log that joins its requests', [[HAR], [LOG]]],
  ['requests that join their log', [[LOG], [HAR]]],
  ['several recorders', [[...RECORDERS, ...ORDERS]]],
  ['a run that makes other routes of an earlier one', [writeRun(1, ['alpha', 'bravo']), writeRun(2, manyCourses)]],
])('what was judged before publishing holds after it: %s', async (_what, imports) => {
  const workspace = newWorkspace();
  for (const paths of imports) expect(await importHere(workspace, paths)).toBe('done');
  expectTrue(workspace);
});

test('routes that are given, taken back and left over by a removed run: findings are those of all runs as they are', async () => {
  const workspace = newWorkspace();
  for (const paths of [writeRun(1, ['alpha', 'bravo']), writeRun(2, ['charlie', 'delta']), [HAR, LOG]])
    await importHere(workspace, paths);
  const on = openTestEngine(workspace);
  engine = on;
  const deeds = [
    () => on.editTemplates({ set: ['/courses/{course}/home'], remove: [], file: null }),
    () => on.undo(),
    () => on.redo(),
    () => on.removeRun(2),
  ];
  for (const deed of deeds) {
    deed();
    expectTrue(workspace);
  }
});

test('an earlier run is judged again only where the new one changes what is said of it', async () => {
  const workspace = newWorkspace();
  let of = 0;
  const see = (sofar: JudgedSoFar) => {
    of = sofar.of;
  };
  await importHere(workspace, writeRun(1, ['alpha', 'bravo']), see);
  expect(of).toBe(2);
  await importHere(workspace, [HAR, LOG], see);
  expect(of).toBe(38);
  await importHere(workspace, writeRun(2, manyCourses), see);
  expect(of).toBe(2);
});

test('a run that is published is told as kept, also where its totals cannot be counted yet', async () => {
  const workspace = newWorkspace();
  const db = openDatabase(workspace);
  db.exec(`CREATE TRIGGER full BEFORE INSERT ON total BEGIN SELECT RAISE(ABORT, 'no space'); END`);
  expect(await importHere(workspace, [HAR, LOG])).toBe('done');
  expect(readyRuns(db)).toHaveLength(1);
  db.close();
});

test('judging says more than once how far it is', async () => {
  const told: JudgedSoFar[] = [];
  await importHere(newWorkspace(), [HAR, LOG], (sofar) => told.push(sofar));
  expect(told[0]).toEqual({ endpoints: 0, of: 38, share: 0 });
  expect(told.at(-1)).toEqual({ endpoints: 38, of: 38, share: 1 });
  expect(new Set(told.map(({ endpoints }) => endpoints)).size).toBe(39);
});

describe('while judging is held', () => {
  /** Imports into a workspace with a run, and does something at the first message of judging, as another process does. */
  async function importWhile(deed: (on: Engine) => void): Promise<{ on: Engine; rounds: number }> {
    const workspace = newWorkspace();
    engine = openTestEngine(workspace);
    await importPaths(engine, fixtureFiles('directus-semantics'));
    const on = engine;
    let [rounds, last] = [0, -1];
    await importHere(workspace, [HAR, LOG], ({ endpoints }) => {
      const begins = endpoints === 0 && last !== 0;
      last = endpoints;
      if (begins && rounds++ === 0) deed(on);
    });
    expectTrue(workspace);
    return { on, rounds };
  }
  const offender = (on: Engine) => on.inventory().findings.find(({ key }) => key === TRIGGER);

  test('a decision is answered at once, and survives', async () => {
    const { on, rounds } = await importWhile((now) => {
      const decided = now.setStatus({ keys: [TRIGGER], status: 'triaged', why: null, shippedOn: null });
      expect(decided).toMatchObject({ applied: 1 });
      expect(now.runs()).toHaveLength(1);
      expect(offender(now)?.tracking.status).toBe('triaged');
    });
    expect(rounds, 'nothing is judged twice for it').toBe(1);
    expect(on.runs()).toHaveLength(2);
    expect(offender(on)).toMatchObject({ verdict: 'broken', tracking: { status: 'triaged' } });
  });

  test('a class that is given meanwhile counts for the new run, too', async () => {
    const { on, rounds } = await importWhile((now) => {
      void now.classify({ tables: [{ table: 'public.page_hits', column: null }], class: 'telemetry' });
    });
    expect(rounds, 'judged anew').toBe(2);
    const { findings } = on.report(2).endpoints.find(({ route }) => route === '/flows/trigger/{id}') ?? {};
    expect(findings?.find(({ key }) => key === TRIGGER)?.verdict).toBe('unsure');
  });

  test('so does a route', async () => {
    const { on } = await importWhile((now) => {
      now.editTemplates({ set: ['/flows/trigger/{flow}'], remove: [], file: null });
    });
    expect(offender(on)?.endpoint.route).toBe('/flows/trigger/{flow}');
  });

  test('a cancel is heard, and leaves nothing', async () => {
    const workspace = newWorkspace();
    let isCalledOff = false;
    const cancel = () => {
      isCalledOff = true;
    };
    const check = () => {
      if (isCalledOff) throw new ImportCancelled();
    };
    expect(await importHere(workspace, [HAR, LOG], cancel, check)).toBe('cancelled Nothing was kept.');
    const db = openDatabase(workspace);
    for (const table of ['run', 'capture', 'exchange', 'endpoint', 'source_transaction', 'link', 'finding'])
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
    db.close();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readClasses } from '../app/classes.ts';
import { judgeRuns } from '../app/judging.ts';
import { removal } from '../app/removing.ts';
import { type RouteDeed, shiftRoutes } from '../app/shift-routes.ts';
import { deleteUnfinished } from '../app/store/captures.ts';
import { replaceFindings } from '../app/store/findings.ts';
import { templateEdit } from '../app/templates.ts';
import { makeRun } from './judge-workspace.ts';

/**
 * What giving routes and removing a run cost on a generated run, the same each time, in processor time of this thread,
 * and for how much of it others who write have to wait:
 *   node bench/routes.ts [--requests 100000]
 */
const { values } = parseArgs({ options: { requests: { type: 'string', default: '100000' } } });
const folder = mkdtempSync(join(tmpdir(), 'bench-routes-'));
const { db, run } = makeRun(join(folder, 'bench.audit'), Number(values.requests));
db.transaction(() => replaceFindings(db, [run], judgeRuns(db, [run], readClasses(db))))();

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const print = (what: string, ms: number): void => console.log(`${what.padEnd(40)} ${ms.toFixed(0).padStart(7)} ms`);

/** How long the deed takes, and its transaction: the part that others wait for. */
async function measure<T>(what: string, deed: RouteDeed<T>): Promise<void> {
  let keepMs = 0;
  const timed: RouteDeed<T> = {
    ...deed,
    keep(at, ahead) {
      const from = cpuMs();
      const kept = deed.keep(at, ahead);
      keepMs = cpuMs() - from;
      return kept;
    },
  };
  const from = cpuMs();
  await shiftRoutes(db, timed, { report: () => {}, check: () => {} });
  print(what, cpuMs() - from);
  print('  kept: others who write wait', keepMs);
}

const by = { who: 'bench', atMs: 0 };
const input = { set: ['/api/{kind}/{row}', '/api/{kind}'], remove: [], file: null };
await measure('giving routes that all requests move to', templateEdit({ input, ...by }));
await measure('removing the run', removal({ runId: run, ...by }));
const from = cpuMs();
deleteUnfinished(db, run);
print('clearing the file, in parts', cpuMs() - from);
db.close();
rmSync(folder, { recursive: true });

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSaid } from '../app/corrections.ts';
import { lookAhead } from '../app/outlook.ts';
import { type AttributedRun, publish } from '../app/pipeline.ts';
import { stageLinks } from '../app/store/links.ts';
import { readRun } from './judge-workspace.ts';

/**
 * What the steps of an import cost that follow attribution, on a generated run, the same each time, in processor time of
 * this thread, and for how much of it others who write have to wait:
 *   node bench/publish.ts [--requests 100000]
 */
const { values } = parseArgs({ options: { requests: { type: 'string', default: '100000' } } });
const folder = mkdtempSync(join(tmpdir(), 'bench-publish-'));
const { db, run, links } = readRun(join(folder, 'bench.audit'), Number(values.requests));

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const print = (what: string, ms: number): void => console.log(`${what.padEnd(40)} ${ms.toFixed(0).padStart(7)} ms`);

const coming: AttributedRun = {
  ...{ runId: run, joins: null, links, twins: [], clocks: [] },
  calibration: { requests: 0, transactions: 0, bins: null },
  said: readSaid(db, [run]),
};
let at = cpuMs();
let longestMs = 0;
let partAt = at;
await stageLinks(db, run, links, async () => {
  longestMs = Math.max(longestMs, cpuMs() - partAt);
  partAt = cpuMs();
});
print('links, in parts', cpuMs() - at);
print('  the longest part: others wait', longestMs);

at = cpuMs();
let [longestStepMs, stepAt, told] = [0, at, 0];
const outlook = await lookAhead(db, coming, {
  report: () => {
    told++;
    longestStepMs = Math.max(longestStepMs, cpuMs() - stepAt);
    stepAt = cpuMs();
  },
  check: () => {},
});
print('judging beside the workspace', cpuMs() - at);
print(`  told ${told} times, the longest step`, longestStepMs);

at = cpuMs();
const into = db.transaction(() => publish(db, coming, outlook, () => null)).immediate();
print('publishing: others wait', cpuMs() - at);
if (into !== run) throw new Error('it was not published');
db.close();
rmSync(folder, { recursive: true });

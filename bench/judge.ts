import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readClasses } from '../app/classes.ts';
import { judgeRuns } from '../app/judging.ts';
import { readExchanges } from '../app/store/records.ts';
import { writeSetting } from '../app/store/settings.ts';
import { RULE_IDS } from '../shared/words.ts';
import { makeRun } from './judge-workspace.ts';

/**
 * What judging costs on a generated run, the same each time, beside reading all of its requests once:
 *   node bench/judge.ts [--requests 100000] [--each]
 * `--each` takes every rule by itself, too.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, each: { type: 'boolean', default: false } },
});
const folder = mkdtempSync(join(tmpdir(), 'bench-judge-'));
const { db, run } = makeRun(join(folder, 'bench.audit'), Number(values.requests));

function peakMb(): string {
  return ((process.resourceUsage().maxRSS * 1024) / 1e6).toFixed(0);
}
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
function measure<T>(what: string, work: () => T): { readonly ms: number; readonly result: T } {
  const from = cpuMs();
  const result = work();
  const ms = cpuMs() - from;
  console.log(`${what.padEnd(24)} ${(ms / 1000).toFixed(2)} s of processor time`);
  return { ms, result };
}

const reading = measure('reading all requests', () => {
  let characters = 0;
  for (const { response } of readExchanges(db, [run])) characters += response.body?.text?.length ?? 0;
  return characters;
});
const atStart = peakMb();
const judging = measure('judging', () => judgeRuns(db, [run], readClasses(db)));
if (values.each)
  for (const id of RULE_IDS) {
    const off = RULE_IDS.filter((other) => other !== id).map((other) => [other, { off: true, thresholds: {} }]);
    writeSetting(db, 'policy', { tables: {}, routes: [], auditTables: [], rules: Object.fromEntries(off) });
    measure(`  ${id}`, () => judgeRuns(db, [run], readClasses(db)));
  }
const broken = judging.result.filter(({ verdict }) => verdict === 'broken').length;
console.log(`${judging.result.length} findings, ${broken} broken; ${(judging.ms / reading.ms).toFixed(2)} × reading`);
console.log(`peak memory              ${peakMb()} MB; ${atStart} MB before judging`);
db.close();
rmSync(folder, { recursive: true });

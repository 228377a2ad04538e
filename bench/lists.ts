import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from '../app/calls.ts';
import { openEngine } from '../app/engine.ts';
import { openDatabase } from '../app/store/database.ts';
import { callsOf, type ListCall } from './lists-calls.ts';
import { keepFindings, makeListsWorkspace } from './lists-workspace.ts';

/**
 * What every list costs at the size the program is made for: 10,000 endpoints with a finding each over 1,000,000
 * requests. Times are the processor's (what other programs take is not counted), of the engine and of writing its answer
 * as JSON, which is what a host sends; each is asked 60 times, what is long 5 times. Of an answer that is worked at in
 * pieces, or on another thread, or that is sent in parts, `piece` is the longest that the engine is busy with it: so long others wait. `node bench/lists.ts [--endpoints N] [--exchanges N] [--only TEXT]`;
 * the workspace is kept in .cache/ for the next time.
 */

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '10000' },
    exchanges: { type: 'string', default: '1000000' },
    only: { type: 'string', default: '' },
  },
});

const root = join(import.meta.dirname, '..');
const file = join(root, '.cache', `lists-${values.endpoints}-${values.exchanges}.audit`);

function make(): void {
  if (existsSync(file)) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const from = performance.now();
  const half = `${file}.half`;
  makeListsWorkspace(half, { endpoints: Number(values.endpoints), exchanges: Number(values.exchanges) });
  renameSync(half, file);
  console.log(`made in ${((performance.now() - from) / 1000).toFixed(0)} s`);
}

const spentSince = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
};

const LOOK_MS = 5;

/** Runs `work` and says the longest that the thread was busy without a rest, in milliseconds of its processor time. */
async function longestPiece(work: () => unknown): Promise<number> {
  let [longest, from] = [0, process.threadCpuUsage()];
  let going = true;
  const look = () => {
    longest = Math.max(longest, spentSince(from));
    from = process.threadCpuUsage();
    if (going) setTimeout(look, LOOK_MS);
  };
  setTimeout(look, LOOK_MS);
  await work();
  going = false;
  return Math.max(longest, spentSince(from));
}

interface Times {
  readonly first: number;
  readonly again: readonly number[];
  readonly pieces: readonly number[];
  readonly bytes: number;
}

/** How long the answer takes, the first time and then as often as is asked. `before` is not counted. */
async function measure({ ask, rest, before, times: wanted = 60 }: ListCall): Promise<Times> {
  const [times, pieces]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let n = 0; n <= wanted; n++) {
    before?.(n);
    const from = process.threadCpuUsage();
    const piece = await longestPiece(async () => {
      let written = 0;
      for (let part: unknown = await ask(n); part !== null; part = rest ? await rest(part) : null)
        written += JSON.stringify(part)?.length ?? 0;
      bytes = Math.max(bytes, written);
    });
    times.push(spentSince(from));
    pieces.push(piece);
  }
  const [first = 0, ...again] = times;
  return wanted === 0 ? { first, again: times, pieces, bytes } : { first, again, pieces: pieces.slice(1), bytes };
}

function print(name: string, { first, again, pieces, bytes }: Times): void {
  const inMs = (ms: number): string => `${ms.toFixed(1)} ms`.padStart(11);
  const at = (times: readonly number[], share: number): string =>
    inMs(times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? 0);
  const figures = `p50${at(again, 0.5)}  p95${at(again, 0.95)}  piece${at(pieces, 0.95)}  first${inMs(first)}`;
  console.log(`${name.padEnd(40)}${figures}${`${Math.round(bytes / 1024)} KB`.padStart(11)}`);
}

/** As a host opens it: what all lists rest on is read, then the first part of the inventory and what stands around it. */
async function open(): Promise<Engine> {
  const from = process.threadCpuUsage();
  const opened = openEngine({
    workspace: file,
    samples: root,
    importWorker: new URL('../app/ingest/import-worker.ts', import.meta.url),
  });
  const before = spentSince(from);
  const piece = await longestPiece(async () => {
    await opened.ready();
    JSON.stringify([opened.inventoryPart(0), opened.summary()]);
  });
  const all = spentSince(from).toFixed(0);
  console.log(`opened in ${all} ms, of which ${before.toFixed(0)} ms the file; longest piece ${piece.toFixed(0)} ms`);
  return opened;
}

function dropTotals(): void {
  const db = openDatabase(file);
  db.exec('DELETE FROM total');
  db.close();
}

make();
keepFindings(file);
if (values.only === '' || values.only === 'open') {
  dropTotals();
  await (await open()).close();
}
const engine = await open();
for (const call of await callsOf(engine)) if (call.name.includes(values.only)) print(call.name, await measure(call));
await engine.close();

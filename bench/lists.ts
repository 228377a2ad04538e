import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Engine } from '../app/calls.ts';
import { openEngine } from '../app/engine.ts';
import { keepFindings, makeListsWorkspace } from './lists-workspace.ts';
import { randomOf } from './random.ts';

/**
 * What every list costs at the size the program is made for: 10,000 endpoints with a finding each over 1,000,000
 * requests. Times are the processor's (what other programs take is not counted), of the engine and of writing its answer
 * as JSON, which is what a host sends; each is asked 60 times. `node bench/lists.ts [--endpoints N] [--exchanges N]`; the workspace is kept in .cache/ for the next time.
 */

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '10000' },
    exchanges: { type: 'string', default: '1000000' },
  },
});
const TIMES = 60;
const NOTES = { format: 'md', audience: 'all', since: null, templates: null } as const;
const PARTS = { proof: true, headers: true, calls: true, tests: false, openapi: false, rowValues: false };

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

interface Times {
  readonly first: number;
  readonly again: readonly number[];
  readonly bytes: number;
}

/** How long the answer takes, the first time and then sixty times. `before` is not counted. */
function measure(ask: (n: number) => unknown, before: (n: number) => void = () => {}): Times {
  const times: number[] = [];
  let bytes = 0;
  for (let n = 0; n <= TIMES; n++) {
    before(n);
    const from = process.cpuUsage();
    bytes = Math.max(bytes, JSON.stringify(ask(n)).length);
    const { user, system } = process.cpuUsage(from);
    times.push((user + system) / 1000);
  }
  const [first = 0, ...again] = times;
  return { first, again, bytes };
}

function print(name: string, { first, again, bytes }: Times): void {
  const sorted = again.toSorted((a, b) => a - b);
  const at = (share: number) => `${(sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1)} ms`.padStart(10);
  const once = `${first.toFixed(1)} ms`.padStart(10);
  console.log(
    `${name.padEnd(40)}p50${at(0.5)}  p95${at(0.95)}  first${once}${`${Math.round(bytes / 1024)} KB`.padStart(11)}`,
  );
}

function measureAll(engine: Engine): void {
  const { findings, endpoints } = engine.inventory();
  const keyAt = (n: number) => findings[Math.floor(randomOf(n, 21) * findings.length)]?.key ?? '';
  const idAt = (n: number) => endpoints[Math.floor(randomOf(n, 22) * endpoints.length)]?.endpoint.id ?? 0;
  const callAt = (n: number) => engine.endpoint(idAt(n)).calls[0]?.exchangeId ?? 1;
  // Another one each time: the workspace keeps those of the last measurement.
  let decisions = Date.now();
  const decide = (n: number) => void engine.setOwner({ keys: [keyAt(n)], owner: `Person ${decisions++}` });
  // The list on the page of notes is the inventory's; beside it stand one note, and the documents of those chosen.
  const told = findings.flatMap(({ key, verdict }) => (verdict === 'broken' ? [key] : []));
  const { parts } = engine.inventoryPart(0);
  // As a page asks that has the inventory from before each decision.
  let { of } = engine.inventoryPart(0);
  const changes = () => {
    const found = engine.inventoryChanges(of);
    of = found?.of ?? engine.inventoryPart(0).of;
    return found;
  };
  const busiest = endpoints.toSorted((a, b) => b.calls - a.calls)[0];
  const exchanges = Array.from({ length: TIMES + 1 }, (_, n) => callAt(n + 1000));

  const lists: readonly (readonly [name: string, ask: (n: number) => unknown, before?: (n: number) => void])[] = [
    ['inventory, first part after a decision', () => engine.inventoryPart(0), decide],
    ['inventory, what a decision changed', () => changes(), decide],
    [`inventory, one of its ${parts} parts`, (n) => engine.inventoryPart(n % parts)],
    ['endpoint', (n) => engine.endpoint(idAt(n))],
    [`endpoint of ${busiest?.calls} calls`, () => engine.endpoint(busiest?.endpoint.id ?? 0)],
    ['call', (n) => engine.call(exchanges[n] ?? 1)],
    ['tables, after a decision', () => engine.tables(), decide],
    ['runs, after a decision', () => engine.runs(), decide],
    ['overview, after a decision', () => engine.overview({ vs: null }), decide],
    ['summary, after a decision', () => engine.summary(), decide],
    ['note', (n) => engine.note({ key: told[n % told.length] ?? '', parts: PARTS })],
    ['documents of 100 notes', () => engine.notes({ ...NOTES, keys: told.slice(0, 100), parts: PARTS }), decide],
  ];
  for (const [name, ask, before] of lists) print(name, measure(ask, before));
}

make();
keepFindings(file);
const from = process.cpuUsage();
const engine = openEngine({ workspace: file, samples: root, importWorker: pathToFileURL(file) });
engine.inventory();
console.log(`opened, with its first inventory, in ${(process.cpuUsage(from).user / 1000).toFixed(0)} ms`);
measureAll(engine);
await engine.close();

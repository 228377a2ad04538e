import { createReadStream, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { detect } from '../../app/ingest/detect.ts';
import { IMPORT_LIMITS } from '../../app/ingest/import-manager.ts';
import type { ImportThreadData } from '../../app/ingest/import-messages.ts';
import { peek } from '../../app/ingest/read-capture.ts';
import { openDatabase } from '../../app/store/database.ts';
import { hashBytes, insertRows } from './floor.ts';
import { PEERS, type Peer, readWithPeer } from './peers.ts';

/**
 * One measurement, built, in a process of its own, so that its memory and its processor time are its own:
 *   node measure.mjs WAY FILE FOLDER, where the folder takes the workspace and holds the peers
 * Prints what it cost as JSON; `records` are entries or lines that came through. What is measured begins when the code
 * is loaded: a program starts once, whatever the file.
 */
export interface Measured {
  readonly bytes: number;
  readonly records: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakBytes: number;
  readonly storedBytes: number;
}

type Way = (file: string, folder: string, begin: () => void) => Promise<number>;

const peerWay =
  (peer: Peer): Way =>
  (file, folder) =>
    readWithPeer(peer, file, folder);

/** Ways through a file; each gives how many records it saw. `begin` starts the clock anew. */
const WAYS: Readonly<Record<string, Way>> = {
  ...Object.fromEntries(PEERS.map((peer) => [peer, peerWay(peer)])),

  async 'parse-whole'(file) {
    const { log } = JSON.parse(readFileSync(file, 'utf8')) as { log: { entries: unknown[] } };
    return log.entries.length;
  },

  async 'parse-lines'(file) {
    const text = readFileSync(file, 'utf8');
    let count = 0;
    for (let from = 0, to = text.indexOf('\n'); to >= 0; from = to + 1, to = text.indexOf('\n', from)) {
      JSON.parse(text.slice(from, to));
      count++;
    }
    return count;
  },

  async read(file) {
    const { head, bytes } = await peek(createReadStream(file, { highWaterMark: 1 << 20 }));
    const found = detect(head);
    if (found.type !== 'one') throw new Error(`${file}: not a capture`);
    let count = 0;
    for await (const record of found.format.read(bytes)) if (record.type !== 'remark') count++;
    return count;
  },

  hash: hashBytes,

  async insert(file, folder, begin) {
    await importInto(workspaceIn(folder), file, () => {});
    const copy = join(folder, 'copy.audit');
    const count = insertRows(workspaceIn(folder), copy, begin);
    rmSync(copy);
    return count;
  },

  async store(file, folder, begin) {
    const workspace = workspaceIn(folder);
    await importInto(workspace, file, begin);
    const db = openDatabase(workspace);
    const count = db.prepare("SELECT records FROM capture c JOIN run r ON r.id = c.run_id AND r.state = 'ready'");
    const records = count.pluck().get() as number;
    db.close();
    return records;
  },
};

function importInto(workspace: string, file: string, begin: () => void): Promise<void> {
  const files = [{ id: '0', name: 'bench', bytes: null, path: file }];
  return inThread({ workspace, order: { id: 'bench', strict: true, keepDamaged: false, files } }, begin);
}

const workspaceIn = (folder: string): string => join(folder, 'bench.audit');

/** The thread says when its code is loaded, and waits for a word before it starts. */
function inThread(data: ImportThreadData, begin: () => void): Promise<void> {
  const thread = new Worker(join(import.meta.dirname, 'thread.mjs'), {
    workerData: data,
    resourceLimits: IMPORT_LIMITS,
  });
  thread.once('message', () => {
    begin();
    thread.postMessage('go');
  });
  return new Promise((resolve, reject) => {
    thread.on('error', reject);
    thread.on('exit', () => resolve());
  });
}

/** Linux counts what the parent had towards a child's `maxRSS`; the status of the process itself does not. */
function peakOfProcess(): number {
  const status = '/proc/self/status';
  const own = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return Number(own ?? process.resourceUsage().maxRSS) * 1024;
}

const [way = '', file = '', folder = ''] = process.argv.slice(2);
const go = WAYS[way];
if (!go) throw new Error(`usage: measure.mjs ${Object.keys(WAYS).join('|')} FILE FOLDER`);
let from = performance.now();
let before = process.cpuUsage();
const records = await go(file, folder, () => {
  from = performance.now();
  before = process.cpuUsage();
});
const cpu = process.cpuUsage(before);
const measured: Measured = {
  bytes: statSync(file).size,
  records,
  cpuMs: (cpu.user + cpu.system) / 1000,
  wallMs: performance.now() - from,
  peakBytes: peakOfProcess(),
  storedBytes: way === 'store' ? statSync(workspaceIn(folder)).size : 0,
};
rmSync(workspaceIn(folder), { force: true });
console.log(JSON.stringify(measured));

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Application } from './application.ts';
import { createDatabase, DATABASE, dropDatabase, readChanges, startLog } from './database.ts';
import { feathers } from './feathers/application.ts';
import { gnocchi } from './gnocchi/application.ts';
import { type HarEntry, harText } from './har.ts';
import { parseServer } from './parse-server/application.ts';
import { unleash } from './unleash/application.ts';

const APPLICATIONS: Readonly<Record<string, Application>> = {
  feathers,
  gnocchi,
  'parse-server': parseServer,
  unleash,
};
const START_TRIES = 240;

/** Long enough for what the server does after its last answer, and for one round of its jobs. */
const QUIET_MS = 3_000;

/**
 * Records a real server: starts it on PostgreSQL, drives it, and writes requests.har.gz and changes.v2.jsonl.gz.
 *   node bench/recordings/record.ts feathers|gnocchi|parse-server|unleash FOLDER
 * FOLDER, outside the repository, receives the server's packages.
 */
async function main(): Promise<void> {
  const [name = '', folder] = process.argv.slice(2);
  const application = APPLICATIONS[name];
  if (application === undefined || folder === undefined)
    throw new Error(`usage: record.ts ${Object.keys(APPLICATIONS).join('|')} FOLDER`);
  application.install(folder);
  createDatabase();
  const server = start(application, folder);
  try {
    const { entries, changes } = await record(application);
    write(name, 'requests.har.gz', harText(entries));
    write(name, 'changes.v2.jsonl.gz', changes);
    console.log(`${entries.length} calls, ${changes.split('"action":"C"').length - 1} transactions`);
  } finally {
    await stop(server);
    dropDatabase();
  }
}

async function record(application: Application): Promise<{ entries: HarEntry[]; changes: string }> {
  await answers(application);
  await application.prepare();
  await sleep(QUIET_MS);
  startLog();
  const entries: HarEntry[] = [];
  await application.drive(entries);
  await sleep(QUIET_MS);
  return { entries, changes: readChanges() };
}

function start({ start: [command, ...args], base }: Application, folder: string): ChildProcess {
  const env = { ...process.env, DATABASE, PORT: new URL(base).port };
  return spawn(command, args, { cwd: folder, env, stdio: 'inherit' });
}

async function answers({ base, ready }: Application): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries++) {
    const answer = await fetch(new URL(ready, base)).catch(() => null);
    if (answer?.ok) return;
    await sleep(250);
  }
  throw new Error(`${base}: the server does not answer; its output above says why`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

const write = (name: string, file: string, text: string): void =>
  writeFileSync(join(import.meta.dirname, name, file), gzipSync(text, { level: 9 }));

await main();

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Engine } from '../../app/calls.ts';
import { type Policy, policySchema } from '../../shared/inputs.ts';
import type { ImportFile, ImportState } from '../../shared/views.ts';
import { openLocalEngine } from './local-engine.ts';
import { summarise } from './summary.ts';

export interface AuditOptions {
  readonly workspace?: string;
  readonly policy?: string;
  readonly json?: string;
  readonly links?: string;
  readonly notes?: string;
  readonly quiet?: boolean;
  readonly keepDamaged?: boolean;
}

/** Input that could not be used; the message is one line `FILE: reason (position)` a file. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Imports the files as one run, judges it, prints the summary and writes what was asked for. */
export async function audit(files: readonly string[], options: AuditOptions): Promise<void> {
  const policy = options.policy === undefined ? null : readPolicy(options.policy);
  await withEngine(options.workspace, async (engine) => {
    if (policy) engine.savePolicy(policy);
    const order = files.map((path) => ({ name: basename(path), bytes: sizeOf(path), path }));
    const done = await runToEnd(
      engine,
      () => engine.startImport({ files: order, strict: true, keepDamaged: options.keepDamaged ?? false }),
      options.quiet ?? false,
    );
    if (done.runId === null) throw new InputError(failureLines(done, files));
    if (!options.quiet) tell(remarks(done));
    writeOutputs(engine, done.runId, options);
  });
}

/** Imports the sample run into a workspace, unless it is there, and prints what was found. */
export async function auditSample(workspace: string | undefined): Promise<void> {
  await withEngine(workspace, async (engine) => {
    const done = await runToEnd(engine, () => engine.startSample(), true);
    if (done.runId === null) throw new InputError(failureLines(done, []));
    console.log(summarise(engine.report(done.runId)));
  });
}

async function withEngine(workspace: string | undefined, work: (engine: Engine) => Promise<void>): Promise<void> {
  const temporary = workspace === undefined ? mkdtempSync(join(tmpdir(), 'endpoint-audit-')) : null;
  const engine = openLocalEngine(workspace ?? join(temporary as string, 'workspace.audit'));
  try {
    await work(engine);
  } finally {
    await engine.close();
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  }
}

const ENDED: ReadonlySet<ImportState['step']> = new Set(['done', 'failed', 'cancelled']);

/** Progress goes to standard error; resolves with the import's last state. */
function runToEnd(engine: Engine, start: () => ImportState, quiet: boolean): Promise<ImportState> {
  return new Promise((resolve) => {
    let step = '';
    const stop = engine.subscribe((event) => {
      if (event.type !== 'import') return;
      const { state } = event;
      if (!quiet && state.step !== step) tell(stepLine(state));
      step = state.step;
      if (!ENDED.has(state.step)) return;
      stop();
      resolve(state);
    });
    start();
  });
}

const STEP_WORDS: Partial<Record<ImportState['step'], string>> = {
  reading: 'Reading',
  attributing: 'Finding which request caused which rows',
  judging: 'Judging the endpoints',
};

const stepLine = (state: ImportState): string => STEP_WORDS[state.step] ?? '';
const tell = (line: string): void => {
  if (line) process.stderr.write(`${line}\n`);
};

function failureLines(state: ImportState, paths: readonly string[]): string {
  const lines = state.files.flatMap((file, at) => {
    const reason = reasonOf(file);
    return reason ? [`${paths[at] ?? file.name}: ${reason}`] : [];
  });
  return lines.length ? lines.join('\n') : (state.message ?? 'The import failed.');
}

function reasonOf(file: ImportFile): string | null {
  if (file.damage) {
    const { reason, offset, whole } = file.damage;
    return `${reason} (byte ${offset}); --keep-damaged keeps the ${whole} whole records before it`;
  }
  if (file.state === 'failed' || file.state === 'not-a-capture') return `${file.message} (byte 0)`;
  return null;
}

/** Warnings: what was left out, and what a person should know of a file. */
function remarks(state: ImportState): string {
  return state.files
    .flatMap((file) => [
      ...(file.message ? [`${file.name}: ${file.message}`] : []),
      ...(file.duplicateOf ? [`${file.name}: same content as ${file.duplicateOf}; not imported again`] : []),
      ...file.skipped.map(
        ({ reason, count, first }) => `${file.name}: ${count} left out: ${reason} (first at byte ${first.offset})`,
      ),
    ])
    .join('\n');
}

function writeOutputs(engine: Engine, runId: number, options: AuditOptions): void {
  const report = engine.report(runId);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.links !== undefined) {
    writeFileSync(
      options.links,
      engine
        .links(runId)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
  }
  if (options.notes !== undefined) {
    const parts = { proof: true, headers: true, calls: true, rowValues: false };
    writeFileSync(options.notes, engine.notes({ keys: null, parts }).markdown);
  }
  if (!options.quiet) console.log(summarise(report));
}

/** @throws InputError when the file is missing or not a policy. */
function readPolicy(path: string): Policy {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new InputError(`${path}: cannot be read (byte 0)`);
  }
  try {
    return policySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new InputError(`${path}: not a policy: ${(error as Error).message.replaceAll(/\s+/g, ' ')} (byte 0)`);
  }
}

/** Null for what is not there: the importer says so in its own words. */
function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

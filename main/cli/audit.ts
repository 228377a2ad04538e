import { statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { apartWords, filesApart } from '../../shared/apart.ts';
import type { ImportFile, ImportState } from '../../shared/import-views.ts';
import { policySchema } from '../../shared/inputs.ts';
import type { AuditReport, ReportFinding } from '../../shared/report.ts';
import { visible } from '../../shared/visible.ts';
import { InputError } from './input-error.ts';
import { readJsonFile } from './json-file.ts';
import { createQuarterTeller } from './judged-words.ts';
import { type LocalEngine, withEngine } from './local-engine.ts';
import { listFormat, type NotesOptions, readNoteFilter, writeList, writeNotes } from './notes.ts';
import { runImport } from './run-import.ts';
import { summarise } from './summary.ts';
import { unknownLines } from './unknown-lines.ts';

export interface AuditOptions extends NotesOptions {
  readonly list?: string;
  readonly summary?: string;
  readonly workspace?: string;
  readonly policy?: string;
  readonly json?: string;
  readonly links?: string;
  readonly quiet?: boolean;
  readonly keepDamaged?: boolean;
}

/** Imports the files as one run, judges it, prints the summary and writes what was asked for. */
export async function audit(files: readonly string[], options: AuditOptions): Promise<void> {
  for (const file of [options.json, options.links, options.notes, options.list, options.openapi, options.summary])
    requireFolder(file);
  if (options.list !== undefined) listFormat(options.list);
  if (options.filter !== undefined) readNoteFilter(options.filter);
  await withEngine(
    options.workspace,
    async ({ calls }) => writeOutputs(calls, await importFiles(calls, files, options), options),
    options.quiet ? undefined : tell,
  );
}

/** Imports the files as one run, under the policy; progress and remarks go to standard error. Returns the run. */
export async function importFiles(
  calls: LocalEngine['calls'],
  files: readonly string[],
  options: Pick<AuditOptions, 'policy' | 'keepDamaged' | 'quiet'>,
): Promise<number> {
  const policy = options.policy === undefined ? null : readJsonFile(options.policy, 'a policy', policySchema);
  const order = files.map((path) => ({ name: basename(path), bytes: sizeOf(path), path }));
  const see = options.quiet ? () => {} : createStepTeller();
  if (policy) await calls.savePolicy.mutate(policy).catch(asInputError(options.policy));
  const start = () =>
    calls.startImport.mutate({ files: order, strict: true, keepDamaged: options.keepDamaged ?? false });
  const done = await runImport(calls, start, see);
  if (done.runId === null) throw new InputError(failureLines(done, files));
  if (!options.quiet) for (const remark of remarks(done)) tell(remark);
  if (options.policy !== undefined)
    for (const line of unknownLines(options.policy, await calls.unknownInPolicy.query())) tell(line);
  return done.runId;
}

/** Imports the sample run into a workspace, unless it is there, and prints what was found. */
export async function auditSample(workspace: string | undefined): Promise<void> {
  const work = async ({ calls }: LocalEngine) => {
    const done = await runImport(
      calls,
      () => calls.startSample.mutate(),
      () => {},
    );
    if (done.runId === null) throw new InputError(failureLines(done, []));
    console.log(summarise(await calls.report.query({ id: done.runId })));
  };
  await withEngine(workspace, work, tell);
}

const STEP_WORDS: Partial<Record<ImportState['step'], string>> = {
  reading: 'Reading',
  attributing: 'Finding which request caused which rows',
  judging: 'Judging the endpoints',
};

/** Says each step once, on standard error, and how far judging is where that takes long. */
function createStepTeller(): (state: ImportState) => void {
  let told: ImportState['step'] | null = null;
  const quarters = createQuarterTeller(tell);
  return ({ step, judged, secondsLeft }) => {
    if (step !== told) tell(STEP_WORDS[step] ?? '');
    told = step;
    if (judged && secondsLeft !== null) quarters(judged);
  };
}

const tell = (line: string): void => {
  if (line) process.stderr.write(`${visible(line)}\n`);
};

function failureLines(state: ImportState, paths: readonly string[]): string {
  const lines = state.files.flatMap((file) => {
    const reason = reasonOf(file);
    return reason ? [visible(`${placeOf(file, paths)}: ${reason}`)] : [];
  });
  return lines.length ? lines.join('\n') : (state.message ?? 'The import failed.');
}

/** The path as it was given; for a capture inside a ZIP its name there, too. */
function placeOf({ id, name }: ImportFile, paths: readonly string[]): string {
  const path = paths[Number.parseInt(id, 10)];
  return path === undefined || basename(path) === name ? (path ?? name) : join(dirname(path), name);
}

function reasonOf(file: ImportFile): string | null {
  if (file.damage) {
    const { reason, offset, whole } = file.damage;
    return `${reason} (byte ${offset}); --keep-damaged keeps the ${whole} whole records before it`;
  }
  if (file.state === 'not-a-capture') return `${file.message} (byte 0)`;
  if (file.state === 'failed') return file.message;
  return null;
}

/** Warnings: what was left out, and what a person should know of a file. */
function remarks(state: ImportState): string[] {
  const apart = filesApart(state.files).map(({ name }) => apartWords(name));
  return state.files
    .flatMap((file) => [
      ...(file.message ? [`${file.name}: ${file.state === 'left-out' ? 'left out: ' : ''}${file.message}`] : []),
      ...(file.duplicateOf ? [`${file.name}: same content as ${file.duplicateOf}; not imported again`] : []),
      ...file.skipped.map(
        ({ reason, count, first }) => `${file.name}: ${count} left out: ${reason} (first at byte ${first.offset})`,
      ),
    ])
    .concat(apart);
}

async function writeOutputs(calls: LocalEngine['calls'], runId: number, options: AuditOptions): Promise<void> {
  const report = await calls.report.query({ id: runId });
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.links !== undefined) {
    const lines = await calls.links.query({ id: runId });
    writeFileSync(options.links, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  const keys = report.endpoints.flatMap((endpoint) => endpoint.findings.map((finding) => finding.key));
  await writeNotes(calls, keys, options);
  if (options.list !== undefined) await writeList(calls, listedKeys(report, options.list), options.list);
  if (options.summary !== undefined)
    writeFileSync(options.summary, (await calls.exportSummary.query({ vs: null })).text);
  if (!options.quiet) console.log(summarise(report));
}

/** An issue asks somebody to do something: what holds, is allowed or was not judged asks nobody. */
function listedKeys({ endpoints }: AuditReport, file: string): string[] {
  const findings = endpoints.flatMap((endpoint) => endpoint.findings);
  const isListed = ({ verdict }: ReportFinding) =>
    listFormat(file) !== 'issue' || verdict === 'broken' || verdict === 'unsure';
  return findings.filter(isListed).map(({ key }) => key);
}

/** A policy that names what is not there is the user's to mend. */
const asInputError =
  (path = '') =>
  (error: Error): never => {
    throw new InputError(`${path}: not a policy: ${error.message}`);
  };

/** Before the work, not after it. @throws InputError when the folder to write to is not there. */
export function requireFolder(file: string | undefined): void {
  if (file !== undefined && !statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`${file}: there is no such folder to write to`);
  }
}

/** Null for what cannot be looked at: the importer says why, in its own words. */
function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}

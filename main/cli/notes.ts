import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import type { ListFormat } from '../../shared/export-views.ts';
import { compileFilter } from '../../shared/filter-match.ts';
import { NOTE_FILTER } from '../../shared/note-filter.ts';
import type { NotesState } from '../../shared/notes-state.ts';
import { wholeText } from '../../shared/whole-text.ts';
import { InputError } from './input-error.ts';
import { type LocalEngine, withEngine } from './local-engine.ts';

export interface NotesOptions {
  readonly notes?: string;
  /** As the filter of the Notes page is written. */
  readonly filter?: string;
  readonly since?: string;
  readonly templates?: string;
  readonly openapi?: string;
  readonly tests?: string;
}

/** Writes the notes of a run's findings, and what was asked for beside them. @throws InputError */
export async function writeNotes(
  calls: LocalEngine['calls'],
  all: string[],
  { notes, filter, since, templates, openapi, tests }: NotesOptions,
): Promise<void> {
  if (notes === undefined && openapi === undefined && tests === undefined) return;
  const keys = filter === undefined ? all : await keysOf(calls, all, filter);
  const written = await calls.notes
    .query({
      keys,
      parts: {
        proof: true,
        headers: true,
        calls: true,
        rowValues: false,
        openapi: openapi !== undefined,
        tests: tests !== undefined,
      },
      format: notes !== undefined && extname(notes) === '.html' ? 'html' : 'md',
      since: since === undefined ? null : await stateIn(calls, since),
      templates: templates === undefined ? null : resolve(templates),
    })
    .catch(asInputError);
  for (const { fileName, text } of written.files) {
    if (fileName.startsWith('tests/')) writeInto(tests, fileName.slice('tests/'.length), text);
    else if (fileName.endsWith('.openapi.json')) writeTo(openapi, text);
    else writeTo(notes, text);
  }
}

/** The findings that the filter leaves. @throws InputError for a term that the page would leave out */
async function keysOf(calls: LocalEngine['calls'], all: readonly string[], filter: string): Promise<string[]> {
  const { matches } = readNoteFilter(filter);
  const { findings } = await calls.inventory.query();
  const left = new Set(findings.filter(matches).map(({ key }) => key));
  return all.filter((key) => left.has(key));
}

/** Before the work, not after it: on a page one sees that a term is left out, here nobody would. @throws InputError */
export function readNoteFilter(filter: string) {
  const compiled = compileFilter(NOTE_FILTER, filter);
  const [problem] = compiled.problems;
  if (problem) throw new InputError(`--filter: ${problem.text}`);
  return compiled;
}

const writeTo = (file: string | undefined, text: string): void => {
  if (file !== undefined) writeFileSync(file, text);
};

function writeInto(folder: string | undefined, name: string, text: string): void {
  if (folder === undefined) return;
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What earlier notes told. @throws InputError when the file is not there or carries nothing */
async function stateIn(calls: LocalEngine['calls'], file: string): Promise<NotesState> {
  if (!existsSync(file)) throw new InputError(`${file}: cannot be read`);
  const state = await calls.notesState.query({ document: readFileSync(file, 'utf8') });
  if (state === null) throw new InputError(`${file}: these are no notes that this program exported (byte 0)`);
  return state;
}

const LISTS: Readonly<Record<string, ListFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.sarif': 'sarif',
  '.md': 'issue',
};

/** The form that a list's name asks for. @throws InputError for a name that tells none */
export function listFormat(file: string): ListFormat {
  const format = LISTS[extname(file)];
  if (format === undefined) throw new InputError(`${file}: the name has to end in ${Object.keys(LISTS).join(', ')}`);
  return format;
}

/** Writes the findings named as a list, in the form that the name of the file asks for. */
export async function writeList(calls: LocalEngine['calls'], keys: string[], file: string): Promise<void> {
  const begun = await calls.exportList.query({ format: listFormat(file), of: 'findings', keys });
  writeFileSync(file, await wholeText(begun, (next) => calls.exportRest.query({ next })));
}

/** A template that cannot be read is the user's to mend. */
function asInputError(error: Error): never {
  const code = (error as { data?: { code?: string } }).data?.code;
  throw code === 'BAD_REQUEST' ? new InputError(error.message) : error;
}

/** Writes the program's templates into a folder. @throws InputError where one lies there already */
export async function writeTemplates(folder: string): Promise<void> {
  await withEngine(undefined, async ({ calls }) => {
    const templates = await calls.templates.query();
    const there = templates.find(({ name }) => existsSync(join(folder, name)));
    if (there) throw new InputError(`${join(folder, there.name)}: is there already`);
    for (const { name, text } of templates) writeInto(folder, name, text);
    console.log(templates.map(({ name }) => join(folder, name)).join('\n'));
  });
}

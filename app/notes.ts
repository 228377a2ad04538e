import type { z } from 'zod';
import type { noteInput, notesInput } from '../shared/note-inputs.ts';
import type { NoteFormat, NotesExport, NoteView } from '../shared/note-views.ts';
import type { Inventory } from '../shared/views.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { chapterOf, type MigrationNotes, migrationNotes } from './export/migration-notes.ts';
import type { NoteFinding, NotesInput } from './export/note-input.ts';
import { openapiFragment } from './export/openapi.ts';
import { readTestFiles } from './export/read-tests.ts';
import { clearOfSecrets } from './export/secrets.ts';
import { dateWords } from './export/wording.ts';
import { newestRun, noteFindings } from './note-findings.ts';
import type { Db } from './store/database.ts';
import { callsToProve, readSetting } from './store/settings.ts';
import { readTemplates } from './templates-folder.ts';
import { tableRowsOf } from './views/tables.ts';

/** What notes are made of, besides what a caller asks for. */
export interface NotesSource {
  readonly db: Db;
  readonly classes: ClassLookup;
  readonly inventory: Inventory;
  readonly workspace: string;
  readonly today: Date;
}

/**
 * Migration notes for the findings named, or for all that have one: a document for all clients or one for each, and
 * what was asked for beside them.
 * @throws TemplateError
 */
export function notesOf(source: NotesSource, input: z.output<typeof notesInput>): NotesExport {
  const { db } = source;
  const findings = noteFindings(db, source.classes, source.inventory.findings, input.keys);
  const since = input.since === 'last' ? readSetting(db, 'notes-told') : input.since;
  const base = { ...baseInput(source, input.templates), parts: input.parts, since, findings };
  const whole = migrationNotes(base);
  const documents = input.audience === 'all' ? [] : clientsOf(findings).map((client) => forClient(base, client));
  const files = (documents.length > 0 ? documents : [{ client: null, findings, written: whole }]).map(
    ({ client, findings: told, written }) => ({ ...documentFile(client, input.format, written), notes: told.length }),
  );
  const beside = filesBeside(source, base, findings);
  return {
    files: [...files, ...beside.map(({ file }) => ({ ...file, notes: 0 }))],
    state: whole.state,
    missing: whole.missing,
    last: lastOf(db),
    leftOut: whole.leftOut + beside.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}

/** One finding's note in pieces; null where there is none to tell. @throws TemplateError */
export function noteOf(source: NotesSource, { key, parts }: z.output<typeof noteInput>): NoteView | null {
  const [finding] = noteFindings(source.db, source.classes, source.inventory.findings, [key]);
  if (!finding) return null;
  const input = { ...baseInput(source, null), parts, since: null, findings: [finding] };
  const { markdown, sections } = chapterOf(finding, input);
  const clear = (text: string) => clearOfSecrets(text).text;
  return {
    key,
    markdown: clear(markdown),
    sections: sections.map((section) => ({ ...section, text: clear(section.text) })),
    openapi: sections.length === 0 ? null : fragmentOf([finding], source, clear),
    dates: finding.dates,
    run: newestRun(finding),
  };
}

function fragmentOf(
  findings: readonly NoteFinding[],
  { workspace, today }: NotesSource,
  clear: (text: string) => string,
) {
  const document = openapiFragment(findings, workspace, today.toISOString().slice(0, 10));
  return Object.keys(document.paths).length === 0 ? null : clear(JSON.stringify(document, null, 2));
}

function lastOf(db: Db): string | null {
  const told = readSetting(db, 'notes-told');
  return told && dateWords(told.on);
}

function baseInput({ db, inventory, workspace, today }: NotesSource, templates: string | null) {
  return {
    workspace,
    generatedOn: today.toISOString().slice(0, 10),
    callsToProve: callsToProve(db),
    runs: inventory.runs,
    templates: readTemplates(templates ?? readSetting(db, 'templates-folder')),
    address: readSetting(db, 'notes-address') || null,
    client: null,
  };
}

const clientsOf = (findings: readonly NoteFinding[]): string[] =>
  [...new Set(findings.flatMap(({ clients }) => clients))].toSorted((a, b) => a.localeCompare(b));

/** The document of one client: the calls that it was seen to make, and what changed of these. */
function forClient(base: NotesInput, client: string) {
  const findings = base.findings.filter(({ clients }) => clients.includes(client));
  const keys = new Set(findings.map(({ key }) => key));
  const since = base.since && { ...base.since, notes: base.since.notes.filter(({ key }) => keys.has(key)) };
  return { client, findings, written: migrationNotes({ ...base, client, findings, since }) };
}

function documentFile(client: string | null, format: NoteFormat, { markdown, html }: MigrationNotes) {
  const name = client === null ? 'migration-notes' : `migration-notes-${slugOf(client)}`;
  return format === 'html'
    ? { fileName: `${name}.html`, mime: 'text/html', text: html }
    : { fileName: `${name}.md`, mime: 'text/markdown', text: markdown };
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'unnamed';

/** The proposed calls and the regression tests, where they are asked for. */
function filesBeside({ db, classes, workspace }: NotesSource, input: NotesInput, findings: readonly NoteFinding[]) {
  const { openapi, tests } = input.parts;
  const fragment = () => ({
    fileName: 'proposed-calls.openapi.json',
    mime: 'application/json',
    text: `${JSON.stringify(openapiFragment(findings, workspace, input.generatedOn), null, 2)}\n`,
  });
  const allowed = () => tableRowsOf(db, classes).flatMap((row) => (row.class === 'domain' ? [] : [row.table]));
  const files = [
    ...(openapi && findings.length > 0 ? [fragment()] : []),
    ...(tests ? readTestFiles(findings, allowed(), input.generatedOn) : []),
  ];
  return files.map((file) => {
    const { text, leftOut } = clearOfSecrets(file.text);
    return { file: { ...file, text }, leftOut };
  });
}

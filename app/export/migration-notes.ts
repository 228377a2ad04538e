import type { NotesExport, NoteView } from '../../shared/note-views.ts';
import type { NotesState } from '../../shared/notes-state.ts';
import { isDecided, isTold } from '../../shared/status-machine.ts';
import { exceptionsChapter } from './exceptions.ts';
import { toHtml } from './html.ts';
import { anchorsOf, list, plain } from './markdown.ts';
import { lacks, type Note, notesWord, writeNote } from './note.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';
import { changesChapter, stateComment, stateOf } from './notes-state.ts';
import { clearOfSecrets } from './secrets.ts';
import { renderTemplate } from './templates.ts';
import { dateWords } from './wording.ts';

/** A document for the developers of the audited system's clients. */
export interface MigrationNotes {
  readonly markdown: string;
  readonly html: string;
  readonly state: NotesState;
  /** What the document still lacks, in words. */
  readonly missing: readonly string[];
  /** Masked values that were left out. */
  readonly leftOut: number;
}

const isAccepted = (finding: NoteFinding): boolean => finding.tracking.status === 'exception';
const isAllowed = (finding: NoteFinding): boolean => finding.verdict === 'allowed' && !isAccepted(finding);
const isChange = (finding: NoteFinding): boolean =>
  !isAccepted(finding) && !isAllowed(finding) && (finding.verdict === 'broken' || isDecided(finding.tracking.status));

/** Whether a finding appears in the notes at all: as a change, or among the exceptions. */
export const hasNote = ({ verdict, tracking }: Pick<NoteFinding, 'verdict' | 'tracking'>): boolean =>
  isTold(verdict, tracking.status);

/** One finding's chapter and its pieces: a note, or a line among the exceptions, which nobody words. */
export function chapterOf(finding: NoteFinding, input: NotesInput): Pick<NoteView, 'markdown' | 'sections'> {
  if (!isChange(finding)) {
    const accepted = isAccepted(finding) ? [finding] : [];
    return { markdown: exceptionsChapter(accepted, accepted.length > 0 ? [] : [finding]), sections: [] };
  }
  const { title, sections, body } = writeNote(finding, input);
  return { markdown: `## ${plain(title)}\n\n${body}`, sections };
}

/**
 * Writes the notes: what changed since an earlier export, contents, a note per changed endpoint in the order given,
 * exceptions.
 * @throws TemplateError
 */
export function migrationNotes(input: NotesInput): MigrationNotes {
  const changing = input.findings.filter(isChange);
  const told = changing.map((finding) => ({ finding, note: writeNote(finding, input) }));
  const accepted = input.findings.filter(isAccepted);
  const allowed = input.findings.filter(isAllowed);
  const resting = [...accepted, ...allowed].map((finding) => ({ finding, note: null }));
  const state = stateOf(input.generatedOn, [...told, ...resting]);
  const notes = told.map(({ note }) => note);
  const values = {
    workspace: plain(input.workspace),
    date: dateWords(input.generatedOn),
    audience: input.client === null ? 'clients' : plain(input.client),
    about: aboutOf(changing),
    changes: input.since === null ? '' : changesChapter(input.since, state),
    nothing: notes.length === 0 ? nothingOf(accepted.length + allowed.length) : '',
    contents: contents(notes),
    notes: notes.map(({ title, body }) => ({ title: plain(title), body })),
    exceptions: exceptionsChapter(accepted, allowed),
  };
  const { text, leftOut } = clearOfSecrets(renderTemplate('notes.md', values, input.templates));
  return {
    markdown: `${text}\n${stateComment(state)}`,
    html: `${toHtml(text, input.templates)}${stateComment(state)}`,
    state,
    missing: missingFrom(changing, leftOut),
    leftOut,
  };
}

const READS =
  'Some calls that should only read also write rows. This says which, from when they only read, and what to send instead.';
const OTHERS =
  'Some calls that write do not keep what their method promises. This says which, why, and what will change.';

function aboutOf(changing: readonly NoteFinding[]): string {
  const others = changing.filter((finding) => finding.rule !== 'safe-method-writes').length;
  return [...(others === 0 || others < changing.length ? [READS] : []), ...(others === 0 ? [] : [OTHERS])].join(' ');
}

const nothingOf = (exceptions: number): string =>
  exceptions === 0
    ? 'Nothing changes: no call was found to do what its method rules out.'
    : 'No call changes. What stays as it is stands under the documented exceptions.';

function contents(notes: readonly Note[]): string {
  const titles = [...notes.map((note) => note.title), 'Documented exceptions'];
  const anchors = anchorsOf(['Contents', ...titles]).slice(1);
  return list(titles.map((title, at) => `[${plain(title)}](#${anchors[at]})`));
}

function missingFrom(findings: readonly NoteFinding[], secrets: number): NotesExport['missing'] {
  const lacking = findings.map(lacks);
  const dateless = lacking.filter(({ date }) => date).length;
  const ownerless = lacking.filter(({ owner }) => owner).length;
  const callless = lacking.filter(({ call }) => call).length;
  return [
    ...(dateless > 0 ? [`No date for the switch: ${notesWord(dateless)}.`] : []),
    ...(callless > 0 ? [`A proposal instead of a decided call: ${notesWord(callless)}.`] : []),
    ...(ownerless > 0 ? [`No one to ask: ${notesWord(ownerless)}.`] : []),
    ...(secrets > 0 ? [`Left out: ${secrets} masked ${secrets === 1 ? 'value' : 'values'}.`] : []),
  ];
}

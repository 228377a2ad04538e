import { isDecided, isTold } from '../../shared/status-machine.ts';
import { exceptionsChapter } from './exceptions.ts';
import { anchorsOf, list, paragraphs, plain } from './markdown.ts';
import { lacks, type Note, notesWord, writeNote } from './note.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';
import { dateWords } from './wording.ts';

/** A document for the developers of the audited system's clients. */
export interface MigrationNotes {
  readonly markdown: string;
  /** What the document still lacks, in words. */
  readonly missing: readonly string[];
}

const isAccepted = (finding: NoteFinding): boolean => finding.tracking.status === 'exception';
const isAllowed = (finding: NoteFinding): boolean => finding.verdict === 'allowed' && !isAccepted(finding);
const isChange = (finding: NoteFinding): boolean =>
  !isAccepted(finding) && !isAllowed(finding) && (finding.verdict === 'broken' || isDecided(finding.tracking.status));

/** Whether a finding appears in the notes at all: as a change, or among the exceptions. */
export const hasNote = ({ verdict, tracking }: NoteFinding): boolean => isTold(verdict, tracking.status);

/** Writes the notes: contents, a note per changed endpoint in the order given, exceptions. */
export function migrationNotes(input: NotesInput): MigrationNotes {
  const changing = input.findings.filter(isChange);
  const notes = changing.map((finding) => writeNote(finding, input));
  const accepted = input.findings.filter(isAccepted);
  const allowed = input.findings.filter(isAllowed);
  const chapter = exceptionsChapter(accepted, allowed);
  const markdown = paragraphs([
    head(input),
    contents(notes, accepted.length + allowed.length),
    ...notes.map(toChapter),
    chapter,
  ]);
  return { markdown: `${markdown}\n`, missing: missingFrom(changing, notes) };
}

const READS =
  'Some calls that should only read also write rows. This says which, from when they only read, and what to send instead.';
const OTHERS =
  'Some calls that write do not keep what their method promises. This says which, why, and what will change.';

function head({ workspace, generatedOn, findings }: NotesInput): string {
  const changing = findings.filter(isChange);
  const others = changing.filter((finding) => finding.rule !== 'safe-method-writes').length;
  const about = [...(others === 0 || others < changing.length ? [READS] : []), ...(others === 0 ? [] : [OTHERS])];
  return paragraphs([
    `# What changes in the calls of ${plain(workspace)}`,
    `${dateWords(generatedOn)}. For developers of clients. ${about.join(' ')}`,
  ]);
}

const EXCEPTIONS = 'Documented exceptions';

function contents(notes: readonly Note[], exceptions: number): string {
  const nothing =
    exceptions === 0
      ? 'Nothing changes: no call was found to do what its method rules out.'
      : 'No call changes. What stays as it is stands under the documented exceptions.';
  const titles = [...notes.map((note) => note.title), EXCEPTIONS];
  const anchors = anchorsOf(['Contents', ...titles]).slice(1);
  const lines = titles.map((title, at) => `[${plain(title)}](#${anchors[at]})`);
  return paragraphs([notes.length === 0 ? nothing : null, '## Contents', list(lines)]);
}

const toChapter = ({ title, body }: Note): string => paragraphs([`## ${plain(title)}`, body]);

function missingFrom(findings: readonly NoteFinding[], notes: readonly Note[]): string[] {
  const dateless = findings.filter((finding) => lacks(finding).date).length;
  const ownerless = findings.filter((finding) => lacks(finding).owner).length;
  const secrets = notes.reduce((sum, note) => sum + note.secrets, 0);
  return [
    ...(dateless > 0 ? [`${notesWord(dateless)} ${has(dateless)} no date for the switch yet.`] : []),
    ...(ownerless > 0 ? [`${notesWord(ownerless)} ${ownerless === 1 ? 'names' : 'name'} no one to ask.`] : []),
    ...(secrets > 0 ? [`${secrets} masked ${secrets === 1 ? 'value was' : 'values were'} left out.`] : []),
  ];
}

const has = (count: number): string => (count === 1 ? 'has' : 'have');

import { type NotesState, notesStateSchema } from '../../shared/notes-state.ts';
import { STATUS_LABELS } from '../../shared/text.ts';
import { code, list, paragraphs, plain } from './markdown.ts';
import type { Note } from './note.ts';
import { switchOf } from './note-headers.ts';
import type { NoteFinding } from './note-input.ts';
import { callOf, dateWords } from './wording.ts';

/** What this export tells, for the next one to compare with. */
export const stateOf = (on: string, told: readonly { finding: NoteFinding; note: Note | null }[]): NotesState => ({
  schema: 'endpoint-audit/notes@1',
  on,
  notes: told.map(({ finding, note }) => ({
    key: finding.key,
    call: callOf(finding.endpoint),
    status: finding.tracking.status,
    liveOn: switchOf(finding).liveOn,
    digest: digestOf(note),
  })),
});

/** Sections whose change clients have to know of. */
const TOLD: ReadonlySet<string> = new Set(['title', 'calls', 'detail', 'todo']);

function digestOf(note: Note | null): string {
  const text = note?.sections.filter(({ id }) => TOLD.has(id)).map((each) => each.text);
  return fnv1a((text ?? []).join('\n')).toString(16);
}

/** A short hash to see changes by, not to keep secrets with. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

const START = '<!-- endpoint-audit notes: ';

/** The state as a comment that no reader sees: it ends the document. `--` would end the comment. */
export const stateComment = (state: NotesState): string =>
  `${START}${JSON.stringify(state).replaceAll('--', '-\\u002d').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')} -->\n`;

/** The state that an exported document carries; null where it has none. */
export function readState(document: string): NotesState | null {
  const from = document.lastIndexOf(START);
  const to = document.indexOf(' -->', from);
  if (from < 0 || to < 0) return null;
  try {
    return notesStateSchema.parse(JSON.parse(document.slice(from + START.length, to)));
  } catch {
    return null;
  }
}

/** What became of each call since an earlier export, as a chapter. */
export function changesChapter(before: NotesState, now: NotesState): string {
  const earlier = new Map(before.notes.map((note) => [note.key, note]));
  const present = new Set(now.notes.map((note) => note.key));
  const lines = [
    ...now.notes.flatMap((note) => {
      const words = changeWords(earlier.get(note.key), note);
      return words === null ? [] : [`${code(note.call)}: ${words}`];
    }),
    ...before.notes.filter(({ key }) => !present.has(key)).map(({ call }) => `${code(call)}: no longer told of.`),
  ];
  return paragraphs([`## Changes since ${dateWords(before.on)}`, lines.length === 0 ? 'None.' : list(lines)]);
}

type Told = NotesState['notes'][number];

function changeWords(before: Told | undefined, now: Told): string | null {
  if (before === undefined) return 'new.';
  const words = [
    ...(before.liveOn === now.liveOn ? [] : [`the switch moved from ${dayOf(before)} to ${dayOf(now)}`]),
    ...(before.status === now.status ? [] : [`${statusOf(before)} became ${statusOf(now)}`]),
    ...(before.digest === now.digest ? [] : ['what to send, or what to do, is worded anew']),
  ];
  return words.length === 0 ? null : `${words.join('; ')}.`;
}

const dayOf = ({ liveOn }: Told): string => (liveOn === null ? 'not decided' : dateWords(liveOn));
const statusOf = ({ status }: Told): string =>
  plain((STATUS_LABELS as Readonly<Record<string, string>>)[status] ?? status);

import { EDITABLE_SECTIONS, type EditableSection, type NoteSection, type SectionId } from '../../shared/note-views.ts';
import { formatCount, listOf, plural, STATUS_LABELS } from '../../shared/text.ts';
import { block, code, linked, list, paragraphs, plain } from './markdown.ts';
import { beforeAndAfter, callsInDetail } from './note-calls.ts';
import { type Switch, switchHeaders, switchOf, whenItChanges } from './note-headers.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';
import { exampleOf, proof } from './note-proof.ts';
import { READS, whatToDo } from './note-todo.ts';
import { ruleTitle } from './rule-note.ts';
import { renderTemplate } from './templates.ts';
import { callOf, dateWords, deedsOf, isoDate, titleOf, toldTables } from './wording.ts';

/** One endpoint's note: heading text without its marks, the pieces below it, and the Markdown made of them. */
export interface Note {
  readonly title: string;
  readonly sections: readonly NoteSection[];
  readonly body: string;
}

/** Writes a note. A person's wording of a section takes the place of the generated one; all others follow the proof. */
export function writeNote(finding: NoteFinding, input: NotesInput): Note {
  const generated = generatedSections(finding, input);
  const sections = generated.flatMap(([id, text]): NoteSection[] => {
    const edit = isEditable(id) ? (finding.edits[id] ?? null) : null;
    return text === null || text === '' ? [] : [{ id, text: edit?.text ?? text, edit }];
  });
  const texts = Object.fromEntries(sections.map(({ id, text }) => [id, text]));
  const title = texts.title ?? callOf(finding.endpoint);
  return { title, sections, body: renderTemplate('note.md', { ...facts(finding), ...texts, title }, input.templates) };
}

const isEditable = (id: SectionId): id is EditableSection => EDITABLE_SECTIONS.some((each) => each === id);

type Generated = readonly (readonly [id: SectionId, text: string | null])[];

function generatedSections(finding: NoteFinding, input: NotesInput): Generated {
  const change = switchOf(finding);
  const live = isLive(change, input.generatedOn);
  const reads = finding.rule === 'safe-method-writes';
  const { parts } = input;
  return [
    ['title', reads ? titleOf(finding.endpoint, finding.tables, live) : ruleTitle(finding)],
    ['what', reads ? whatChanges(finding, change, input.generatedOn) : whatIsWrong(finding, change, input.generatedOn)],
    ['why', reads ? why(finding) : `**Why.** ${plain(finding.texts.why)}`],
    ['calls', parts.calls ? beforeAndAfter(finding, input) : null],
    ['detail', parts.calls ? callsInDetail(finding, live) : null],
    ['headers', parts.headers ? headers(finding, change, live, input) : null],
    ['todo', whatToDo(finding)],
    ['proof', parts.proof ? proof(finding, input) : null],
    ['example', parts.rowValues ? exampleOf(finding) : null],
    ['status', statusAndDates(finding, change)],
  ];
}

/** What templates can name beside the sections. */
const facts = ({ endpoint, rule, tracking, key, clients }: NoteFinding) => ({
  ...{ key, rule, method: endpoint.method, route: endpoint.route, origin: plain(endpoint.origin) },
  call: code(callOf(endpoint)),
  status_word: STATUS_LABELS[tracking.status],
  owner: tracking.owner === null ? '' : plain(tracking.owner),
  ticket: tracking.ticket === null ? '' : linked(tracking.ticket),
  clients: clients.map(plain),
});

const isLive = ({ liveOn }: Switch, today: string): boolean => liveOn !== null && liveOn <= today;

function whatChanges({ tables, tracking }: NoteFinding, change: Switch, today: string): string {
  const live = isLive(change, today);
  const deeds = plain(listOf(deedsOf(toldTables(tables), live ? 'past' : 'now')));
  const when = whenItChanges(change, today);
  const effect = live ? `Before that it also ${deeds || 'wrote'}.` : `Today the call also ${deeds || 'writes'}.`;
  return [
    '**What changes.**',
    ...(live ? [when, effect] : [effect, when]),
    'If you need that effect, ask for it with a call of your own (below).',
    ...(tracking.status === 'regressed'
      ? ['It was announced to only read and was seen to write again; a new date will follow.']
      : []),
  ].join(' ');
}

function whatIsWrong({ rule, summary }: NoteFinding, { liveOn }: Switch, today: string): string {
  const when =
    liveOn === null
      ? 'The date of the change is not decided yet.'
      : `${liveOn > today ? 'It changes on' : 'It changed on'} ${dateWords(liveOn)}.`;
  return `**${READS.has(rule) ? 'What changes' : 'What is wrong'}.** ${plain(summary)} ${when}`;
}

const why = ({ endpoint }: NoteFinding): string =>
  `**Why.** ${endpoint.method} is a safe method: caches, prefetchers, link scanners and retries may repeat it without asking anyone (RFC 9110 §9.2.1). Each of them sets off the write, and a cached answer leaves it out.`;

function headers(finding: NoteFinding, change: Switch, live: boolean, { address }: NotesInput): string {
  const heading = '### Headers until the switch';
  if (live) return paragraphs([heading, 'None: the switch is done.']);
  const slug = slugOf(callOf(finding.endpoint));
  const { lines, missing } = switchHeaders(change, address === null ? `/docs/changes/${slug}` : `${address}#${slug}`);
  return paragraphs([
    heading,
    lines.length === 0 ? null : block('http', lines),
    lines.length === 0 || address !== null
      ? null
      : `Put the address where this note is published in place of ${code(`/docs/changes/${slug}`)}.`,
    missing.length === 0 ? null : `Missing: ${listOf(missing)}.`,
  ]);
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function statusAndDates({ tracking, history }: NoteFinding, { liveOn }: Switch): string {
  const moves = history
    .filter((entry) => entry.field === 'status' && !entry.undone)
    .toSorted((a, b) => a.atMs - b.atMs);
  return paragraphs([
    '### Status and dates',
    list([
      `Status: ${STATUS_LABELS[tracking.status]}`,
      `Switch: ${liveOn === null ? 'not decided yet' : dateWords(liveOn)}`,
      ...(tracking.owner === null ? [] : [`Ask: ${plain(tracking.owner)}`]),
      ...(tracking.ticket === null ? [] : [`Ticket: ${linked(tracking.ticket)}`]),
      ...moves.map((entry) => `${dateWords(isoDate(entry.atMs))}: ${plain(entry.text)}`),
    ]),
  ]);
}

/** What a note still lacks, one word each: counted by the export. */
export function lacks(finding: NoteFinding): {
  readonly date: boolean;
  readonly owner: boolean;
  readonly call: boolean;
} {
  return {
    date: switchOf(finding).liveOn === null,
    owner: finding.tracking.owner === null,
    call: finding.edits.calls === undefined && finding.edits.detail === undefined,
  };
}

export const notesWord = (count: number): string => `${formatCount(count)} ${plural(count, 'note')}`;

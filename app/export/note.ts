import {
  CALLS_TO_PROVE,
  formatCount,
  formatPercent,
  listOf,
  plural,
  STATUS_LABELS,
  tableWord,
  upperBound,
} from '../../shared/text.ts';
import { block, code, linked, list, paragraphs, plain, table } from './markdown.ts';
import { type Switch, switchHeaders, whenItChanges } from './note-headers.ts';
import type { NoteFinding, NoteRowChange, NotesInput } from './note-input.ts';
import { exhibitParts, ruleParts, ruleTitle } from './rule-note.ts';
import { callOf, dateWords, deedsOf, isoDate, proposedCall, titleOf, toldTables } from './wording.ts';

/** One endpoint's note: heading text without its marks, and the Markdown below it. */
export interface Note {
  readonly title: string;
  readonly body: string;
  /** Values left out because they were secrets. */
  readonly secrets: number;
}

export const writeNote = (finding: NoteFinding, input: NotesInput): Note =>
  finding.rule === 'safe-method-writes' ? readNote(finding, input) : ruleNote(finding, input);

/** A note for clients of a call that should only read. */
function readNote(finding: NoteFinding, input: NotesInput): Note {
  const change = switchOf(finding);
  const live = isLive(change, input.generatedOn);
  const { parts } = input;
  const values = parts.rowValues ? exampleOf(finding) : { markdown: null, secrets: 0 };
  return {
    title: titleOf(finding.endpoint, finding.tables, live),
    secrets: values.secrets,
    body: paragraphs([
      `${code(callOf(finding.endpoint))} on ${plain(finding.endpoint.origin)}`,
      whatChanges(finding, change, input.generatedOn),
      why(finding),
      parts.calls ? beforeAndAfter(finding, live) : null,
      parts.headers ? headers(finding, change, live) : null,
      whatToDo(finding),
      parts.proof ? proof(finding, input) : null,
      values.markdown,
      statusAndDates(finding, change),
    ]),
  };
}

/** A note of any other rule: the rule's own words are its body. */
function ruleNote(finding: NoteFinding, input: NotesInput): Note {
  const values = input.parts.rowValues ? exampleOf(finding) : { markdown: null, secrets: 0 };
  return {
    title: ruleTitle(finding),
    secrets: values.secrets,
    body: paragraphs([
      `${code(callOf(finding.endpoint))} on ${plain(finding.endpoint.origin)}`,
      ...ruleParts(finding),
      ...(input.parts.proof ? ['### Proof', seenIn(finding, input), ...exhibitParts(finding, input)] : []),
      values.markdown,
      statusAndDates(finding, switchOf(finding)),
    ]),
  };
}

const DECIDED = ['planned', 'in-progress', 'shipped'] as const;

/**
 * Decided when it was first planned; live from the date given with Shipped. That date is void once a later run saw
 * the call write again.
 */
export function switchOf({ history, tracking }: NoteFinding): Switch {
  const decisions = history.filter(
    (entry) =>
      entry.field === 'status' &&
      !entry.undone &&
      DECIDED.some((status) => entry.text.endsWith(` to ${STATUS_LABELS[status]}`)),
  );
  const first = decisions.length === 0 ? null : Math.min(...decisions.map((entry) => entry.atMs));
  return {
    decidedOn: first === null ? null : isoDate(first),
    liveOn: isRegressed(tracking) ? null : tracking.shippedOn,
  };
}

const isRegressed = ({ status }: NoteFinding['tracking']): boolean => status === 'regressed';

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
    ...(isRegressed(tracking)
      ? ['It was announced to only read and was seen to write again; a new date will follow.']
      : []),
  ].join(' ');
}

const why = ({ endpoint }: NoteFinding): string =>
  `**Why.** ${endpoint.method} is a safe method: caches, prefetchers, link scanners and retries may repeat it without asking anyone (RFC 9110 §9.2.1). Each of them sets off the write, and a cached answer leaves it out.`;

function beforeAndAfter({ endpoint, tables }: NoteFinding, live: boolean): string {
  const deeds = deedsOf(toldTables(tables), 'now');
  const write = proposedCall(endpoint, tables);
  const certainty = live
    ? 'Check it against the release you use.'
    : 'The final call will be announced before the switch.';
  return paragraphs([
    '### Before and after',
    'Before: one call',
    block('http', [callOf(endpoint), ...deeds.map((deed) => `# also ${deed}`)]),
    'After: read, and write on purpose',
    block('http', [callOf(endpoint), '# only reads', write]),
    `${code(write)} is a proposal, derived from the route and the rows written. ${certainty}`,
  ]);
}

function headers(finding: NoteFinding, change: Switch, live: boolean): string {
  const heading = '### Headers until the switch';
  if (live) return paragraphs([heading, 'None: the switch is done.']);
  const address = `/docs/changes/${slugOf(callOf(finding.endpoint))}`;
  const { lines, missing } = switchHeaders(change, address);
  return paragraphs([
    heading,
    lines.length === 0 ? null : block('http', lines),
    lines.length === 0 ? null : `Put the address where this note is published in place of ${code(address)}.`,
    missing.length === 0 ? null : `Missing: ${listOf(missing)}.`,
  ]);
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function whatToDo({ endpoint, tables }: NoteFinding): string {
  const read = code(callOf(endpoint));
  const write = code(proposedCall(endpoint, tables));
  return paragraphs([
    '### What to do in your client',
    list([
      `You only use the answer of ${read}: nothing.`,
      `You rely on the effect: send ${write} once each time you mean it, and not once per read.`,
      `Polling and refreshing: read as often as the response's cache headers allow; it will leave no rows behind.`,
      `Caching: the read may be cached from the switch on. Never take a cached read for a done write.`,
      `Retries: repeat the read freely. Repeat ${write} only with an idempotency key, or when you know that it failed.`,
      `Prefetch and link previews: they stop setting off the write. A link that people open from a mail should lead to a page that sends the write on their click.`,
    ]),
  ]);
}

function proof(finding: NoteFinding, input: NotesInput): string {
  const { proof: counts, tables } = finding;
  return paragraphs([
    '### Proof',
    [plain(finding.summary), seenIn(finding, input)].filter((part) => part !== '').join(' '),
    counts.wrote === 0 ? null : strengthsInWords(counts.strengths),
    tables.length === 0 ? null : rowsTable(tables),
    `The fix counts as proved after ${formatCount(CALLS_TO_PROVE)} calls without a write: then at most ${formatPercent(upperBound(CALLS_TO_PROVE))} of calls could still write (95 % sure).`,
  ]);
}

function seenIn({ runs, clients }: NoteFinding, input: NotesInput): string {
  const dates = new Map(input.runs.map((run) => [run.id, isoDate(run.at)]));
  const seen = runs.filter((cell) => cell.state !== 'not-seen');
  const named = seen.map((cell) => `run ${cell.run} (${dateWords(dates.get(cell.run) ?? input.generatedOn)})`);
  return [
    ...(named.length === 0 ? [] : [`Seen in ${listOf(named)}.`]),
    ...(clients.length === 0 ? [] : [`Called by ${plain(listOf(clients))}.`]),
  ].join(' ');
}

function strengthsInWords({ certain, veryLikely, likely }: NoteFinding['proof']['strengths']): string {
  const told = [
    [certain, 'certain'],
    [veryLikely, 'very likely'],
    [likely, 'likely'],
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${formatCount(Number(count))} ${word}`]));
  return `How sure each call is linked to its rows: ${listOf(told)}.`;
}

const rowsTable = (tables: NoteFinding['tables']): string =>
  table(
    ['Table', 'Class', 'Added', 'Changed', 'Removed', 'Columns changed'],
    tables.map((each) => [
      code(tableWord(each.table)),
      each.class,
      formatCount(each.inserts),
      formatCount(each.updates),
      formatCount(each.deletes),
      each.columns.length === 0 ? '' : each.columns.map(code).join(', '),
    ]),
  );

const isSecret = (value: string | null): boolean => value?.includes('masked·') ?? false;

/** One call with its rows, for readers who may see the data. Secrets stay out even so. */
function exampleOf({ example }: NoteFinding): { markdown: string | null; secrets: number } {
  if (example === null) return { markdown: null, secrets: 0 };
  const path = readable(example.path);
  const shown = path.replace(/[^/]*masked·[^/]*/g, '{secret}');
  const hidden = example.rows
    .flatMap((row) => row.values)
    .filter((each) => isSecret(each.before) || isSecret(each.after));
  return {
    secrets: hidden.length + (shown === path ? 0 : 1),
    markdown: paragraphs([
      '### Example',
      `${code(`${example.method} ${shown}`)}${example.status === null ? '' : ` answered ${example.status}`}:`,
      ...example.rows.map(rowInWords),
    ]),
  };
}

/** Percent-decoded where that is possible. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

const OP_WORDS = { insert: 'added to', update: 'changed in', delete: 'removed from', truncate: 'emptied:' } as const;

function rowInWords({ op, table: name, values }: NoteRowChange): string {
  const cell = (value: string | null): string => (value === null ? '' : isSecret(value) ? 'left out' : code(value));
  const rows = values.map(({ column, before, after }) => [code(column), cell(before), cell(after)]);
  return paragraphs([
    `One row ${OP_WORDS[op]} ${code(tableWord(name))}:`,
    rows.length === 0 ? null : table(['Column', 'Before', 'After'], rows),
  ]);
}

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
export function lacks(finding: NoteFinding): { readonly date: boolean; readonly owner: boolean } {
  return { date: switchOf(finding).liveOn === null, owner: finding.tracking.owner === null };
}

export const notesWord = (count: number): string => `${formatCount(count)} ${plural(count, 'note')}`;

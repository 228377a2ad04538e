import type { Change, Micros } from '../../../shared/records.ts';
import { tableWord } from '../../../shared/text.ts';
import type { Call, Dossier, DossierWrite, RunView } from '../rule.ts';
import { isCertain, moved } from '../weigh.ts';
import { type Answer, answersBefore, answersSince, canonical, leavesIn, type Seen } from './answers.ts';
import { toSnake } from './columns.ts';

/** A response that carries what a read had written into a telemetry row. */
export interface ReadBack {
  readonly write: DossierWrite;
  readonly reader: Call;
  /** `data.views`. */
  readonly path: string;
  /** `page_stats.views`. */
  readonly column: string;
}

export interface Followed {
  /** Telemetry writes that were followed. */
  readonly writes: readonly DossierWrite[];
  readonly readBacks: readonly ReadBack[];
  /** Later responses that were searched whole. */
  readonly responses: number;
  /** Of which only a part was kept, or nothing: a value may stand in the rest. */
  readonly unseen: number;
  /** Those of the endpoint itself among them. */
  readonly unseenOwn: number;
  /** Pages and files, which are not searched. */
  readonly unread: number;
}

/** A row after one write, by column. */
interface Step {
  readonly write: DossierWrite;
  readonly change: Change;
  readonly timeUs: Micros;
  /** What the write put there, in canonical text. */
  readonly values: ReadonlyMap<string, string>;
}

/** Follows the values of telemetry rows that the endpoint's reads wrote into later responses of any read, its own among them. */
export function followTelemetry(dossier: Dossier, mostWrites: number, mostResponses: number): Followed {
  const steps = stepsOf(dossier, mostWrites);
  const [first] = steps;
  if (!first) return { writes: [], readBacks: [], responses: 0, unseen: 0, unseenOwn: 0, unread: 0 };
  const answers = answersSince(dossier.run, first.timeUs, mostResponses);
  const known = knownBefore(dossier.run, first.timeUs, steps, mostResponses);
  const found = [...rareMatches(steps, answers, known), ...seriesMatches(steps, answers)];
  const readBacks = found.filter(
    ({ reader, step }) =>
      !isListOfRows(
        step,
        answers.find(({ call }) => call === reader),
      ),
  );
  return {
    writes: [...new Set(steps.map(({ write }) => write))],
    readBacks: readBacks.map(({ step, reader, path, column }) => ({
      write: step.write,
      reader,
      path,
      column: `${tableWord(step.change.table)}.${column}`,
    })),
    responses: count(answers, 'whole'),
    unseen: count(answers, 'unseen'),
    unseenOwn: count(
      answers.filter(({ call }) => call.endpoint.id === dossier.endpoint.id),
      'unseen',
    ),
    unread: count(answers, 'unread'),
  };
}

const count = (answers: readonly Answer[], seen: Seen): number => answers.filter((each) => each.seen === seen).length;

const isTelemetry = ({ class: meaning, classUnsure }: DossierWrite['changes'][number]): boolean =>
  meaning === 'telemetry' && !classUnsure;

function stepsOf({ run, writes }: Dossier, most: number): Step[] {
  return writes
    .filter((write) => write.timeUs !== null && (isCertain(write) || write.isLikely))
    .filter((write) => write.changes.some(isTelemetry))
    .slice(0, most)
    .flatMap((write) =>
      run.rowsOf(write.transactionId).flatMap((change, at): Step[] => {
        const classed = write.changes[at];
        if (!classed || !isTelemetry(classed) || !moved(classed) || change.after === null) return [];
        return [{ write, change, timeUs: write.timeUs ?? 0, values: writtenIn(change) }];
      }),
    )
    .sort((a, b) => a.timeUs - b.timeUs);
}

/** A reference names who or what was read; it measures nothing. */
const REFERENCE = /(?:^|_)(?:id|ids|uuid|guid|key|ref|slug)$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Columns that moved, or of a new row all but its key and its references. */
function writtenIn({ after, key, changed, op }: Change): Map<string, string> {
  const columns =
    op === 'update' ? (changed ?? []) : Object.keys(after ?? {}).filter((each) => !Object.hasOwn(key ?? {}, each));
  const values = columns.flatMap((column): [string, string][] => {
    const text = canonical(after?.[column]);
    return text === null || REFERENCE.test(toSnake(column)) || UUID.test(text) ? [] : [[column, text]];
  });
  return new Map(values);
}

/** Texts that requests sent, or answers held, before the rows were written: these came from elsewhere. */
function knownBefore(run: RunView, beforeUs: Micros, steps: readonly Step[], most: number): ReadonlySet<string> {
  const known = new Set<string>();
  const add = (texts: ReadonlyMap<string, string>): void => {
    for (const text of texts.values()) known.add(text);
  };
  for (const { leaves } of answersBefore(run, beforeUs, most)) add(leaves);
  for (const id of new Set(steps.map(({ write }) => write.exchangeId))) add(leavesIn(run.contentOf(id).request.body));
  return known;
}

interface Match {
  readonly step: Step;
  readonly reader: Call;
  readonly path: string;
  readonly column: string;
}

/** A time or a long text that nobody had before: one such value is proof. Words and numbers are not. */
const isRare = (text: string): boolean =>
  (text.startsWith('moment ') && !/000$/.test(text)) ||
  (text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text) && !text.includes('/'));

function rareMatches(steps: readonly Step[], answers: readonly Answer[], known: ReadonlySet<string>): Match[] {
  const owners = new Map<string, { step: Step; column: string } | null>();
  for (const step of steps)
    for (const [column, text] of step.values)
      if (isRare(text) && !known.has(text)) owners.set(text, owners.has(text) ? null : { step, column });
  return answers.flatMap(({ call, atUs, leaves }) =>
    [...leaves].flatMap(([path, text]): Match[] => {
      const owner = owners.get(text);
      const isOf =
        owner &&
        atUs >= owner.step.timeUs &&
        !isNamed(owner.step.change.table, call, path) &&
        !isOneClock(owner.step, call, text);
      return isOf ? [{ ...owner, reader: call, path }] : [];
    }),
  );
}

/** One look at the clock may go into the row and into the call's own answer. */
const isOneClock = ({ write }: Step, { id }: Call, text: string): boolean =>
  id === write.exchangeId && text.startsWith('moment ');

/** Whether the address or the field bears the table's name: then the log is shown as what it is. */
function isNamed(table: string, { path: address }: Call, path: string): boolean {
  const name = bare(
    table
      .slice(table.lastIndexOf('.') + 1)
      .split('_')
      .at(-1) ?? '',
  );
  const words = [...address.split('/'), ...path.split('.')].flatMap((word) =>
    word.replace(/\[\d+\]/g, '').split(/[-_]/),
  );
  return words.some((word) => bare(word) === name);
}

/** Plural and singular are one name. */
const bare = (word: string): string => word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');

/** So many different values of one row that one field follows are no chance. */
const SERIES = 3;

/** Counters are small numbers: what gives them away is a field that follows one row's column through its values. */
function seriesMatches(steps: readonly Step[], answers: readonly Answer[]): Match[] {
  const byCell = Map.groupBy(
    steps.flatMap((step) => [...step.values].map(([column, text]) => ({ step, column, text }))),
    ({ step, column }) => JSON.stringify([step.change.table, step.change.key, column]),
  );
  const byAddress = [...Map.groupBy(answers, ({ call }) => JSON.stringify([call.resource, call.query])).values()];
  return [...byCell.values()]
    .filter((series) => new Set(series.map(({ text }) => text)).size >= SERIES)
    .flatMap((series) => byAddress.flatMap((own) => followedBy(series, own)));
}

type Series = readonly { readonly step: Step; readonly column: string; readonly text: string }[];

function followedBy(series: Series, answers: readonly Answer[]): Match[] {
  const paths = new Set(answers.flatMap(({ leaves }) => [...leaves.keys()]));
  return [...paths].flatMap((path): Match[] => {
    const hits: Match[] = [];
    const seen = new Set<string>();
    for (const { call, atUs, leaves } of answers) {
      // Commits are seen a little after the answer that they belong to.
      const now = series.findLast(({ step }) => step.timeUs <= atUs || step.write.exchangeId === call.id);
      const text = leaves.get(path);
      if (!now || text === undefined) continue;
      if (text !== now.text) return [];
      seen.add(text);
      hits.push({ step: now.step, reader: call, path, column: now.column });
    }
    return seen.size >= SERIES ? hits.slice(0, SERIES) : [];
  });
}

/** Who lists the rows themselves, key and columns side by side, reads the log on purpose. */
function isListOfRows({ change, values }: Step, answer: Answer | undefined): boolean {
  if (!answer) return false;
  const key = Object.values(change.key ?? {}).map(canonical);
  const parents = Map.groupBy(answer.leaves, ([path]) => path.slice(0, Math.max(0, path.lastIndexOf('.'))));
  return [...parents.values()].some((members) => {
    const texts = new Set(members.map(([, text]) => text));
    const shown = [...values.values()].filter((text) => texts.has(text)).length;
    return shown >= 2 && key.some((text) => text !== null && texts.has(text));
  });
}

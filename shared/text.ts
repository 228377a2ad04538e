import type { Basis } from './records.ts';
import type { TableWrites } from './views.ts';
import type { MigrationStatus, RuleId, TableClass, Verdict } from './words.ts';

/** Every sentence, label and number format that people read in more than one place. No other file words them. */

export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = {
  broken: 'Broken',
  unsure: 'Unsure',
  allowed: 'Allowed',
  holds: 'Holds',
  'not-judged': 'Not judged',
};

export const STATUS_LABELS: Readonly<Record<MigrationStatus, string>> = {
  detected: 'Detected',
  triaged: 'Triaged',
  planned: 'Planned',
  'in-progress': 'In progress',
  shipped: 'Shipped',
  verified: 'Verified',
  exception: 'Exception',
  regressed: 'Regressed',
};

export const CLASS_LABELS: Readonly<Record<TableClass, string>> = {
  domain: 'Domain',
  telemetry: 'Telemetry',
  session: 'Session',
  ignored: 'Ignored',
  outbox: 'Outbox',
};

export const RULE_LABELS: Readonly<Record<RuleId, string>> = {
  'safe-method-writes': 'Safe method writes',
  'telemetry-read-back': 'Telemetry read back',
  'put-not-idempotent': 'PUT not idempotent',
  'put-partial': 'Partial PUT',
  'put-split-ownership': 'PUT split ownership',
  'put-shared-state': 'PUT shared state',
  'patch-unconditional': 'Unconditional PATCH',
  'delete-side-effects': 'DELETE side effects',
  'failed-call-writes': 'Failed call writes',
  'duplicate-post': 'Duplicate POST',
  'cached-side-effect': 'Cached side effect',
};

/** A rule's name within a sentence: `unconditional PATCH`. Methods keep their capitals. */
export const ruleWords = (rule: RuleId): string =>
  RULE_LABELS[rule].replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

const FORMAT_LABELS: Readonly<Record<string, string>> = {
  har: 'HAR',
  'playwright-trace': 'Playwright trace',
  'otlp-json': 'OpenTelemetry traces',
  'nginx-json': 'nginx access log',
  'envoy-json': 'Envoy access log',
  'wal2json-1': 'wal2json, format 1',
  'wal2json-2': 'wal2json, format 2',
  'test-decoding': 'test_decoding',
  debezium: 'Debezium',
  'postgres-log': "PostgreSQL's server log",
  'postgres-log-csv': "PostgreSQL's csvlog",
  'postgres-log-json': "PostgreSQL's jsonlog",
  mysqlbinlog: 'MySQL binary log',
  maxwell: 'Maxwell',
  canal: 'Canal',
  mongodb: 'MongoDB change stream',
  dynamodb: 'DynamoDB stream',
  'sqlserver-cdc': 'SQL Server change table',
  'dms-csv': 'AWS DMS change file',
  'dms-json': 'AWS DMS records',
  'audit-table': 'audit table',
};

/** A format's id as people know it; one that has no name yet is shown as it is. */
export const formatLabel = (id: string): string => FORMAT_LABELS[id] ?? id;

/** A link counts for a verdict from here on. */
export const LIKELY = 0.9;
export const VERY_LIKELY = 0.99;
/** Calls without a write that prove a fix: at most 1.7 % could still write. */
export const CALLS_TO_PROVE = 180;
/** Below so many calls a share says nothing, so none is written. */
export const CALLS_FOR_PERCENT = 20;

/** Made once: `toLocaleString` makes one for each number. */
const whole = new Intl.NumberFormat('en-US');

/** 4286 → `4,286`. */
export const formatCount = (count: number): string => whole.format(Math.round(count));

/** 0.961 → `96.1 %`. */
export const formatPercent = (share: number): string => `${trimZero((share * 100).toFixed(1))} %`;

/** Expected writes: `12`, `2.1`, `0.04`, `under 0.01`; `0` only where nothing at all speaks for more. */
export function formatExpected(expected: number): string {
  if (expected === 0) return '0';
  if (expected < 0.01) return 'under 0.01';
  if (expected < 0.095) return expected.toFixed(2);
  return expected < 9.95 ? trimZero(expected.toFixed(1)) : formatCount(expected);
}

/** 0.25 → `0.25`, 29.9 → `30`. */
const formatSeconds = (seconds: number): string =>
  seconds < 9.5 ? trimZero(seconds.toFixed(1)) : formatCount(seconds);

const noneOr = (expected: number): string => (expected === 0 ? 'none' : formatExpected(expected));

/** At most this share of calls can still write when none of `calls` did: 3/n, 95 % sure. */
export const upperBound = (calls: number): number => 3 / calls;

const trimZero = (digits: string): string => digits.replace(/\.0$/, '');
export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
const ofCalls = (some: number | 'None', calls: number): string =>
  `${some === 'None' ? some : formatCount(some)} of ${formatCount(calls)} ${plural(calls, 'call')}`;

/** `a`, `a and b`, `a, b and c`. */
export const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `public.page_hits` → `page_hits`: the public schema goes without saying. */
export const tableWord = (table: string): string => table.replace(/^public\./, '');

/** How many more calls an unsure finding asks for, as its sentence says; null where it asks for something else. */
export function moreCallsIn(summary: string): number | null {
  const about = /About ([\d,]+) more calls? would decide/.exec(summary)?.[1];
  if (about !== undefined) return Number(about.replaceAll(',', ''));
  return /\ba second (?:writing call )?(?:or a request id )?would decide/i.test(summary) ? 1 : null;
}

export type LinkWord = 'certain' | 'very likely' | 'likely' | 'could not be told apart';

/** The word for one link. */
export function linkWord(probability: number, basis: readonly Basis[]): LinkWord {
  if (probability < LIKELY) return 'could not be told apart';
  if (probability < VERY_LIKELY) return 'likely';
  return basis.includes('key') ? 'certain' : 'very likely';
}

/** Splits off the first sentence, which pages print in bold. */
export function headline(summary: string): readonly [first: string, rest: string] {
  const end = summary.indexOf('. ');
  return end < 0 ? [summary, ''] : [summary.slice(0, end + 1), summary.slice(end + 2)];
}

const naming = (what: string, tables: readonly string[]): string =>
  tables.length === 0 ? '' : `${what} (${listOf(tables.map(tableWord))})`;

/** `inserts into page_hits on every call`: what the writes are, for lists. */
export function writesClause(tables: readonly TableWrites[], wrote: number, calls: number): string {
  const domain = tables.filter((table) => table.class === 'domain');
  const told = domain.length > 0 ? domain : tables;
  const deeds = told.flatMap(deedsOf);
  const some = deeds.length > 2 ? [...deeds.slice(0, 2), `${deeds.length - 2} more`] : deeds;
  const often = wrote === calls ? 'on every call' : `on ${formatCount(wrote)} of ${formatCount(calls)} calls`;
  return `${listOf(some)} ${often}`;
}

function deedsOf({ table, inserts, updates, deletes, columns }: TableWrites): string[] {
  const name = tableWord(table);
  const column = columns.length === 1 ? `.${columns[0]}` : '';
  return [
    ...(inserts > 0 ? [`inserts into ${name}`] : []),
    ...(updates > 0 ? [`updates ${name}${column}`] : []),
    ...(deletes > 0 ? [`deletes from ${name}`] : []),
  ];
}

/** How the writing calls are known when they are too few for a rate. */
export type FewBecause = 'key' | 'shown' | 'value' | 'alone';

const FEW: Readonly<Record<FewBecause, string>> = {
  key: 'The transaction carries the request’s id',
  shown: 'The changed row’s key stands in the response',
  value: 'Values of the changed row stand in the call too',
  alone: 'Nothing else was open and nothing else writes like this',
};

/** The verdict sentences of `safe-method-writes`. */
export const sentences = {
  broken: (wrote: number, calls: number, expected: number): string =>
    `${ofCalls(wrote, calls)} wrote domain rows. Chance overlap with unrelated writes would account for ${noneOr(expected)} of them.`,

  brokenFew: (wrote: number, calls: number, because: FewBecause): string =>
    `${ofCalls(wrote, calls)} wrote domain rows. ${FEW[because]}: proof enough, even from so few writes.`,

  /** `more` = calls that would decide at the rates seen; null where none would. */
  tooClose: (wrote: number, calls: number, expected: number, more: number | null): string =>
    `${ofCalls(wrote, calls)} wrote. Chance overlap with unrelated writes would account for ${expected < wrote ? `${noneOr(expected)} of` : 'all of'} them: too close to accuse. ${
      more === null
        ? 'Request ids in the change log would decide.'
        : `About ${formatCount(more)} more ${plural(more, 'call')} would decide.`
    }`,

  /** One link by time alone, at the mercy of anything that was not recorded. */
  singleByTime: (calls: number, tables: readonly string[]): string =>
    `${ofCalls(1, calls)} wrote ${listOf(tables.map(tableWord))}. Only the time speaks for it: too little to accuse. A second writing call or a request id would decide.`,

  /** One link by the time, and by values that other calls' rows hold, too. */
  singleByCommonValues: (calls: number, tables: readonly string[]): string =>
    `${ofCalls(1, calls)} wrote ${listOf(tables.map(tableWord))}. Only the time speaks for it, and values that stand in other calls, too: too little to accuse. A second writing call or a request id would decide.`,

  otherCause: (wrote: number, calls: number, other: string, others: number): string =>
    `${ofCalls(wrote, calls)} wrote. ${other} could explain ${formatCount(others)} of them: too close to accuse. Request ids in the change log would decide.`,

  /** Rows that an unsafe endpoint writes too, in a few calls only: perhaps a request missing from the capture. */
  missingRequest: (wrote: number, calls: number, other: string): string =>
    `${ofCalls(wrote, calls)} wrote, only rows that ${other} writes too. A request missing from the capture would look the same: too close to accuse.`,

  /** Preflights. */
  announced: (wrote: number, calls: number): string =>
    `${ofCalls(wrote, calls)} wrote, but with them a browser only asks leave to send another request. That one may be missing from the capture: too little to accuse. Request ids in the change log would decide.`,

  /** Commit times to the second. */
  inThatSecond: (wrote: number, calls: number): string =>
    `${ofCalls(wrote, calls)} wrote, by a log whose times are whole seconds, and nothing that they sent stands in the rows: what something else made just before looks the same. Finer times or request ids in the change log would decide.`,

  /** Inserted rows whose keys stand in the calls' addresses. */
  knownBefore: (wrote: number, calls: number): string =>
    `${ofCalls(wrote, calls)} wrote, but named the new rows by their keys, so whoever called knew of them: something that was not recorded may have made them just before. Request ids in the change log would decide.`,

  /** Rows that an earlier request had begun, and that were asked about until they changed. */
  watches: (wrote: number, calls: number, by: string): string =>
    `${ofCalls(wrote, calls)} wrote, but calls of ${by} before them may still have been at work: they had written the same rows and other reads found them unfinished, or they were answered 202 or not at all. Request ids in the change log would decide.`,

  /** Long polling and streams. */
  waits: (wrote: number, calls: number, seconds: number): string =>
    `${ofCalls(wrote, calls)} wrote, most of them while they were open for long, up to ${formatSeconds(seconds)} s. A call that waits for a change is answered when somebody else has made it, which looks the same. Request ids in the change log would decide.`,

  inStep: (wrote: number, calls: number, seconds: number): string =>
    `${ofCalls(wrote, calls)} wrote. Only the time speaks for it, and both the calls and the writes come at regular times, the writes every ${formatSeconds(seconds)} s: a timer would look the same. Request ids in the change log would decide.`,

  weakLinks: (maybe: number, calls: number): string =>
    `${ofCalls(maybe, calls)} may have written. None of these links could be told apart from other causes. Request ids in the change log would decide.`,

  classUnsure: (wrote: number, calls: number, tables: readonly string[]): string =>
    `${ofCalls(wrote, calls)} updated ${listOf(tables.map(tableWord))}. Whether a domain column moved was not captured: a log with whole rows would show (PostgreSQL: REPLICA IDENTITY FULL).`,

  telemetryShown: (wrote: number, calls: number, tables: readonly string[], shown: readonly string[]): string =>
    `${ofCalls(wrote, calls)} wrote only telemetry (${listOf(tables.map(tableWord))}), but a response shows it: ${listOf(shown)}. Is that table telemetry? Its class decides.`,

  /** `unseen`: writing calls whose response was not recorded whole. */
  allowed: (
    wrote: number,
    calls: number,
    telemetry: readonly string[],
    session: readonly string[],
    events: readonly string[] = [],
    unseen = 0,
  ): string => {
    const all = [naming('telemetry', telemetry), naming('session rows', session), naming('events', events)];
    const kinds = all.filter((kind) => kind !== '');
    const shown =
      unseen === 0
        ? ', and no response shows it.'
        : `, and no response that was kept whole shows it (${formatCount(unseen)} ${plural(unseen, 'was', 'were')} not).`;
    const told = `${ofCalls(wrote, calls)} wrote, only ${listOf(kinds)}${telemetry.length > 0 ? shown : '.'}`;
    return events.length === 0 ? told : `${told} Whoever handles the events may change more: see that nobody does.`;
  },

  /** `failed`: calls answered with 5xx, which are not among `calls`. */
  holds: (calls: number, failed = 0): string => {
    const none = calls === 1 ? 'The one call did not write.' : `${ofCalls('None', calls)} wrote.`;
    const bound =
      calls >= CALLS_FOR_PERCENT
        ? `So at most ${formatPercent(upperBound(calls))} of calls could (95 % sure).`
        : `${formatCount(CALLS_TO_PROVE - calls)} more would show that at most ${formatPercent(upperBound(CALLS_TO_PROVE))} could (95 % sure).`;
    const beside =
      failed === 0
        ? ''
        : ` Not counted: ${formatCount(failed)} that the server answered with an error of its own (5xx).`;
    return `${none} ${bound}${beside}`;
  },

  /** Every call was answered with 5xx, and none wrote. */
  allBrokenOff: (failed: number): string =>
    `${failed === 1 ? 'The one call was' : `All ${formatCount(failed)} calls were`} answered with an error of the server (5xx). What the endpoint does when it works was not seen.`,

  holdsUnmoved: (calls: number, unmoved: number, tables: readonly string[]): string =>
    `${ofCalls('None', calls)} changed a row. ${formatCount(unmoved)} of them wrote ${listOf(tables.map(tableWord))} without any change.`,

  neverReached: (fromCache: number): string =>
    `Seen 0 times after the server answered${
      fromCache === 0
        ? '.'
        : `; ${formatCount(fromCache)} ${plural(fromCache, 'answer', 'answers')} came from the cache.`
    }`,

  noChangeLog: (): string => 'No change log covers these calls.',
} as const;

/** Why findings are made again. */
export const REJUDGED_FOR = {
  rules: 'Rules have changed since this workspace was last judged',
  decision: 'What verdicts rest on has been changed',
} as const;

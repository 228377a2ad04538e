import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkLine } from '../../shared/report.ts';
import { LIKELY } from '../../shared/text.ts';
import { readClasses } from '../classes.ts';
import { importedHere } from '../import-for-tests.ts';
import type { StoryChange } from '../story-for-tests.ts';
import { linkLinesOf, reportOf } from '../views/report.ts';

/** A run as a service would leave it behind: a HAR, a log of wal2json, and what nobody records: which call wrote what. */
export interface FieldRun {
  /** Returns the call's position. */
  call(call: FieldCall): number;
  /** One transaction; `by` is the call that caused it, null a call or job that was not recorded. */
  commit(at: number, by: number | null, changes: readonly StoryChange[]): void;
  /** In [0, 1), the same in every run of a test. */
  random(): number;
  uuid(): string;
  /** Milliseconds since the start as an application writes them: `2026-11-21T12:00:01.250Z`. */
  stamp(at: number): string;
}

/** Times are seconds since the run's start. */
export interface FieldCall {
  readonly at: number;
  /** How long it takes; 40 ms where nothing is said. */
  readonly ms?: number;
  /** `GET /jobs/5`. */
  readonly call: string;
  readonly user?: string;
  readonly client?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sends?: unknown;
  readonly status?: number;
  readonly answers?: unknown;
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

export interface FieldOptions {
  /** By how many seconds the database's clock is ahead. */
  readonly skew?: number;
  /** Seconds that its clock gains each second. */
  readonly drift?: number;
  /** Commit times to the second. */
  readonly wholeSeconds?: boolean;
  /** Key columns by table; `id` where nothing is said. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  readonly origin?: string;
}

const START = Date.UTC(2026, 10, 21, 12);

interface Commit {
  readonly at: number;
  readonly by: number | null;
  readonly changes: readonly StoryChange[];
}

/** Verdicts, and the links that are likely and wrong. */
export interface FieldResult {
  /** `broken safe-method-writes GET /jobs/{id}` → what is said. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** `GET /jobs/5 ← update jobs`: likely links to a call that did not cause the write. */
  readonly wrong: readonly string[];
  readonly links: number;
  readonly right: number;
  readonly likely: number;
}

export async function judgeField(tell: (run: FieldRun) => void, options: FieldOptions = {}): Promise<FieldResult> {
  const calls: FieldCall[] = [];
  const commits: Commit[] = [];
  const random = seeded();
  tell({
    call: (call) => calls.push(call) - 1,
    commit: (at, by, changes) => commits.push({ at, by, changes }),
    random,
    uuid: () => uuidOf(random),
    stamp: (at) => new Date(START + at * 1000).toISOString(),
  });
  commits.sort((a, b) => a.at - b.at);
  const folder = mkdtempSync(join(tmpdir(), 'field-'));
  const [har, log] = [join(folder, 'requests.har'), join(folder, 'changes.jsonl')];
  writeFileSync(har, harOf(calls, options));
  writeFileSync(log, logOf(commits, options));
  const { links, findings } = await imported([har, log]);
  return resultOf(calls, commits, links, findings);
}

function resultOf(
  calls: readonly FieldCall[],
  commits: readonly Commit[],
  links: readonly LinkLine[],
  findings: readonly (readonly [string, string])[],
): FieldResult {
  const judged = links.map((link) => ({ link, commit: commits[Number(link.transaction.id) - FIRST_XID] as Commit }));
  const isRight = ({ link, commit }: (typeof judged)[number]) => (link.exchange?.index ?? null) === commit.by;
  const likely = judged.filter(({ link }) => link.probability >= LIKELY);
  const word = (changes: readonly StoryChange[]) =>
    changes
      .map(
        ({ table, before, after }) => `${before === null ? 'insert' : after === null ? 'delete' : 'update'} ${table}`,
      )
      .join(', ');
  const wrong = likely
    .filter((each) => each.link.exchange !== null && !isRight(each))
    .map(
      ({ link, commit }) =>
        `${calls[link.exchange?.index ?? 0]?.call} ← ${word(commit.changes)} (${link.probability.toFixed(2)} ${link.basis.join()})`,
    );
  return {
    verdicts: new Map(findings),
    wrong,
    links: links.length,
    right: judged.filter(isRight).length,
    likely: likely.length,
  };
}

async function imported(paths: readonly string[]) {
  const db = await importedHere(paths);
  const findings = reportOf(db, readClasses(db), 1).endpoints.flatMap(({ method, route, findings: all }) =>
    all.map(({ rule, verdict, summary }) => [`${verdict} ${rule} ${method} ${route}`, summary] as const),
  );
  const links = linkLinesOf(db, 1);
  db.close();
  return { links, findings };
}

function harOf(calls: readonly FieldCall[], { origin = 'https://app.example' }: FieldOptions): string {
  const entries = calls.map((call) => entryOf(call, origin));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } });
}

function entryOf(told: FieldCall, origin: string) {
  const { at, ms = 40, call, user, client, headers = {}, sends, status = 200, answers, answerHeaders = {} } = told;
  const [method = '', target = ''] = call.split(' ');
  const own = {
    ...headers,
    ...(user && { Authorization: `Bearer ${user}-secret-token` }),
    ...(client && { 'User-Agent': client }),
  };
  const type = headers['Content-Type'] ?? 'application/json';
  return {
    startedDateTime: new Date(START + at * 1000).toISOString(),
    time: ms,
    request: {
      method,
      url: origin + target,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: namesAndValues(own),
      queryString: namesAndValues(Object.fromEntries(new URL(target, origin).searchParams)),
      headersSize: -1,
      bodySize: -1,
      ...(sends !== undefined && { postData: { mimeType: type, text: textOf(sends) } }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: namesAndValues({ Date: new Date(START + at * 1000).toUTCString(), ...answerHeaders }),
      content: { size: 2, mimeType: 'application/json', ...(answers !== undefined && { text: textOf(answers) }) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 1, wait: ms - 2, receive: 1 },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const namesAndValues = (all: Readonly<Record<string, string>>) =>
  Object.entries(all).map(([name, value]) => ({ name, value }));

const FIRST_XID = 700;

const logOf = (commits: readonly Commit[], options: FieldOptions): string =>
  commits
    .flatMap((commit, nth) => linesOf(commit, nth + FIRST_XID, options))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

function linesOf(
  { at, changes }: Commit,
  xid: number,
  { skew = 0, drift = 0, wholeSeconds = false, keys = {} }: FieldOptions,
) {
  const exact = START + (at * (1 + drift) + skew) * 1000;
  const us = Math.round(exact * 1000) % 1000;
  const whole = new Date(wholeSeconds ? exact - (exact % 1000) : exact).toISOString().replace('T', ' ');
  const timestamp = whole.replace('Z', `${wholeSeconds ? '' : String(us).padStart(3, '0')}+00`);
  const frame = { xid, timestamp };
  return [
    { action: 'B', ...frame },
    ...changes.map((change) => ({ ...frame, ...rowLine(change, keys) })),
    { action: 'C', ...frame },
  ];
}

function rowLine({ table, before, after }: StoryChange, keys: Readonly<Record<string, readonly string[]>>) {
  const pk = (keys[table] ?? ['id']).map((name) => ({ name, type: 'integer' }));
  const [schema, name] = table.includes('.') ? table.split('.') : ['public', table];
  const image = {
    ...(after && { columns: columnsOf(after) }),
    ...(before && { identity: columnsOf(before) }),
  };
  return { action: before === null ? 'I' : after === null ? 'D' : 'U', schema, table: name, ...image, pk };
}

const columnsOf = (row: object) =>
  Object.entries(row).map(([name, value]) => ({ name, type: typeOf(name, value), value }));

const typeOf = (name: string, value: unknown): string =>
  typeof value === 'number'
    ? 'integer'
    : typeof value === 'boolean'
      ? 'boolean'
      : name.endsWith('_at')
        ? 'timestamp with time zone'
        : 'text';

function seeded(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const uuidOf = (random: () => number): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', () => Math.floor(random() * 16).toString(16));

import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LinkLine } from '../shared/report.ts';
import { LIKELY } from '../shared/text.ts';
import { RULE_IDS, type RuleId } from '../shared/words.ts';
import { readClasses } from './classes.ts';
import { importedHere } from './import-for-tests.ts';
import { detect } from './ingest/detect.ts';
import { collect } from './ingest/fixture-files.ts';
import { createMasker } from './ingest/mask.ts';
import { type CaptureRecord, peek, readCapture } from './ingest/read-capture.ts';
import { unpack } from './ingest/unpack.ts';
import { readWriteCounts } from './store/inventory.ts';
import { linkLinesOf, reportOf } from './views/report.ts';

/** One run of a shop, as three recorders of its requests and six logs of its database saw it. */
const fixture = (name: string) => fileURLToPath(new URL(`./ingest/formats/fixtures/${name}`, import.meta.url));
export const HAR = fixture('har/parallel-orders/input.har');
const REQUESTS = {
  HAR,
  traces: fixture('otlp-json/orders-run/input.jsonl.gz'),
  'access log': fixture('nginx-json/orders-run/input.jsonl'),
};
export const CHANGES = {
  'wal2json 1': fixture('wal2json-1/orders-run/input.jsonl'),
  'wal2json 2': fixture('wal2json-2/orders-run/input.jsonl'),
  test_decoding: fixture('test-decoding/orders-run/input.txt'),
  'server log': fixture('postgres-log/orders-run/input.log'),
  csvlog: fixture('postgres-log-csv/orders-run/input.csv'),
  jsonlog: fixture('postgres-log-json/orders-run/input.json'),
};

/** xid → position of the HAR's entry that caused it; null = a background job. */
export const truth = JSON.parse(
  readFileSync(fileURLToPath(new URL('./fixtures/orders/truth.json', import.meta.url)), 'utf8'),
) as Readonly<Record<string, number | null>>;

export async function recordsOf(path: string): Promise<CaptureRecord[]> {
  const { head, bytes } = await peek(unpack(createReadStream(path)));
  const found = detect(head);
  if (found.type !== 'one') throw new Error(`${path} is taken for ${found.type}`);
  return collect(readCapture(found.format, bytes, createMasker(new Uint8Array(32))));
}

/** The calls of a recording by position: positions differ between recorders, the calls do not. */
async function callsOf(path: string): Promise<Map<number, string>> {
  const records = await recordsOf(path);
  return new Map(
    records.flatMap((record) =>
      record.type === 'exchange'
        ? [[record.exchange.index, `${record.exchange.method} ${record.exchange.path} ${record.exchange.startUs}`]]
        : [],
    ),
  );
}

export interface Story {
  readonly links: LinkLine[];
  readonly rows: number;
  /** Rules that could be judged of at least one endpoint. */
  readonly rules: readonly RuleId[];
}

export async function storyOf(paths: readonly string[]): Promise<Story> {
  const db = await importedHere(paths);
  const links = linkLinesOf(db, 1);
  const rows = readWriteCounts(db, [1]).reduce((sum, count) => sum + count.rows, 0);
  const findings = reportOf(db, readClasses(db), 1).endpoints.flatMap((endpoint) => endpoint.findings);
  const judgedRules = new Set(findings.flatMap(({ rule, verdict }) => (verdict === 'not-judged' ? [] : [rule])));
  db.close();
  return { links, rows, rules: RULE_IDS.filter((rule) => judgedRules.has(rule)) };
}

/** `POST /orders` of a call; a later one of the same name differs by its place in the order of starts. */
function namesOf(calls: ReadonlyMap<number, string>): Map<number, string> {
  const seen = new Map<string, number>();
  const ordered = [...calls].map(([index, call]) => ({ index, call: call.split(' ') }));
  ordered.sort((a, b) => Number(a.call[2]) - Number(b.call[2]));
  return new Map(
    ordered.map(({ index, call: [method, path] }) => {
      const nth = (seen.get(`${method} ${path}`) ?? 0) + 1;
      seen.set(`${method} ${path}`, nth);
      return [index, `${method} ${path} ${nth}`];
    }),
  );
}

/** Sure answers against the truth: `accused` = a call that did not do it, `missed` = none although one did it. */
function judged(links: readonly LinkLine[], names: ReadonlyMap<number, string>, harNames: ReadonlyMap<number, string>) {
  const sure = links.filter(({ probability }) => probability >= LIKELY);
  const answers = sure.map(({ transaction, exchange }) => {
    const entry = truth[transaction.id] ?? null;
    const answer = exchange && (names.get(exchange.index) ?? 'unknown');
    if (answer === (entry === null ? null : harNames.get(entry))) return 'right';
    return answer === null ? 'missed' : 'accused';
  });
  const count = (word: string) => answers.filter((answer) => answer === word).length;
  return { all: links.length, right: count('right'), accused: count('accused'), missed: count('missed') };
}

/** Every recorder of requests with every log of changes. */
export const PAIRS = Object.entries(REQUESTS).flatMap(([requests, from]) =>
  Object.entries(CHANGES).map(([changes, to]) => ({ requests, changes, from, to })),
);

export type Pair = (typeof PAIRS)[number];

/** What a pair of files proved. */
export async function foundBy({ from, to }: Pair) {
  const [names, harNames] = [namesOf(await callsOf(from)), namesOf(await callsOf(HAR))];
  const { links, rules } = await storyOf([from, to]);
  return { ...judged(links, names, harNames), rules };
}

export type Found = Awaited<ReturnType<typeof foundBy>>;

/** The tables of docs/formats.md: transactions answered rightly, and the rules that could be judged. */
export function tablesOf(found: ReadonlyMap<Pair, Found>): { readonly answers: string; readonly rules: string } {
  const changes = Object.keys(CHANGES);
  const at = (requests: string, log: string): Found | undefined =>
    [...found].find(([pair]) => pair.requests === requests && pair.changes === log)?.[1];
  const answers = Object.keys(REQUESTS).map((requests) =>
    rowOf([NAMES[requests] ?? requests, ...changes.map((log) => shareOf(at(requests, log)))]),
  );
  const rules = Object.keys(REQUESTS).map((requests) =>
    rowOf([NAMES[requests] ?? requests, ...['wal2json 2', 'server log'].map((log) => rulesOf(at(requests, log)))]),
  );
  return {
    answers: [rowOf(['', ...changes]), rowOf(['', ...changes].map(() => '---')), ...answers].join('\n'),
    rules: [rowOf(['', 'with a log of rows', 'with a server log alone']), '|---|---|---|', ...rules].join('\n'),
  };
}

const NAMES: Readonly<Record<string, string>> = { traces: 'OpenTelemetry traces', 'access log': 'nginx access log' };
const rowOf = (cells: readonly string[]): string =>
  `|${cells.map((cell) => (/^-*$/.test(cell) ? cell || ' ' : ` ${cell} `)).join('|')}|`;
const shareOf = (found: Found | undefined): string => (found ? `${found.right} / ${found.all}` : '');
const rulesOf = (found: Found | undefined): string => (found?.rules ?? []).map((rule) => `\`${rule}\``).join(', ');

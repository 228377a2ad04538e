import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';
import { truth } from './golden-for-tests.ts';

/** One run of a shop API as its HAR, its traces, its access log, its log of statements and its change log tell it. */
const fixture = (name: string) => fileURLToPath(new URL(`./ingest/formats/fixtures/${name}`, import.meta.url));
const HAR = fixture('har/parallel-orders/input.har');
const TRACES = fixture('otlp-json/orders-run/input.jsonl.gz');
const ACCESS_LOG = fixture('nginx-json/orders-run/input.jsonl');
const CHANGES = fixture('wal2json-2/orders-run/input.jsonl');
const STATEMENTS = fixture('postgres-log-csv/orders-run/input.csv');

async function imported(paths: readonly string[]) {
  const engine = openTestEngine();
  const done = await importPaths(engine, paths);
  expect(done.step).toBe('done');
  const links = engine
    .links(1)
    .map(({ transaction, exchange, probability }) => ({ id: transaction.id, exchange, probability }));
  const report = engine.report(1);
  await engine.close();
  return { done, links, report };
}

test('a request that three recorders saw counts once, and its rows are linked as by the HAR alone', async () => {
  const alone = await imported([HAR, CHANGES]);
  const together = await imported([ACCESS_LOG, TRACES, HAR, CHANGES]);
  const caused = ({ links }: typeof alone) => links.map(({ id, exchange }) => [id, exchange]);
  expect(caused(together)).toEqual(caused(alone));
  const broken = ({ report }: typeof alone) =>
    report.endpoints
      .filter(({ findings }) => findings.some(({ verdict }) => verdict === 'broken'))
      .map(({ route }) => route);
  expect(broken(together)).toEqual(broken(alone));
});

test('five recorders of one run agree: no sure link is wrong', async () => {
  const { links } = await imported([ACCESS_LOG, TRACES, STATEMENTS, HAR, CHANGES]);
  const sure = links.filter(({ probability }) => probability >= 0.9);
  expect(sure.length).toBeGreaterThanOrEqual(48);
  for (const { id, exchange } of sure) {
    expect(exchange?.index ?? null, id).toBe(truth[id]);
    if (exchange) expect(exchange.capture).toBe('input.har');
  }
});

/** A recorded run, to be cut into files as rotation and repeated exports cut it. */
const [harFile = '', logFile = ''] = fixtureFiles('directus-semantics');
const har = JSON.parse(gunzipSync(readFileSync(harFile)).toString()) as { log: { entries: unknown[] } };
const lines = gunzipSync(readFileSync(logFile)).toString().trimEnd().split('\n');
/** Where the transaction begins that follows such a share of the lines. */
const begins = (share: number): number => {
  const from = Math.floor(lines.length * share);
  return lines.findIndex((line, at) => at >= from && line.startsWith('{"action":"B"'));
};
const exported = (from: number, to: number): string => {
  const { entries } = har.log;
  const some = entries.slice(Math.floor(entries.length * from), Math.floor(entries.length * to));
  return JSON.stringify({ log: { ...har.log, entries: some } });
};

async function importedTexts(texts: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'overlap-'));
  const paths = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const { links, report } = await imported(paths);
  return {
    caused: links.map(({ id, exchange }) => `${id.replace(/^@.*/, '@')} ${exchange ? 'by a call' : 'by none'}`).sort(),
    verdicts: report.endpoints.map(({ method, route, findings }) => ({
      endpoint: `${method} ${route}`,
      findings: findings.map(({ rule, verdict, summary }) => [rule, verdict, summary]),
    })),
  };
}

const whole = importedTexts({ 'a.har': exported(0, 1), 'a.jsonl': lines.join('\n') });

test.each([
  ['cut between transactions, in either order', lines.slice(begins(0.5)), lines.slice(0, begins(0.5))],
  ['that overlap', lines.slice(0, begins(0.6)), lines.slice(begins(0.3))],
])('logs %s say what the whole log says', async (_how, first, second) => {
  const texts = { 'a.har': exported(0, 1), '1.jsonl': first.join('\n'), '2.jsonl': second.join('\n') };
  expect(await importedTexts(texts)).toEqual(await whole);
});

test('logs that overlap say each transaction once without its id, too', async () => {
  const nameless = (from: number, to: number) =>
    lines
      .slice(from, to)
      .map((line) => line.replace(/"xid":\d+,/, ''))
      .join('\n');
  const once = await importedTexts({ 'a.har': exported(0, 1), 'a.jsonl': nameless(0, lines.length) });
  const texts = {
    'a.har': exported(0, 1),
    '1.jsonl': nameless(0, begins(0.6)),
    '2.jsonl': nameless(begins(0.3), lines.length),
  };
  expect(await importedTexts(texts)).toEqual(once);
});

test('recordings that overlap, as of a browser that is exported twice, count each call once', async () => {
  const texts = { '1.har': exported(0, 0.7), '2.har': exported(0.2, 1), 'a.jsonl': lines.join('\n') };
  const [overlapping, once] = [await importedTexts(texts), await whole];
  expect(overlapping.caused).toEqual(once.caused);
  // What rests on one call following another is not seen across the files.
  const broken = ({ verdicts }: typeof once) => verdicts.flatMap(({ findings }) => findings.filter(isBroken));
  expect(broken(once)).not.toEqual([]);
  expect(broken(overlapping)).toEqual(broken(once));
});

const isBroken = ([, verdict]: readonly string[]): boolean => verdict === 'broken';

test('the logs of two servers whose ids are equal are told apart', async () => {
  const other = lines.map((line) => line.replaceAll('"table":"', '"table":"billing_')).join('\n');
  const { caused } = await importedTexts({ 'a.har': exported(0, 1), '1.jsonl': lines.join('\n'), '2.jsonl': other });
  expect(caused).toHaveLength(2 * (await whole).caused.length);
});

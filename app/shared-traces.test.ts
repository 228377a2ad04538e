import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { LinkLine } from '../shared/report.ts';
import { fixtureFiles, fixtureTruth } from './engine-for-tests.ts';
import { importedHere } from './import-for-tests.ts';
import { linkLinesOf } from './views/report.ts';

/**
 * A real browser's run, with the ids that a page's tracing would have added: all requests of one page view carry one
 * trace id and a span each; the server's transactions carry the trace id and a span of the server.
 */
const RUN = 'directus-serial-ui';
const truth = fixtureTruth(RUN);
const SURE = 0.9;
/** A pause of this length ends a page view. */
const PAUSE_MS = 700;

interface Entry {
  readonly startedDateTime: string;
  readonly request: { readonly headers: { name: string; value: string }[] };
}

const hex = (prefix: string, number: number, length: number) =>
  `${prefix}${number.toString(16).padStart(length - prefix.length, '0')}`;
const traceOf = (view: number) => hex('a7e4', view + 1, 32);
const parent = (trace: string, span: string) => `00-${trace}-${span}-01`;
const textOf = (path: string) => gunzipSync(readFileSync(path)).toString('utf8');

function viewsOf(entries: readonly Entry[]): number[] {
  const starts = entries.map(({ startedDateTime }) => Date.parse(startedDateTime));
  const order = starts.map((_, i) => i).sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
  const views: number[] = [];
  let view = 0;
  order.forEach((entry, i) => {
    if ((starts[entry] ?? 0) - (starts[order[i - 1] ?? entry] ?? 0) >= PAUSE_MS) view++;
    views[entry] = view;
  });
  return views;
}

/** Writes the pair; requests of views for which `carries` is false carry nothing, their traces begin in the server. */
function traced(carries: (view: number) => boolean): { paths: string[]; views: number[] } {
  const [harPath = '', logPath = ''] = fixtureFiles(RUN);
  const har = JSON.parse(textOf(harPath)) as { log: { entries: Entry[] } };
  const views = viewsOf(har.log.entries);
  har.log.entries.forEach(({ request }, i) => {
    const value = parent(traceOf(views[i] ?? 0), hex('b1', i + 1, 16));
    if (carries(views[i] ?? 0)) request.headers.push({ name: 'traceparent', value });
  });
  const log = textOf(logPath)
    .split('\n')
    .flatMap((line) => (line.startsWith('{"action":"B"') ? [line, ...message(line, views)] : [line]));
  const folder = mkdtempSync(join(tmpdir(), 'shared-traces-'));
  const paths = [join(folder, 'requests.har'), join(folder, 'changes.jsonl')];
  writeFileSync(paths[0] ?? '', JSON.stringify(har));
  writeFileSync(paths[1] ?? '', log.join('\n'));
  return { paths, views };
}

function message(begin: string, views: readonly number[]): string[] {
  const { xid, timestamp, lsn } = JSON.parse(begin) as { xid: number; timestamp: string; lsn: string };
  const entry = truth[String(xid)] ?? null;
  if (entry === null) return [];
  const content = parent(traceOf(views[entry] ?? 0), hex('5e', xid, 16));
  return [JSON.stringify({ action: 'M', xid, timestamp, lsn, transactional: true, prefix: 'traceparent', content })];
}

async function linksOf(paths: readonly string[]): Promise<LinkLine[]> {
  const db = await importedHere(paths);
  const links = linkLinesOf(db, 1);
  db.close();
  return links;
}

const isRight = ({ transaction, exchange }: LinkLine) => (exchange?.index ?? null) === (truth[transaction.id] ?? null);

test('a trace id that all requests of a page share narrows, and does not decide', async () => {
  const { paths, views } = traced(() => true);
  const links = await linksOf(paths);
  const caused = links.filter(({ transaction }) => (truth[transaction.id] ?? null) !== null);
  for (const { transaction, exchange, probability } of caused) {
    if (exchange) expect(views[exchange.index]).toBe(views[truth[transaction.id] ?? 0]);
    expect(probability).toBeLessThan(1);
  }
  expect(caused.filter(isRight).length / caused.length).toBeGreaterThan(0.98);
  expect(links.filter(({ probability }) => probability >= SURE).every(isRight)).toBe(true);
});

test('a trace id that no request carries is not taken for an unrecorded request while many carry none', async () => {
  const { paths } = traced((view) => view % 5 !== 0);
  const links = await linksOf(paths);
  const sure = links.filter(({ probability }) => probability >= SURE);
  expect(sure.filter(isRight).length / sure.length).toBeGreaterThan(0.98);
  expect(links.filter(isRight).length / links.length).toBeGreaterThan(0.95);
});

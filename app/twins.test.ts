import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importPaths, openTestEngine } from './engine-for-tests.ts';
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

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importPaths, openTestEngine } from './engine-for-tests.ts';

/** One run of a shop API as its HAR, its traces, its access log, its log of statements and its change log tell it. */
const fixture = (name: string) => fileURLToPath(new URL(`./ingest/formats/fixtures/${name}`, import.meta.url));
const HAR = fixture('har/parallel-orders/input.har');
const TRACES = fixture('otlp-json/orders-run/input.jsonl.gz');
const ACCESS_LOG = fixture('nginx-json/orders-run/input.jsonl');
const CHANGES = fixture('wal2json-2/orders-run/input.jsonl');

async function imported(paths: readonly string[]) {
  const engine = openTestEngine();
  const done = await importPaths(engine, paths);
  expect(done.step).toBe('done');
  const links = engine.links(1).map(({ transaction, exchange }) => [transaction.id, exchange]);
  const report = engine.report(1);
  await engine.close();
  return { done, links, report };
}

test('a request that three recorders saw counts once, and its rows are linked as by the HAR alone', async () => {
  const alone = await imported([HAR, CHANGES]);
  const together = await imported([ACCESS_LOG, TRACES, HAR, CHANGES]);
  expect(together.links).toEqual(alone.links);
  const broken = ({ report }: typeof alone) =>
    report.endpoints
      .filter(({ findings }) => findings.some(({ verdict }) => verdict === 'broken'))
      .map(({ route }) => route);
  expect(broken(together)).toEqual(broken(alone));
});

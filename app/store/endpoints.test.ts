import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PLAIN_EXCHANGE } from '../ingest/exchange-for-tests.ts';
import { createCaptureWriter } from './capture-writer.ts';
import { createCapture, createRun, publishRun } from './captures.ts';
import { openDatabase } from './database.ts';
import { planEndpoints, type RoutedPath } from './endpoints.ts';

const ROUTED: RoutedPath = {
  origin: 'http://shop.test',
  method: 'GET',
  path: '/',
  operation: null,
  route: '/',
  routeKey: '/',
};

test('endpoints that another import publishes while routes are planned do not fail the plan', () => {
  const folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
  const [db, other] = [openDatabase(join(folder, 'w.audit')), openDatabase(join(folder, 'w.audit'))];
  const runId = createRun(db, 0);
  publishRun(db, runId);
  const writer = createCaptureWriter(db, createCapture(db, runId, { name: 'a.har', kind: 'http', format: 'har' }));
  for (const [index, path] of ['/', '/other'].entries()) writer.addExchange({ ...PLAIN_EXCHANGE, index, path });
  writer.flush();
  const publish = () =>
    other.exec(`INSERT INTO endpoint (id, method, origin, route_key, route) VALUES (7, 'GET', 'http://x', '/o', '/o');
      UPDATE exchange SET endpoint_id = 7 WHERE path = '/other'`);
  /** Gone through after the endpoints are read, and before the exchanges are. */
  const paths = Object.assign([ROUTED], {
    *[Symbol.iterator]() {
      publish();
      yield ROUTED;
    },
  });
  const { endpoints, touched, split, moved } = planEndpoints(db, [runId], paths);
  expect([...endpoints.values()].map(({ route }) => route)).toEqual(['/']);
  expect([[...touched], split, moved]).toEqual([[runId], [], []]);
  db.close();
  other.close();
  rmSync(folder, { recursive: true });
});

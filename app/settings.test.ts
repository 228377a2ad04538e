import { expect, test } from 'vitest';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

const TRIGGER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';

test('what a link counts from and what proves a fix reach the runs that are there', async () => {
  const engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  const undecided = () => engine.summary().links?.undecided ?? 0;
  const verdict = () => engine.inventory().findings.find((row) => row.key === TRIGGER)?.verdict;
  const open = undecided();
  expect(verdict()).toBe('broken');
  engine.saveSettings({ likelyFrom: 0.5 });
  expect(undecided()).toBeLessThan(open);
  engine.saveSettings({ likelyFrom: 0.999 });
  expect(undecided()).toBeGreaterThan(open);
  expect(engine.settings().likelyFrom).toBe(0.999);
  engine.saveSettings({ likelyFrom: 0.9 });
  expect([undecided(), verdict()]).toEqual([open, 'broken']);

  const key = engine.inventory().findings.find((row) => row.verdict === 'holds' && row.proof.calls >= 4)?.key ?? '';
  engine.setStatus({ keys: [key], status: 'shipped', why: null, shippedOn: '2026-11-01' });
  const status = () => engine.inventory().findings.find((row) => row.key === key)?.tracking.status;
  expect(status()).toBe('shipped');
  engine.saveSettings({ callsToProve: 2 });
  expect(status()).toBe('verified');
  const refused = engine.setStatus({ keys: [key], status: 'planned', why: null, shippedOn: null });
  expect(refused).toMatchObject({ applied: 0, refused: [{ why: expect.stringContaining('Proved by runs') }] });
  expect(engine.setStatus({ keys: [TRIGGER], status: 'shipped', why: null, shippedOn: null }).refused[0]?.why).toBe(
    'Shipped needs the day from which the fix is live.',
  );
  await engine.close();
});

test('compacting gives back what a removed run left', async () => {
  const engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  const before = engine.settings().file.bytes;
  await engine.removeRun(1);
  expect(engine.settings().file.free).toBeGreaterThan(0);
  const after = engine.compact().file;
  expect(after.free).toBe(0);
  expect(after.bytes).toBeLessThan(before);
  await engine.close();
});

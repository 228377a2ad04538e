import { afterEach, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';

const OFFENDER = '/flows/trigger/{id}';
const FILES = fixtureFiles('directus-serial-api');

let engine: Engine | undefined;
afterEach(() => engine?.close());

async function imported(workspace = newWorkspace()): Promise<Engine> {
  engine = openTestEngine(workspace);
  await importPaths(engine, FILES);
  return engine;
}

/** Does something that a run is attributed again for, and waits until it is. */
function attributed(on: Engine, act: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = on.subscribe((event) => {
      if (event.type !== 'changed' || event.what !== 'runs') return;
      stop();
      resolve();
    });
    act();
  });
}

const verdictOf = (on: Engine) =>
  on.inventory().findings.find(({ rule, endpoint }) => rule === 'safe-method-writes' && endpoint.route === OFFENDER);

/** A call of the offender and the transaction linked to it. */
async function offence(on: Engine) {
  const { calls } = await on.endpointCalls({ id: verdictOf(on)?.endpoint.id ?? 0, run: null, call: null });
  const call = calls.find(({ state }) => state === 'wrote');
  const [link] = on.call(call?.exchangeId ?? 0).links;
  return {
    exchangeId: call?.exchangeId ?? 0,
    transactionId: link?.transactionId ?? 0,
    signature: link?.signature ?? '',
  };
}

test('a rejected link goes elsewhere, says by whom, and the verdict follows; undo brings it back', async () => {
  const on = await imported();
  const before = verdictOf(on)?.proof.wrote ?? 0;
  const { exchangeId, transactionId } = await offence(on);
  const reject = { transactionId, exchangeId, rejected: true, why: 'a cache warmer did it' };
  await attributed(on, () => expect(on.rejectLink(reject)).toMatchObject({ applied: 1 }));
  expect(on.summary().attributing).toEqual({ runs: [], failed: null });
  expect(on.call(exchangeId).links.map((link) => link.transactionId)).not.toContain(transactionId);
  expect(on.commit(transactionId).evidence[0]).toMatchObject({
    basis: 'person',
    text: expect.stringMatching(/ruled out GET \/flows\/trigger\/\{id\}: a cache warmer did it$/),
  });
  expect(verdictOf(on)?.proof.wrote).toBe(before - 1);
  expect(on.run(1).quality.corrections).toMatchObject([
    { kind: 'link', transactionId, exchangeId, endpoint: `GET ${OFFENDER}`, why: 'a cache warmer did it' },
  ]);

  await attributed(on, () => expect(on.undo()).toMatch(/^Not this request: GET \/flows\/trigger/));
  expect(on.call(exchangeId).links.map((link) => link.transactionId)).toContain(transactionId);
  expect(verdictOf(on)?.proof.wrote).toBe(before);
  expect(on.run(1).quality.corrections).toEqual([]);
  await attributed(on, () => expect(on.redo()).toMatch(/^Not this request/));
  expect(verdictOf(on)?.proof.wrote).toBe(before - 1);
});

test('a named job takes all transactions that do the same, and can be taken back', async () => {
  const on = await imported();
  const { signature, exchangeId } = await offence(on);
  await attributed(on, () => {
    const { undo } = on.nameJob({ signature, name: 'nightly export', why: null });
    expect(undo).toMatch(
      /^Background job nightly export: insert .*, \d+ transactions, \d+ of them linked to a request/,
    );
  });
  const { background, quality } = on.run(1);
  const job = background.find((group) => group.signature === signature);
  expect(job?.job).toBe('nightly export');
  expect(quality.corrections).toMatchObject([{ kind: 'job', signature, transactions: job?.count }]);
  expect(on.call(exchangeId).links).toEqual([]);
  expect(verdictOf(on)?.verdict).not.toBe('broken');

  await attributed(on, () => on.nameJob({ signature, name: null, why: null }));
  expect(on.run(1).background.some((group) => group.signature === signature)).toBe(false);
  expect(verdictOf(on)?.verdict).toBe('broken');
});

test('what was said holds for the same files in a new run', async () => {
  const workspace = newWorkspace();
  const first = await imported(workspace);
  const { signature, ...pair } = await offence(first);
  await attributed(first, () => first.rejectLink({ ...pair, rejected: true, why: null }));
  const corrected = first.links(1);
  await first.close();
  const { openDatabase } = await import('./store/database.ts');
  const db = openDatabase(workspace);
  db.prepare('DELETE FROM run').run();
  db.close();
  const again = await imported(workspace);
  const [run] = again.runs();
  expect(again.links(run?.id ?? 0)).toEqual(corrected);
  expect(again.run(run?.id ?? 0).quality.corrections).toMatchObject([{ kind: 'link' }]);
});

test('a correction that was cut off is made good when the workspace is opened again', async () => {
  const workspace = newWorkspace();
  const first = await imported(workspace);
  const { signature } = await offence(first);
  first.nameJob({ signature, name: 'nightly export', why: null });
  await first.close();
  const again = openTestEngine(workspace);
  engine = again;
  await attributed(again, () => {});
  expect(again.run(1).background.find((group) => group.signature === signature)?.job).toBe('nightly export');
});

test('what is not in one run together is refused', async () => {
  const on = await imported();
  const { transactionId } = await offence(on);
  expect(() => on.rejectLink({ transactionId, exchangeId: 99_999, rejected: true, why: null })).toThrow(
    'No run holds this transaction and this request',
  );
});

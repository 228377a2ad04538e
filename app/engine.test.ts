import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import {
  fixtureFiles,
  fixtureTruth,
  importEnds,
  importPaths,
  newWorkspace,
  openTestEngine,
  type RunName,
} from './engine-for-tests.ts';

const open: Engine[] = [];
const start = (workspace?: string): Engine => {
  const engine = openTestEngine(workspace);
  open.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

const TRIGGER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';
const brokenRoutes = (engine: Engine): string[] =>
  engine
    .inventory()
    .findings.filter((finding) => finding.verdict === 'broken')
    .map((finding) => `${finding.endpoint.method} ${finding.endpoint.route}`)
    .sort();
const trigger = (engine: Engine) => {
  const found = engine.inventory().findings.find((finding) => finding.key === TRIGGER);
  if (!found) throw new Error('no finding for the trigger');
  return found;
};

describe('a real run', () => {
  const expected: [RunName, string[], number][] = [
    ['directus-serial-api', ['GET /flows/trigger/{id}'], 0.99],
    ['directus-serial-ui', [], 0.98],
    ['directus-semantics', ['GET /flows/trigger/{id}', 'GET /users/register/verify-email'], 0.94],
  ];
  test.each(expected)('%s: accuses exactly the GETs that wrote domain rows', async (run, broken, accuracy) => {
    const engine = start();
    const done = await importPaths(engine, fixtureFiles(run));
    expect(done).toMatchObject({ step: 'done', runId: 1 });
    expect(brokenRoutes(engine)).toEqual(broken);
    const truth = fixtureTruth(run);
    const links = engine.links(1);
    const right = links.filter((link) => (link.exchange?.index ?? null) === truth[link.transaction.id]);
    expect(links).toHaveLength(Object.keys(truth).length);
    expect(right.length / links.length).toBeGreaterThanOrEqual(accuracy);
  });

  test('shows the proof of a call: masked request, rows, why they belong together', async () => {
    const engine = start();
    await importPaths(engine, fixtureFiles('directus-serial-api'));
    const page = await engine.endpointCalls({ id: trigger(engine).endpoint.id, run: null, call: null });
    const wrote = page.calls.filter((call) => call.state === 'wrote');
    expect(wrote).toHaveLength(6);
    const proof = engine.call(wrote[0]?.exchangeId ?? 0);
    const inserted = proof.links.flatMap((link) => link.changes).find((change) => change.table === 'public.page_hits');
    expect(inserted).toMatchObject({ op: 'insert', class: 'domain', counted: true, before: null });
    expect(proof.links[0]?.evidence[0]?.text).toBeTruthy();
    expect(JSON.stringify(proof)).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}/);
  });
});

describe('decisions', () => {
  test('survive closing, and importing the same files or others', async () => {
    const workspace = newWorkspace();
    const first = start(workspace);
    await importPaths(first, fixtureFiles('directus-serial-api'));
    first.setStatus({ keys: [TRIGGER], status: 'triaged', why: 'seen', shippedOn: null });
    first.setOwner({ keys: [TRIGGER], owner: 'M. Keller' });
    first.addNote({ keys: [TRIGGER], text: 'Ask the flow team.' });
    await first.close();
    open.splice(0);

    const second = start(workspace);
    const again = await importPaths(second, fixtureFiles('directus-serial-api'));
    expect(again.files.map((file) => file.state)).toEqual(['duplicate', 'duplicate']);
    expect(again.runId).toBe(1);
    await importPaths(second, fixtureFiles('directus-semantics'));
    expect(second.runs()).toHaveLength(2);
    expect(trigger(second).tracking).toMatchObject({ status: 'triaged', owner: 'M. Keller', notes: 1 });
    expect(trigger(second).runs.map((cell) => cell.state)).toEqual(['wrote', 'wrote']);
  });

  test('that are not allowed are refused with the reason and change nothing', async () => {
    const engine = start();
    await importPaths(engine, fixtureFiles('directus-serial-api'));
    const answer = engine.setStatus({ keys: [TRIGGER], status: 'verified', why: null, shippedOn: null });
    expect(answer).toMatchObject({ applied: 0, refused: [{ key: TRIGGER }] });
    expect(trigger(engine).tracking.status).toBe('detected');
  });

  test('an exception and its end return to the status before', async () => {
    const engine = start();
    await importPaths(engine, fixtureFiles('directus-serial-api'));
    engine.setStatus({ keys: [TRIGGER], status: 'planned', why: null, shippedOn: null });
    const exception = { reason: 'other', words: 'Internal counter.', until: '2027-01-31' } as const;
    engine.setException({ keys: [TRIGGER], exception });
    expect(trigger(engine).tracking).toMatchObject({ status: 'exception', exception });
    expect(engine.summary().openFindings).toBe(0);
    engine.setException({ keys: [TRIGGER], exception: null });
    expect(trigger(engine).tracking).toMatchObject({ status: 'planned', exception: null });
  });
});

describe('table classes', () => {
  test('a change is previewed, judged at once, and undone with its verdicts', async () => {
    const engine = start();
    await importPaths(engine, fixtureFiles('directus-serial-api'));
    const input = { tables: [{ table: 'public.page_hits', column: null }], class: 'ignored' } as const;
    const asInput = { ...input, tables: [...input.tables] };
    expect((await engine.previewClass(asInput)).moves).toMatchObject([{ key: TRIGGER, before: 'broken' }]);
    expect(brokenRoutes(engine)).toHaveLength(1);
    const change = await engine.classify(asInput);
    expect(change).toMatchObject({ openBefore: 1, openAfter: 0 });
    expect(brokenRoutes(engine)).toEqual([]);
    expect(engine.tables().find((row) => row.table === 'public.page_hits')).toMatchObject({
      class: 'ignored',
      by: 'person',
    });
    engine.undo();
    expect(brokenRoutes(engine)).toEqual(['GET /flows/trigger/{id}']);
    engine.redo();
    expect(brokenRoutes(engine)).toEqual([]);
  });
});

describe('files', () => {
  test('a log dropped after its HAR joins the HAR’s run', async () => {
    const engine = start();
    const [har, log] = fixtureFiles('directus-serial-api') as [string, string];
    await importPaths(engine, [har]);
    expect(engine.inventory().findings.every((finding) => finding.verdict === 'not-judged')).toBe(true);
    await importPaths(engine, [log]);
    expect(engine.runs()).toHaveLength(1);
    expect(brokenRoutes(engine)).toEqual(['GET /flows/trigger/{id}']);
  });

  test('a damaged HAR asks, and is kept or left out whole', async () => {
    for (const choice of ['keep', 'leave-out'] as const) {
      const engine = start();
      const file = join(newWorkspace(), '..', 'cut.har');
      const text = gunzipSync(readFileSync(fixtureFiles('directus-serial-api')[0] ?? ''));
      writeFileSync(file, text.subarray(0, text.length / 2));
      const order = { files: [{ name: 'cut.har', bytes: null, path: file }], strict: false, keepDamaged: false };
      const done = await importEnds(
        engine,
        () => engine.startImport(order),
        (state) => {
          if (state.step === 'waiting') engine.choose(state.id, '0', choice);
        },
      );
      const [told] = done.files;
      expect(told?.damage?.whole).toBeGreaterThan(50);
      expect(told?.state).toBe(choice === 'keep' ? 'read' : 'left-out');
      expect(engine.summary().exchanges).toBe(choice === 'keep' ? told?.damage?.whole : 0);
    }
  });

  test('uploaded in pieces are the same as read from disk', async () => {
    const engine = start();
    const paths = fixtureFiles('directus-serial-api');
    const files = paths.map((path) => ({ name: path.split('/').at(-1) ?? '', bytes: null, path: null }));
    const ended = importEnds(engine, () => engine.startImport({ files, strict: false, keepDamaged: false }));
    const { id } = engine.imports()[0] as { id: string };
    for (const [at, path] of paths.entries()) {
      const bytes = readFileSync(path);
      const half = Math.floor(bytes.length / 2);
      await engine.upload(id, String(at), bytes.subarray(0, half), false);
      await engine.upload(id, String(at), bytes.subarray(half), true);
    }
    expect((await ended).step).toBe('done');
    expect(brokenRoutes(engine)).toEqual(['GET /flows/trigger/{id}']);
  });

  test('a missing file and one that is no capture are named with what to do; the rest is kept', async () => {
    const engine = start();
    const note = join(newWorkspace(), '..', 'notes.txt');
    writeFileSync(note, 'Remember the milk.\n');
    const done = await importPaths(engine, ['/nowhere/x.har', note, ...fixtureFiles('directus-serial-api')]);
    expect(done.files.map((file) => file.state)).toEqual(['failed', 'not-a-capture', 'read', 'read']);
    expect(done.files[0]?.message).toMatch(/no such file/);
    expect(brokenRoutes(engine)).toHaveLength(1);
  });

  test('an upload that is no capture is let go: its sender does not wait for ever', async () => {
    const engine = start();
    const files = [{ name: 'notes.txt', bytes: null, path: null }];
    const ended = importEnds(engine, () => engine.startImport({ files, strict: false, keepDamaged: false }));
    const { id } = engine.imports()[0] as { id: string };
    const piece = new TextEncoder().encode('Remember the milk.\n'.repeat(8000));
    for (const last of [false, false, true]) await engine.upload(id, '0', piece, last);
    expect(await ended).toMatchObject({ step: 'failed', files: [{ state: 'not-a-capture' }] });
  });

  test('cancelled while attributing, an import leaves nothing either', async () => {
    const engine = start();
    const files = fixtureFiles('directus-serial-ui').map((path) => ({ name: path, bytes: null, path }));
    const done = await importEnds(
      engine,
      () => engine.startImport({ files, strict: false, keepDamaged: false }),
      (state) => {
        if (state.step === 'attributing') void engine.cancelImport(state.id);
      },
    );
    expect(done.step).toBe('cancelled');
    expect(engine.summary()).toMatchObject({ runs: 0, exchanges: 0 });
  });

  test('a cancelled import leaves nothing', async () => {
    const engine = start();
    const files = fixtureFiles('directus-serial-api').map((path) => ({ name: path, bytes: null, path: null }));
    const ended = importEnds(engine, () => engine.startImport({ files, strict: false, keepDamaged: false }));
    await engine.cancelImport((engine.imports()[0] as { id: string }).id);
    expect((await ended).step).toBe('cancelled');
    expect(engine.summary()).toMatchObject({ runs: 0, exchanges: 0 });
  });
});

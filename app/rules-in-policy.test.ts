import { afterEach, expect, test } from 'vitest';
import { policySchema } from '../shared/inputs.ts';
import type { EngineEvent } from '../shared/summary-views.ts';
import type { Engine } from './calls.ts';
import { openEngine } from './engine.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

const open: Engine[] = [];
const start = (workspace?: string): Engine => {
  const engine = openTestEngine(workspace);
  open.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

const rulesOf = (engine: Engine): string[] => [...new Set(engine.inventory().findings.map(({ rule }) => rule))];

test('a rule that is switched off judges nothing, and the endpoint says so', async () => {
  const engine = start();
  await importPaths(engine, fixtureFiles('directus-semantics'));
  expect(rulesOf(engine)).toContain('duplicate-post');
  engine.savePolicy(policySchema.parse({ rules: { 'duplicate-post': { off: true } } }));
  expect(rulesOf(engine)).not.toContain('duplicate-post');
  const post = engine.inventory().endpoints.find(({ endpoint }) => endpoint.method === 'POST');
  const silent = engine.endpoint(post?.endpoint.id ?? 0).notApplicable.find(({ rule }) => rule === 'duplicate-post');
  expect(silent?.why).toBe('Switched off by the policy.');
});

test('a threshold changes what is judged; one that no rule has is refused', async () => {
  const engine = start();
  await importPaths(engine, fixtureFiles('directus-semantics'));
  const judged = () =>
    engine.inventory().findings.filter(({ rule, verdict }) => rule === 'duplicate-post' && verdict !== 'not-judged');
  expect(judged()).not.toEqual([]);
  engine.savePolicy(policySchema.parse({ rules: { 'duplicate-post': { thresholds: { windowSeconds: 0 } } } }));
  expect(judged()).toEqual([]);
  const wrong = policySchema.parse({ rules: { 'duplicate-post': { thresholds: { seconds: 1 } } } });
  expect(() => engine.savePolicy(wrong)).toThrow(
    'rule duplicate-post has no threshold "seconds"; it has: windowSeconds, clickSeconds, mostCalls',
  );
});

/** A workspace as an earlier version left it, which had one rule; returns all rules that judge it now. */
async function judgedByOne(workspace: string): Promise<string[]> {
  const first = start(workspace);
  await importPaths(first, fixtureFiles('directus-semantics'));
  const all = rulesOf(first);
  await first.close();
  open.splice(0);
  const db = openDatabase(workspace);
  db.exec("DELETE FROM finding WHERE rule <> 'safe-method-writes'; DELETE FROM setting WHERE key = 'judged-by'");
  db.close();
  return all;
}

test('a workspace that fewer rules have judged opens with their verdicts, says so, and is judged again', async () => {
  const workspace = newWorkspace();
  const all = await judgedByOne(workspace);
  // A thread that never gets to it.
  const importWorker = new URL('data:text/javascript,setInterval(() => {}, 1_000)');
  const held = openEngine({ workspace, samples: '', importWorker });
  expect(rulesOf(held)).toEqual(['safe-method-writes']);
  expect(held.summary().rejudging).toEqual({ why: 'rules', judged: null, failed: null });
  await held.close();

  const again = start(workspace);
  const events: EngineEvent[] = [];
  again.subscribe((event) => events.push(event));
  await again.upToDate();
  expect(rulesOf(again)).toEqual(all);
  expect(again.summary().rejudging).toBe(null);
  const { endpoints } = again.summary();
  expect(events.find(({ type }) => type === 'rejudging')).toEqual({
    type: 'rejudging',
    state: { why: 'rules', judged: { endpoints: 0, of: endpoints, share: 0 }, failed: null },
  });
  expect(events.at(-1)).toEqual({ type: 'changed', what: 'runs' });
});

test('why it could not be judged again is said, and the older verdicts stay', async () => {
  const workspace = newWorkspace();
  await judgedByOne(workspace);
  const importWorker = new URL('data:text/javascript,throw new Error("out of memory")');
  const engine = openEngine({ workspace, samples: '', importWorker });
  open.push(engine);
  await expect(engine.upToDate()).rejects.toThrow('out of memory');
  expect(engine.summary().rejudging).toEqual({ why: 'rules', judged: null, failed: 'out of memory' });
  expect(rulesOf(engine)).toEqual(['safe-method-writes']);
});

import { afterEach, expect, test } from 'vitest';
import { policySchema } from '../shared/inputs.ts';
import type { Engine } from './calls.ts';
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

test('a workspace that fewer rules have judged is judged again when it is opened', async () => {
  const workspace = newWorkspace();
  const first = start(workspace);
  await importPaths(first, fixtureFiles('directus-semantics'));
  const all = rulesOf(first);
  await first.close();
  open.splice(0);
  const db = openDatabase(workspace);
  db.exec("DELETE FROM finding WHERE rule <> 'safe-method-writes'; DELETE FROM setting WHERE key = 'judged-by'");
  db.close();
  expect(rulesOf(start(workspace))).toEqual(all);
});

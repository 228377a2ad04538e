import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Inventory } from '../shared/views.ts';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';

/** Lists are patched after decisions: they have to say what an engine says that opens the workspace afterwards. */

let workspace: string;
let engine: Engine;
let keys: string[];
beforeAll(async () => {
  workspace = newWorkspace();
  engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  await importPaths(engine, fixtureFiles('directus-semantics'));
  keys = engine.inventory().findings.map(({ key }) => key);
}, 60_000);
afterAll(() => engine.close());

const listsOf = (of: Engine) => ({ inventory: of.inventory(), runs: of.runs(), overview: of.overview({ vs: null }) });

async function expectAsOpenedAfresh(): Promise<void> {
  const other = openTestEngine(workspace);
  // What waits is measured from now.
  const still = ({ overview, ...lists }: ReturnType<typeof listsOf>) => ({
    ...lists,
    overview: { ...overview, waiting: overview.waiting.map(({ status, findings }) => ({ status, findings })) },
  });
  expect(still(listsOf(engine))).toEqual(still(listsOf(other)));
  expect(engine.summary().openFindings).toBe(other.summary().openFindings);
  await other.close();
}

const exception = { reason: 'other', words: 'Known.', until: null, reopen: ['shown', 'other-table'] } as const;

const reclass = (on: Engine) =>
  on.classify({ tables: [{ table: on.tables()[0]?.table ?? '', column: null }], class: 'ignored' });

const DECISIONS: readonly (readonly [what: string, decide: (on: Engine) => unknown])[] = [
  ['an owner', (on) => on.setOwner({ keys: keys.slice(0, 3), owner: 'M. Keller' })],
  ['shipped, which runs prove', (on) => on.setStatus({ keys, status: 'shipped', why: null, shippedOn: '2020-01-01' })],
  [
    'an exception',
    (on) => on.setException({ keys: keys.slice(1, 4), exception: { ...exception, reopen: [...exception.reopen] } }),
  ],
  ['a note', (on) => on.addNote({ keys: keys.slice(2, 3), text: 'Ask first.' })],
  ['an undo', (on) => on.undo()],
  ['two undos', (on) => [on.undo(), on.undo()]],
  ['a redo', (on) => on.redo()],
  ['another decision after an undo', (on) => on.setOwner({ keys: keys.slice(0, 1), owner: 'A. Diaz' })],
  ['a class', (on) => reclass(on)],
  ['an undo that reaches verdicts', (on) => on.undo()],
];

test('lists after decisions, one after the other', async () => {
  await expectAsOpenedAfresh();
  for (const [, decide] of DECISIONS) {
    decide(engine);
    await expectAsOpenedAfresh();
  }
});

test('lists after what another program decided', async () => {
  engine.inventory();
  const other = openTestEngine(workspace);
  other.setOwner({ keys: keys.slice(4, 6), owner: 'R. Sato' });
  other.undo();
  other.setStatus({ keys: keys.slice(4, 5), status: 'triaged', why: null, shippedOn: null });
  await other.close();
  await expectAsOpenedAfresh();
});

/** As the page does. */
function withChanges(before: Inventory, { findings, endpoints }: Pick<Inventory, 'findings' | 'endpoints'>) {
  const found = new Map(findings.map((row) => [row.key, row]));
  const ends = new Map(endpoints.map((row) => [row.endpoint.id, row]));
  return {
    ...before,
    findings: before.findings.map((row) => found.get(row.key) ?? row),
    endpoints: before.endpoints.map((row) => ends.get(row.endpoint.id) ?? row),
  };
}

test('what changed, told to a page that knows an earlier inventory', () => {
  const [before, { of }] = [engine.inventory(), engine.inventoryPart(0)];
  expect(engine.inventoryChanges(of)).toEqual({ of, findings: [], endpoints: [] });
  engine.setOwner({ keys: keys.slice(0, 2), owner: 'J. Lindt' });
  engine.setStatus({ keys: keys.slice(1, 3), status: 'planned', why: null, shippedOn: null });
  const changes = engine.inventoryChanges(of);
  expect(changes?.findings.map(({ key }) => key).sort()).toEqual(keys.slice(0, 3).sort());
  expect(changes?.of).toBe(engine.inventoryPart(0).of);
  expect(changes && withChanges(before, changes)).toEqual(engine.inventory());
});

test('no changes are told of an inventory that is not known, or was judged anew', () => {
  const { of } = engine.inventoryPart(0);
  expect(engine.inventoryChanges('1 0')).toBeNull();
  expect(engine.inventoryChanges('nonsense')).toBeNull();
  reclass(engine);
  expect(engine.inventoryChanges(of)).toBeNull();
  engine.undo();
});

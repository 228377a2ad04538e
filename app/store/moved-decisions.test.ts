import { beforeEach, describe, expect, test } from 'vitest';
import { createCapture, createRun } from './captures.ts';
import { type Db, openDatabase } from './database.ts';
import { applyAction, countNotes, readAllDecided, readHistory, type Step, undoAction } from './decisions.ts';
import { assignEndpoints } from './endpoints.ts';
import { moveDecisions } from './moved-decisions.ts';

const HOST = 'https://school.test';
const RULE = 'safe-method-writes';
const key = (route: string, rule = RULE): string => `${rule} GET ${HOST}${route}`;
const name = (route: string): string => `GET ${HOST}${route}`;

let db: Db;
let clock = 0;
beforeEach(() => {
  db = openDatabase(':memory:');
});

const decide = (route: string, field: Step['field'], value: unknown, rule = RULE) =>
  applyAction(db, {
    who: 'A. Diaz',
    atMs: ++clock,
    label: field,
    steps: [{ subject: `finding:${key(route, rule)}`, field, value }],
  });
const decided = (route: string, rule = RULE) => readAllDecided(db, 'finding').get(key(route, rule));
const move = (...routes: [from: string, to: string][]) =>
  moveDecisions(
    db,
    routes.map(([from, to]) => ({ from: name(from), to: name(to) })),
  );

describe('decisions', () => {
  test('move with their history and notes, for every rule, and can still be undone', () => {
    decide('/a', 'owner', 'M. Keller', 'other-rule');
    decide('/a', 'note', 'Ask them.');
    decide('/a', 'status', 'triaged');
    decide('/a', 'status', 'planned');
    move(['/a', '/{}']);
    expect([decided('/a'), decided('/a', 'other-rule')]).toEqual([undefined, undefined]);
    expect(decided('/{}', 'other-rule')).toEqual({ owner: 'M. Keller' });
    expect(decided('/{}')).toEqual({ status: 'planned' });
    expect(readHistory(db, `finding:${key('/{}')}`)).toHaveLength(3);
    expect(countNotes(db).get(key('/{}'))).toBe(1);
    undoAction(db, 'A. Diaz', 9);
    expect(decided('/{}')).toEqual({ status: 'triaged' });
  });

  test('that meet: the newest on each field stands, one taken back to its default too', () => {
    decide('/{}', 'status', 'shipped');
    decide('/{}', 'ticket', 'EA-1');
    decide('/b', 'owner', 'B');
    decide('/a', 'owner', 'A');
    decide('/a', 'status', 'planned');
    decide('/b', 'status', 'triaged');
    decide('/b', 'owner', null);
    decide('/a', 'status', 'shipped');
    undoAction(db, 'A. Diaz', 9);
    move(['/a', '/{}'], ['/b', '/{}']);
    expect(decided('/{}')).toEqual({ status: 'triaged', ticket: 'EA-1' });
    expect(readHistory(db, `finding:${key('/{}')}`)).toHaveLength(8);
  });

  test('an exception does not outlast a newer status', () => {
    decide('/a', 'exception', { reason: 'other', words: 'Counter.', until: null });
    decide('/a', 'status', 'exception');
    decide('/b', 'status', 'planned');
    move(['/a', '/{}'], ['/b', '/{}']);
    expect(decided('/{}')).toEqual({ status: 'planned' });
  });

  test('of others stay, and a chain of moves is one step', () => {
    decide('/a', 'status', 'planned');
    decide('/{}', 'status', 'shipped');
    decide('/c', 'status', 'triaged');
    applyAction(db, {
      who: 'A. Diaz',
      atMs: ++clock,
      label: 'class',
      steps: [{ subject: 'table:public.a', field: 'class', value: 'ignored' }],
    });
    move(['/a', '/{}'], ['/{}', '/{}/{}']);
    expect([decided('/a'), decided('/{}'), decided('/{}/{}'), decided('/c')]).toEqual([
      undefined,
      { status: 'planned' },
      { status: 'shipped' },
      { status: 'triaged' },
    ]);
    expect(readAllDecided(db, 'table').get('public.a')).toEqual({ class: 'ignored' });
  });
});

describe('endpoints', () => {
  const PATHS = ['/a/home', '/b/home'];
  const assign = (routeOf: (path: string) => string) =>
    assignEndpoints(
      db,
      [1],
      PATHS.map((path) => {
        const routeKey = routeOf(path);
        return { method: 'GET', origin: HOST, path, operation: null, route: routeKey, routeKey };
      }),
    );
  const request = (captureId: number, path: string, endpointId: number | null) =>
    db
      .prepare(
        `INSERT INTO exchange (capture_id, position, byte_offset, endpoint_id, method, origin, path, query, reached,
           reached_why, keys, claims) VALUES (?, 0, 0, ?, 'GET', ?, ?, '', 'yes', '', '[]', '[]')`,
      )
      .run(captureId, endpointId, HOST, path);
  const newCapture = () => createCapture(db, createRun(db, 0), { name: 'a.har', kind: 'http', format: 'har' });
  beforeEach(() => {
    const capture = newCapture();
    for (const path of PATHS) request(capture, path, null);
  });

  test('that keep their key do not move; one that split is told with its parts', () => {
    expect(assign(() => '/{}/home')).toEqual({ moved: [], split: [] });
    expect(assign(() => '/{}/home')).toEqual({ moved: [], split: [] });
    expect(assign((path) => path)).toEqual({
      moved: [],
      split: [{ from: name('/{}/home'), to: [name('/a/home'), name('/b/home')] }],
    });
  });

  test('that become one are all told', () => {
    assign((path) => path);
    expect(assign(() => '/{}/home').moved).toEqual([
      { from: name('/a/home'), to: name('/{}/home') },
      { from: name('/b/home'), to: name('/{}/home') },
    ]);
  });

  test('do not move while exchanges of other runs stay', () => {
    assign((path) => path);
    request(newCapture(), '/a/home', 1);
    expect(assign(() => '/{}/home').moved).toEqual([{ from: name('/b/home'), to: name('/{}/home') }]);
  });
});

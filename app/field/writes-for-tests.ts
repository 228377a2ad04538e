import type { StoryChange } from '../story-for-tests.ts';
import type { FieldCall, FieldRun } from './field-run-for-tests.ts';
import { deleted, type FieldScenario, inserted, updated } from './scenario-for-tests.ts';

/** PUT, DELETE and POST as services mean them: what looks like an offence and is none. */

type Step = Omit<FieldCall, 'at'> & { readonly writes?: readonly StoryChange[] };

/** Ann's calls, so many seconds apart, each with one transaction. */
function inTurn(run: FieldRun, seconds: number, steps: readonly Step[]): void {
  steps.forEach(({ writes, ...call }, nth) => {
    const at = (nth + 1) * seconds;
    const by = run.call({ at, user: 'ann', client: 'web/1', ...call });
    if (writes) run.commit(at + 0.02, by, writes);
  });
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth);

export const WRITES: readonly FieldScenario[] = [
  {
    name: 'a search index names what it indexes by kind and number',
    tell: (run) =>
      inTurn(
        run,
        1,
        numbers(6).flatMap((nth): Step[] => [
          {
            call: `DELETE /tasks/${5 + nth}`,
            status: 204,
            writes: [
              updated('tasks', { id: 5 + nth, title: 'a', project_id: 9, deleted: null }, { deleted: `d${nth}` }),
              updated('projects', { id: 9, task_count: 10 - nth }, { task_count: 9 - nth }),
              deleted('search_documents', { id: 800 + nth, ref: `task:${5 + nth}` }),
            ],
          },
          { call: `DELETE /tasks/${5 + nth}`, status: 404 },
        ]),
      ),
  },
  {
    name: 'each DELETE adds a row that says so',
    tell: (run) =>
      inTurn(
        run,
        1,
        numbers(4).map((nth) => ({
          call: 'DELETE /items/7',
          status: 204,
          writes: [
            ...(nth === 0 ? [deleted('items', { id: 7, name: 'x' })] : []),
            inserted('tombstones', { id: 30 + nth, item_id: 7 }),
          ],
        })),
      ),
    unsure: ['delete-side-effects DELETE /items/{id}'],
  },
  {
    name: 'somebody writes "ok" again and again',
    tell: (run) =>
      inTurn(
        run,
        1.5,
        numbers(6).map((nth) => ({
          call: 'POST /rooms/4/messages',
          sends: { text: 'ok' },
          status: 201,
          answers: { id: 500 + nth, text: 'ok' },
          writes: [inserted('messages', { id: 500 + nth, room_id: 4, text: 'ok' })],
        })),
      ),
    unsure: ['duplicate-post POST /rooms/{id}/messages'],
  },
  {
    name: 'a second blank document after the first was opened',
    tell: (run) =>
      inTurn(
        run,
        1,
        numbers(3).flatMap((nth): Step[] => [
          {
            call: 'POST /documents',
            sends: { title: 'Untitled' },
            status: 201,
            answers: { id: 60 + nth },
            writes: [inserted('documents', { id: 60 + nth, title: 'Untitled' })],
          },
          { call: `GET /documents/${60 + nth}`, answers: { id: 60 + nth } },
        ]),
      ),
  },
  {
    name: 'the button is pressed twice',
    tell: (run) =>
      inTurn(
        run,
        0.7,
        numbers(2).map((nth) => ({
          call: 'POST /orders',
          sends: { sku: 'a-17', n: 2 },
          status: 201,
          answers: { id: 60 + nth },
          writes: [inserted('orders', { id: 60 + nth, sku: 'a-17', n: 2 })],
        })),
      ),
    broken: ['duplicate-post POST /orders'],
  },
  {
    name: 'a declined card is remembered as an attempt',
    tell: (run) =>
      inTurn(
        run,
        5,
        numbers(6).map((nth) => ({
          call: 'POST /payments',
          sends: { amount: 50 + nth },
          status: 402,
          answers: { error: 'declined' },
          writes: [inserted('payment_attempts', { id: 10 + nth, amount: 50 + nth, state: 'declined' })],
        })),
      ),
    unsure: ['failed-call-writes POST /payments'],
  },
  {
    name: 'the second of two clicks is refused while the first is still at work',
    tell(run) {
      for (let at = 0; at < 60; at += 3) run.call({ at, call: 'GET /items', answers: [] });
      const post = { call: 'POST /orders', user: 'ann', sends: { sku: 's1' } };
      const first = run.call({ ...post, at: 70, ms: 80, status: 201 });
      run.call({ ...post, at: 70.03, ms: 70, status: 409, answers: { error: 'exists', existing: 4711 } });
      run.commit(70.06, first, [inserted('orders', { id: 4711, sku: 's1', by: 'ann' })]);
    },
    unsure: ['failed-call-writes POST /orders'],
  },
  {
    name: 'two people change a board whose changes are pushed to both',
    tell(run) {
      const users = ['ann', 'bob'];
      for (const user of users) {
        run.call({ at: 0, ms: 20, call: 'GET /socket', user, status: 101, headers: { Upgrade: 'websocket' } });
        run.call({ at: 0.5, call: 'GET /boards/5', user, answers: { id: 5, title: 'title 0' } });
      }
      for (let nth = 1; nth < 9; nth++) {
        const [before, sends] = [{ id: 5, title: `title ${nth - 1}` }, { title: `title ${nth}` }];
        const by = { user: users[nth % 2] as string, call: 'PATCH /boards/5', sends, answers: { id: 5, ...sends } };
        run.commit(nth * 4 + 0.02, run.call({ at: nth * 4, ...by }), [updated('boards', before, sends)]);
      }
    },
    unsure: ['patch-unconditional PATCH /boards/{id}'],
  },
  {
    name: 'a file is put in parts',
    tell: (run) =>
      inTurn(
        run,
        0.2,
        numbers(6).map((nth) => ({
          call: 'PUT /uploads/5',
          headers: { 'Content-Range': `bytes ${nth * 100}-${nth * 100 + 99}/600` },
          sends: { data: 'AAAA' },
          answers: { received: (nth + 1) * 100 },
          writes: [updated('uploads', { id: 5, received: nth * 100 }, { received: (nth + 1) * 100 })],
        })),
      ),
  },
];

import { deleted, type FieldScenario, inserted, updated } from './scenario-for-tests.ts';

/** Work beside the calls: jobs, timers, providers and other people, while somebody reads. */

const polled = (everyS: number): FieldScenario => ({
  name: `a job moves on each second, and its status is asked for every ${everyS} s`,
  tell(run) {
    for (let nth = 0; nth < 15; nth++) {
      const [from, id] = [nth * 20, 100 + nth];
      const begun = run.call({
        at: from,
        call: 'POST /api/jobs',
        sends: { kind: 'import' },
        status: 202,
        answers: { id },
      });
      run.commit(from + 0.02, begun, [inserted('jobs', { id, status: 'queued', progress: 0 })]);
      for (let at = everyS; at < 6.5; at += everyS)
        run.call({
          at: from + at + 0.02 * run.random(),
          ms: 30,
          call: `GET /api/jobs/${id}`,
          answers: { id, status: at > 5 ? 'done' : 'running', progress: Math.min(100, Math.round(at * 20)) },
        });
      for (let second = 1; second <= 5; second++)
        run.commit(from + second + 0.05 * run.random(), begun, [
          updated('jobs', { id, status: 'running', progress: (second - 1) * 20 }, { progress: second * 20 }),
        ]);
    }
  },
  unsure: ['safe-method-writes GET /api/jobs/{id}'],
});

const timed = (name: string, table: string, everyS: number, pollsS: number): FieldScenario => ({
  name,
  tell(run) {
    for (let at = 0; at < 900; at += pollsS)
      run.call({ at: at + 0.01 * run.random(), ms: 60, call: 'GET /api/dashboard', answers: { users: 10 + at } });
    for (let at = 0; at < 900; at += everyS)
      run.commit(at + 0.02 + 0.03 * run.random(), null, [
        updated(
          table,
          { id: 1, orders: at, computed: run.stamp(at - everyS) },
          { orders: at + 2, computed: run.stamp(at) },
        ),
      ]);
  },
});

export const BACKGROUND: readonly FieldScenario[] = [
  polled(0.5),
  polled(1),
  polled(2),
  {
    ...timed('a job each minute in step with a page that asks every 30 s', 'daily_stats', 60, 30),
    unsure: ['safe-method-writes GET /api/dashboard'],
  },
  {
    ...timed('a job each minute in step with a page that asks each minute', 'daily_stats', 60, 60),
    unsure: ['safe-method-writes GET /api/dashboard'],
  },
  timed('the heartbeat of a replication in step with a page', 'debezium_heartbeat', 10, 10),
  timed('locks of a scheduler in step with a page', 'shedlock', 5, 5),
  {
    name: 'a call waits until the export that a POST began is done',
    tell(run) {
      for (let nth = 0; nth < 20; nth++) {
        const [from, id, file] = [nth * 20, run.uuid(), run.uuid()];
        const begun = run.call({ at: from, call: 'POST /api/exports', sends: { kind: 'csv' }, answers: { id } });
        run.commit(from + 0.02, begun, [inserted('exports', { id, status: 'queued', file: null })]);
        const done = from + 2 + 5 * run.random();
        run.call({
          at: from + 0.1,
          ms: (done - from - 0.1) * 1000 + 30,
          call: `GET /api/exports/${id}?wait=30`,
          answers: { id, status: 'done', file },
        });
        run.commit(done, begun, [
          inserted('files', { id: file, name: 'export.csv' }),
          updated('exports', { id, status: 'queued', file: null }, { status: 'done', file }),
        ]);
      }
    },
    unsure: ['safe-method-writes GET /api/exports/{id}'],
  },
  {
    name: 'a payment provider calls while the shop asks whether the order is paid',
    tell(run) {
      for (let nth = 0; nth < 12; nth++) {
        const [from, id] = [nth * 30, 70 + nth];
        const made = run.call({
          at: from,
          call: 'POST /api/orders',
          sends: { sku: `a${nth}` },
          status: 201,
          answers: { id },
        });
        run.commit(from + 0.02, made, [inserted('orders', { id, status: 'pending', sku: `a${nth}` })]);
        const paid = from + 4 + 4 * run.random();
        for (let at = from + 0.8; at < from + 9.6; at += 0.8)
          run.call({
            at,
            ms: 400,
            call: `GET /api/orders/${id}`,
            answers: { id, status: at + 0.2 > paid ? 'paid' : 'pending' },
          });
        run.commit(paid, null, [
          updated('orders', { id, status: 'pending', sku: `a${nth}` }, { status: 'paid' }),
          inserted('payments', { id: 9000 + nth, order_id: id, ref: run.uuid() }),
        ]);
      }
    },
    unsure: ['safe-method-writes GET /api/orders/{id}'],
  },
  {
    name: 'a chat waits for the next message, which another program sends',
    tell(run) {
      let at = 0;
      for (let nth = 0; nth < 40; nth++) {
        const waits = run.random() < 0.2 ? 30 : 25 * run.random();
        const answers = waits === 30 ? [] : [{ id: 100 + nth, text: `message ${nth}` }];
        run.call({ at, ms: waits * 1000, call: `GET /api/rooms/5/poll?since=${nth}`, answers });
        if (waits < 30)
          run.commit(at + waits - 0.02, null, [
            inserted('messages', { id: 100 + nth, room_id: 5, text: `message ${nth}` }),
          ]);
        at += waits + 0.05;
      }
    },
    unsure: ['safe-method-writes GET /api/rooms/{id}/poll'],
  },
  {
    name: 'a gateway gives up, the server goes on, and the client asks whether it did',
    tell(run) {
      for (let nth = 0; nth < 10; nth++) {
        const [from, sku] = [nth * 60, `s${nth}`];
        const lost = run.call({ at: from, ms: 10_000, call: 'POST /orders', user: 'ann', sends: { sku }, status: 504 });
        run.commit(from + 13.02, lost, [inserted('orders', { id: 500 + nth, sku, by: 'ann' })]);
        for (let second = 0; second < 6; second++)
          run.call({
            at: from + 10 + second,
            ms: 50,
            call: `GET /orders?sku=${sku}`,
            user: 'ann',
            answers: second > 2 ? [{ id: 500 + nth, sku }] : [],
          });
      }
    },
    unsure: ['safe-method-writes GET /orders'],
  },
  {
    name: 'a DELETE was only accepted, and the folder goes while it is asked for',
    tell(run) {
      for (let nth = 0; nth < 20; nth++) {
        const [from, id] = [nth * 6, 40 + nth];
        const begun = run.call({ at: from, call: `DELETE /api/folders/${id}`, status: 202 });
        run.commit(from + 0.02, begun, [updated('folders', { id, state: 'active' }, { state: 'deleting' })]);
        for (let ask = 0; ask < 4; ask++)
          run.call({
            at: from + 0.1 + 0.5 * ask,
            ms: 60,
            call: `GET /api/folders/${id}`,
            status: ask < 2 ? 200 : 404,
            answers: { id },
          });
        run.commit(from + 0.6 + 0.05 * run.random(), begun, [
          deleted('files', { id: 900 + nth, folder_id: id }),
          deleted('folders', { id, state: 'deleting' }),
        ]);
      }
    },
    unsure: ['safe-method-writes GET /api/folders/{id}'],
  },
  {
    name: 'streams stay open while a job sets prices',
    tell(run) {
      for (let at = 0; at < 300; at += 30)
        run.call({ at, ms: 29_900, call: 'GET /api/events', answerHeaders: { 'Content-Type': 'text/event-stream' } });
      for (let nth = 0; nth < 40; nth++)
        run.commit(3 + nth * 7 + 4 * run.random(), null, [
          updated('prices', { id: nth % 5, price: nth }, { price: nth + 1 }),
        ]);
    },
  },
  {
    name: 'another program writes comments while this one asks for them each second',
    tell(run) {
      for (let at = 0; at < 200; at++) {
        const items = Array.from({ length: 1 + Math.floor(at / 10) }, (_, nth) => ({ id: 300 + nth }));
        run.call({ at, ms: 50, call: 'GET /api/articles/7/comments', answers: { items } });
      }
      for (let nth = 0; nth < 20; nth++)
        run.commit(nth * 10 - 0.02 + 0.04 * run.random(), null, [
          inserted('comments', { id: 300 + nth, article_id: 7, text: `hello ${nth}` }),
        ]);
    },
  },
];

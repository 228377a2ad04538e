import { type FieldScenario, inserted, updated } from './scenario-for-tests.ts';

/** Reads that truly write, in runs that look much like the innocent ones: caution must not hide them. */

export const GUILTY: readonly FieldScenario[] = [
  {
    name: 'views are counted of articles that the run has just made',
    tell(run) {
      for (let nth = 0; nth < 8; nth++) {
        const [from, row] = [nth * 10, { id: 50 + nth, title: `title ${nth}`, views: 0 }];
        const made = run.call({
          at: from,
          call: 'POST /articles',
          sends: { title: row.title },
          status: 201,
          answers: row,
        });
        run.commit(from + 0.02, made, [inserted('articles', row)]);
        for (let views = 1; views < 4; views++) {
          const before = { ...row, views: views - 1 };
          const read = run.call({ at: from + views, call: `GET /articles/${row.id}`, answers: before });
          run.commit(from + views + 0.02, read, [updated('articles', before, { views })]);
        }
      }
    },
    broken: ['safe-method-writes GET /articles/{id}'],
  },
  {
    name: 'the receiver’s first read marks a message that the sender has read before',
    tell(run) {
      for (let nth = 0; nth < 8; nth++) {
        const [from, row] = [nth * 10, { id: 50 + nth, text: `text ${nth}`, read_at: null }];
        const call = `GET /messages/${row.id}`;
        const sends = { text: row.text };
        const sent = run.call({ at: from, call: 'POST /messages', user: 'ann', sends, status: 201, answers: row });
        run.commit(from + 0.02, sent, [inserted('messages', row)]);
        run.call({ at: from + 1, call, user: 'ann', answers: row });
        const read = run.call({ at: from + 2, call, user: 'bob', answers: row });
        run.commit(from + 2.02, read, [updated('messages', row, { read_at: run.stamp(from + 2.015) })]);
        run.call({ at: from + 3, call, user: 'bob', answers: row });
      }
    },
    broken: ['safe-method-writes GET /messages/{id}'],
  },
  {
    name: 'a report takes two seconds and keeps that it ran',
    tell(run) {
      for (let nth = 0; nth < 10; nth++) {
        const [at, ms] = [nth * 10, 2000 + 600 * run.random()];
        const read = run.call({ at, ms, call: `GET /reports/${3 + (nth % 3)}/run`, answers: { run: 900 + nth } });
        run.commit(at + ms / 1000 - 0.05, read, [inserted('report_runs', { id: 900 + nth, report_id: 3 + (nth % 3) })]);
      }
    },
    broken: ['safe-method-writes GET /reports/{id}/run'],
  },
  {
    name: 'a link that a timer opens every five seconds adds a row, and answers with its key',
    tell(run) {
      for (let nth = 0; nth < 10; nth++) {
        const read = run.call({ at: nth * 5, call: 'GET /flows/trigger/7', answers: { id: 900 + nth } });
        run.commit(nth * 5 + 0.02, read, [inserted('page_hits', { id: 900 + nth, flow: 7 })]);
      }
    },
    broken: ['safe-method-writes GET /flows/trigger/{id}'],
  },
  {
    name: 'a link that people open adds a row, and says nothing of it',
    tell(run) {
      for (let nth = 0; nth < 10; nth++) {
        const at = nth * 5 + 3 * run.random();
        const read = run.call({ at, call: 'GET /flows/trigger/7', answers: 'ok' });
        run.commit(at + 0.02, read, [inserted('page_hits', { id: 900 + nth, flow: 7 })]);
      }
    },
    broken: ['safe-method-writes GET /flows/trigger/{id}'],
  },
  {
    name: 'a read draws a ticket and answers with it, by a log of whole seconds',
    tell(run) {
      for (let nth = 0; nth < 20; nth++) {
        const at = nth * 5 + 3 * run.random();
        const read = run.call({ at, ms: 50, call: 'GET /api/ticket', answers: { id: 700 + nth } });
        run.commit(at + 0.02, read, [inserted('tickets', { id: 700 + nth })]);
        run.call({ at: at + 1, call: 'GET /api/stats', answers: { n: nth } });
      }
    },
    options: { wholeSeconds: true },
    broken: ['safe-method-writes GET /api/ticket'],
  },
  {
    name: 'a link accepts an invitation that was sent before',
    tell(run) {
      for (let nth = 0; nth < 6; nth++) {
        const [at, token] = [nth * 7 + run.random(), run.uuid()];
        const [sends, row] = [
          { email: `e${nth}@x.test` },
          { id: 40 + nth, token, email: `e${nth}@x.test`, accepted: false },
        ];
        const sent = run.call({ at, call: 'POST /invites', user: 'ann', sends, status: 201, answers: { id: row.id } });
        run.commit(at + 0.02, sent, [inserted('invites', row)]);
        const opened = run.call({ at: at + 2, call: `GET /invites/accept/${token}`, status: 302 });
        run.commit(at + 2.02, opened, [updated('invites', row, { accepted: true })]);
      }
    },
    broken: ['safe-method-writes GET /invites/accept/{token}'],
  },
];

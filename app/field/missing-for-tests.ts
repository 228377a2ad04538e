import type { FieldRun } from './field-run-for-tests.ts';
import { deleted, type FieldScenario, inserted, updated } from './scenario-for-tests.ts';

/** Clocks that are off, and requests that the capture lacks: other clients, pushed reloads, answers before the commit. */

const USERS = ['ann', 'bob', 'eve'];

interface Shop {
  readonly orders: number;
  /** Seconds between two orders. */
  readonly gap: number;
  /** Whether the capture lacks the call that writes; even numbers make orders, odd ones change them. */
  readonly lacks?: (call: number) => boolean;
}

/** A usual shop: each order is made, listed, shown, changed and shown again. */
const shop =
  ({ orders, gap, lacks = () => false }: Shop) =>
  (run: FieldRun): void => {
    for (let nth = 0; nth < orders; nth++) {
      const [from, id, sku] = [nth * gap, 1000 + nth, `s-${nth}`];
      const user = USERS[nth % USERS.length] as string;
      const row = { id, sku, n: 2, by: user };
      const post = {
        at: from,
        ms: 50,
        call: 'POST /api/orders',
        user,
        sends: { sku, n: 2 },
        status: 201,
        answers: row,
      };
      run.commit(from + 0.03, lacks(2 * nth) ? null : run.call(post), [inserted('orders', row)]);
      run.call({ at: from + gap * 0.15, call: 'GET /api/orders', user, answers: [{ id }, { id: id - 1 }] });
      run.call({ at: from + gap * 0.3, call: `GET /api/orders/${id}`, user, answers: row });
      const [at, n] = [from + gap * 0.5, 3 + nth];
      const patch = { at, ms: 50, call: `PATCH /api/orders/${id}`, user, sends: { n }, answers: { ...row, n } };
      run.commit(at + 0.03, lacks(2 * nth + 1) ? null : run.call(patch), [updated('orders', row, { n })]);
      run.call({ at: from + gap * 0.65, call: `GET /api/orders/${id}`, user, answers: { ...row, n } });
    }
  };

const usual = shop({ orders: 30, gap: 2 });

/** Tests of a site that fill the database themselves, so many seconds before each page is opened, and clean up after it. */
const seeded =
  (seconds: number) =>
  (run: FieldRun): void => {
    for (let nth = 0; nth < 25; nth++) {
      const from = nth * 6 + 2 * run.random();
      const user = { id: 70 + nth, email: `u${nth}@x.test` };
      const articles = [0, 1, 2].map((place) => ({
        id: 600 + 3 * nth + place,
        owner_id: user.id,
        title: `title ${nth}-${place}`,
      }));
      run.commit(from, null, [inserted('users', user)]);
      run.commit(
        from + 0.006,
        null,
        articles.map((row) => inserted('articles', row)),
      );
      const at = from + seconds;
      run.call({ at, call: 'GET /api/me', user: `u${nth}`, answers: user });
      run.call({ at: at + 0.002, ms: 50, call: 'GET /api/articles', user: `u${nth}`, answers: articles });
      run.call({ at: at + 0.4, call: `GET /api/articles/${600 + 3 * nth}`, user: `u${nth}`, answers: articles[0] });
      const text = `nice ${nth}`;
      const post = { call: `POST /api/articles/${600 + 3 * nth}/comments`, user: `u${nth}`, sends: { text } };
      const made = run.call({ ...post, at: at + 1, status: 201, answers: { id: 2000 + nth } });
      run.commit(at + 1.015, made, [inserted('comments', { id: 2000 + nth, article_id: 600 + 3 * nth, text })]);
      run.commit(at + 2.5, null, [...articles.map((row) => deleted('articles', row)), deleted('users', user)]);
    }
  };

export const MISSING: readonly FieldScenario[] = [
  { name: 'tests fill the database just before each page', tell: seeded(0.012) },
  {
    name: 'tests fill the database, by a log of whole seconds',
    tell: seeded(0.15),
    options: { wholeSeconds: true },
    unsure: ['safe-method-writes GET /api/articles'],
  },
  {
    name: 'tests make an article and open it at once',
    tell(run) {
      for (let nth = 0; nth < 25; nth++) {
        const [at, article] = [nth * 3, { id: 600 + nth, title: `title ${nth}` }];
        run.commit(at, null, [inserted('articles', article)]);
        run.call({ at: at + 0.012, ms: 30, call: `GET /api/articles/${article.id}`, answers: article });
      }
    },
    unsure: ['safe-method-writes GET /api/articles/{id}'],
  },
  { name: 'a shop', tell: usual },
  { name: 'the database’s clock is 75 s ahead', tell: usual, options: { skew: 75 } },
  { name: 'the database’s clock is three minutes behind', tell: usual, options: { skew: -190 } },
  { name: 'a log in another time zone', tell: usual, options: { skew: 3600 } },
  { name: 'a clock that drifts', tell: usual, options: { skew: 1.2, drift: 0.003 } },
  { name: 'whole seconds and another clock', tell: usual, options: { wholeSeconds: true, skew: -42.3 } },
  {
    name: 'of every second order the POST is missing, of the others the PATCH',
    tell: shop({ orders: 40, gap: 2, lacks: (call) => call % 4 === 0 || call % 4 === 3 }),
  },
  { name: 'all that writes is missing', tell: shop({ orders: 40, gap: 2, lacks: () => true }) },
  {
    name: 'all that writes is missing, and reads follow at once',
    tell: shop({ orders: 40, gap: 0.2, lacks: () => true }),
  },
  {
    name: 'a message by a WebSocket makes the page load anew',
    tell(run) {
      const docs = [run.uuid(), run.uuid(), run.uuid()];
      for (let nth = 0; nth < 60; nth++) {
        const [at, doc] = [nth * 3 + run.random(), docs[nth % 3] as string];
        run.commit(at, null, [
          inserted('doc_ops', { id: 900 + nth, doc, op: `ins ${nth}` }),
          updated('docs', { id: doc, rev: nth }, { rev: nth + 1 }),
        ]);
        run.call({
          at: at + 0.01 + 0.01 * run.random(),
          call: `GET /api/docs/${doc}`,
          answers: { id: doc, rev: nth + 1, last: 900 + nth },
        });
      }
    },
  },
  {
    name: 'the client is sent on before the POST commits',
    tell(run) {
      for (let nth = 0; nth < 20; nth++) {
        const [at, id] = [nth * 5, run.uuid()];
        const made = run.call({
          at,
          ms: 30,
          call: 'POST /orders',
          sends: { sku: `s${nth}` },
          status: 303,
          answerHeaders: { Location: `/orders/${id}` },
        });
        run.commit(at + 0.045, made, [inserted('orders', { id, sku: `s${nth}` })]);
        run.call({ at: at + 0.032, ms: 60, call: `GET /orders/${id}`, answers: { id, sku: `s${nth}` } });
      }
    },
  },
  {
    name: 'a browser asks leave for a POST that the capture lacks',
    tell(run) {
      for (let nth = 0; nth < 20; nth++) {
        const [at, id] = [nth * 5 + run.random(), 50 + nth];
        const headers = { 'Access-Control-Request-Method': 'POST' };
        run.call({ at, ms: 30, call: 'OPTIONS /orders', headers, status: 204 });
        run.commit(at + 0.04, null, [inserted('orders', { id, sku: `s${nth}` })]);
        run.call({ at: at + 0.1, call: 'GET /orders', user: 'ann', answers: [{ id }] });
      }
    },
    unsure: ['safe-method-writes OPTIONS /orders'],
  },
  {
    name: 'a migration fills a column while pages are read',
    tell(run) {
      for (let at = 0; at < 60; at++)
        run.call({ at, ms: 200, call: `GET /api/products/${at % 6}`, answers: { id: at % 6, slug: `p-${at % 6}` } });
      for (let id = 0; id < 30; id++)
        run.commit(20 + id * 0.3, null, [updated('products', { id, price: 5, slug: null }, { slug: `p-${id}` })]);
    },
  },
];

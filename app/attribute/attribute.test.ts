import { describe, expect, test } from 'vitest';
import type { RequestKey } from '../../shared/records.ts';

import { inBody, inPath, inResponse, linksOf, makeExchange, makeTransaction, rowValue } from './make-run.ts';

const only = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('nothing there');
  return item;
};

describe('keys', () => {
  const key: RequestKey = { kind: 'span', value: '0af7-b7ad' };

  test('a request’s own key wins over everything else', () => {
    const exchanges = [
      makeExchange({ id: 1, endpoint: 'POST /notes', from: 0, to: 50, values: [inBody('text', 'hello there')] }),
      makeExchange({ id: 2, endpoint: 'GET /notes', from: 5_000, to: 5_020, keys: [key] }),
    ];
    const transaction = makeTransaction({
      id: 9,
      at: 25,
      keys: [key],
      values: [rowValue('notes.text', 'hello there')],
    });
    const link = only(linksOf(exchanges, [transaction]));
    expect(link).toMatchObject({ transactionId: 9, exchangeId: 2, probability: 1, basis: ['key'] });
    expect(link.evidence[0]?.text).toBe("carries this request's span id");
  });

  test('a key that several requests share narrows the choice to them', () => {
    const shared: RequestKey = { kind: 'trace', value: '0af7' };
    const exchanges = [
      makeExchange({ id: 1, endpoint: 'POST /a', from: 0, to: 40, keys: [shared] }),
      makeExchange({
        id: 2,
        endpoint: 'POST /b',
        from: 0,
        to: 40,
        keys: [shared],
        values: [inBody('text', 'hello there')],
      }),
      makeExchange({ id: 3, endpoint: 'POST /c', from: 10, to: 30, values: [inBody('text', 'hello there')] }),
    ];
    const transaction = makeTransaction({
      id: 9,
      at: 20,
      keys: [shared],
      values: [rowValue('notes.text', 'hello there')],
    });
    const link = only(linksOf(exchanges, [transaction]));
    expect(link.exchangeId).toBe(2);
    expect(link.probability).toBeLessThan(1);
    expect(link.rivals.map(({ exchangeId }) => exchangeId)).not.toContain(3);
  });

  test('the key of a request that was not recorded accuses nobody', () => {
    const exchanges = [makeExchange({ id: 1, endpoint: 'GET /a', from: 0, to: 40, keys: [key] })];
    const transaction = makeTransaction({ id: 9, at: 20, keys: [{ kind: 'span', value: 'other' }] });
    expect(only(linksOf(exchanges, [transaction]))).toMatchObject({
      exchangeId: null,
      probability: 1,
      basis: ['key'],
    });
  });
});

describe('values', () => {
  const near = makeExchange({
    id: 1,
    endpoint: 'POST /tags',
    from: 90,
    to: 110,
    values: [inBody('text', 'other words')],
  });
  const named = makeExchange({
    id: 2,
    endpoint: 'POST /notes',
    from: 0,
    to: 200,
    values: [inBody('text', 'hello there'), inResponse('data.id', '73301')],
  });
  const earlier = Array.from({ length: 20 }, (_, n) =>
    makeExchange({ id: n + 10, endpoint: 'GET /notes', from: n * 30 - 9_000, to: n * 30 - 8_980 }),
  );
  const transaction = makeTransaction({
    id: 9,
    at: 100,
    values: [rowValue('notes.id', '73301', 'key'), rowValue('notes.text', 'hello there')],
  });

  test('beat the nearer window', () => {
    const link = only(linksOf([near, named, ...earlier], [transaction]));
    expect(link.exchangeId).toBe(2);
    expect(link.probability).toBeGreaterThan(0.9);
    expect(link.basis[0]).toBe('value');
  });

  test('are shown on both sides', () => {
    const link = only(linksOf([near, named], [transaction]));
    const matches = link.evidence.flatMap((evidence) => evidence.matches);
    expect(matches).toContainEqual({
      place: 'response',
      field: 'data.id',
      table: 'notes',
      column: 'id',
      value: '73301',
    });
    expect(matches).toContainEqual({
      place: 'body',
      field: 'text',
      table: 'notes',
      column: 'text',
      value: 'hello there',
    });
    expect(link.evidence.map(({ text }) => text)).toContain('row key 73301 is first seen in this response');
  });

  test('small numbers that many hold do not', () => {
    const list = Array.from({ length: 50 }, (_, n) => inResponse('data[].id', String(n)));
    const exchanges = [
      makeExchange({ id: 1, endpoint: 'GET /list', from: 0, to: 200, values: list }),
      makeExchange({ id: 2, endpoint: 'POST /notes', from: 80, to: 120 }),
    ];
    const link = only(
      linksOf(exchanges, [makeTransaction({ id: 9, at: 100, values: [rowValue('notes.id', '7', 'key')] })]),
    );
    expect(link.exchangeId).toBe(2);
  });

  test('of a token are found by their masked text', () => {
    const signed = (id: number, user: string) =>
      makeExchange({
        id,
        endpoint: 'POST /seen',
        from: 0,
        to: 100,
        values: [{ place: 'token', field: 'claim id', value: `masked·${user}` }],
      });
    const seen = makeTransaction({
      id: 9,
      at: 50,
      change: 'update users(seen)',
      values: [rowValue('users.id', 'ada', 'key')],
    });
    expect(only(linksOf([signed(1, 'bob'), signed(2, 'ada'), signed(3, 'eve')], [seen])).exchangeId).toBe(2);
  });
});

describe('nobody', () => {
  /** A heartbeat every 5 s, and 200 page loads of which some happen to be open at the time. */
  const pages = Array.from({ length: 200 }, (_, n) =>
    makeExchange({
      id: n,
      endpoint: 'GET /page',
      from: n * 400 + ((n * 37) % 90),
      to: n * 400 + 220 + ((n * 53) % 60),
    }),
  );
  const beats = Array.from({ length: 15 }, (_, n) =>
    makeTransaction({
      id: n,
      at: 1_000 + n * 5_000 + ((n * 7) % 5),
      change: 'insert heartbeats',
      values: [rowValue('heartbeats.id', String(n), 'key')],
    }),
  );

  test('is to blame for a timer’s writes, whoever was on the site', () => {
    const links = linksOf(pages, beats);
    expect(links.map(({ exchangeId }) => exchangeId)).toEqual(beats.map(() => null));
  });

  test('is the answer where no request was open', () => {
    const link = only(linksOf(pages.slice(0, 3), [makeTransaction({ id: 1, at: 60_000 })]));
    expect(link).toMatchObject({ exchangeId: null, basis: ['time'] });
    expect(link.evidence[0]?.text).toBe('no request was open');
  });
});

describe('what cannot be told apart', () => {
  const values = [inPath('55'), inBody('text', 'same')];
  const twins = [1, 2].map((id) => makeExchange({ id, endpoint: 'PATCH /notes/{id}', from: id, to: 100 + id, values }));
  const update = makeTransaction({
    id: 9,
    at: 60,
    change: 'update notes(text)',
    values: [rowValue('notes.id', '55', 'key'), rowValue('notes.text', 'same')],
  });

  test('is given with little certainty, and names the rival', () => {
    const link = only(linksOf(twins, [update]));
    expect(link.probability).toBeLessThan(0.9);
    expect(link.rivals.map(({ exchangeId }) => exchangeId)).toContain(link.exchangeId === 1 ? 2 : 1);
    expect(link.evidence).toContainEqual({
      basis: 'time',
      speaks: 'against',
      text: 'PATCH /notes/{id} was open too',
      matches: [],
    });
  });
});

test('a write after the response still belongs to its request', () => {
  const exchanges = [0, 1, 2, 3].map((n) =>
    makeExchange({
      id: n,
      endpoint: 'POST /jobs',
      from: n * 5_000,
      to: n * 5_000 + 30,
      values: [inBody('name', `job ${n}`)],
    }),
  );
  const late = exchanges.map(({ id }) =>
    makeTransaction({ id, at: id * 5_000 + 120, change: 'insert jobs', values: [rowValue('jobs.name', `job ${id}`)] }),
  );
  expect(linksOf(exchanges, late).map(({ exchangeId }) => exchangeId)).toEqual([0, 1, 2, 3]);
});

test('transactions without any time are linked by their values', () => {
  const exchanges = [1, 2, 3].map((id) =>
    makeExchange({
      id,
      endpoint: 'POST /notes',
      from: id * 1_000,
      to: id * 1_000 + 30,
      values: [inBody('text', `a text of its own ${id}`)],
    }),
  );
  const transactions = [3, 1].map((id) =>
    makeTransaction({ id, at: null, values: [rowValue('notes.text', `a text of its own ${id}`)] }),
  );
  expect(linksOf(exchanges, transactions).map(({ exchangeId }) => exchangeId)).toEqual([3, 1]);
});

describe('habits', () => {
  const posts = Array.from({ length: 12 }, (_, n) =>
    makeExchange({
      id: n,
      endpoint: 'POST /notes',
      from: n * 3_000,
      to: n * 3_000 + 50,
      values: [inBody('text', `note ${n}`)],
    }),
  );
  const reads = posts.map(({ id }) =>
    makeExchange({ id: id + 100, endpoint: 'GET /notes', from: id * 3_000 + 10, to: id * 3_000 + 60 }),
  );
  const write = (id: number, at: number, values = [rowValue('notes.text', `note ${id}`)]) =>
    makeTransaction({ id, at, change: 'insert notes', values });

  test('decide for the endpoint that writes the like wherever it can be seen', () => {
    const seen = posts.slice(1).map(({ id }) => write(id, id * 3_000 + 30));
    const link = only(linksOf([...posts, ...reads], [write(0, 30, []), ...seen]));
    expect(link).toMatchObject({ exchangeId: 0 });
    expect(link.evidence.map(({ text }) => text)).toContain('12 of 12 calls of this endpoint write this');
  });

  test('let a request write its usual row once, not every row that comes near it', () => {
    const each = posts.map(({ id }) => write(id, id * 3_000 + 30));
    const stray = write(99, 3 * 3_000 + 200, [rowValue('notes.text', 'from elsewhere')]);
    const links = linksOf(posts, [...each, stray]);
    expect(links.slice(0, 12).map(({ exchangeId }) => exchangeId)).toEqual(posts.map(({ id }) => id));
    expect(links[12]?.exchangeId).toBeNull();
  });
});

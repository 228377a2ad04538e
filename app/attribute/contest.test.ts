import { describe, expect, test } from 'vitest';
import { inBody, inPath, inResponse, linksOf, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import type { AttributableExchange } from './model.ts';

const numbers = Array.from({ length: 30 }, (_, n) => n);

/** A page asks for an article and its comments at once; a hook logs the article's read when both are over. */
describe('two kinds of request that come together', () => {
  const startOf = (n: number) => n * 4_000 + ((n * 613) % 900);
  const read = (n: number) =>
    makeExchange({ id: n, endpoint: 'GET /articles/{id}', from: startOf(n), to: startOf(n) + 40, values: article(n) });
  const article = (n: number) => [inPath(`article ${n}`)];
  const search = (n: number, from: number) =>
    makeExchange({
      id: 100 + n,
      endpoint: 'POST /comments/search',
      from,
      to: from + 43,
      values: [inBody('article', `article ${n}`)],
    });
  const logs = numbers.map((n) =>
    makeTransaction({
      id: n,
      at: startOf(n) + 46,
      change: 'insert reads',
      values: [rowValue('reads.article', `article ${n}`)],
    }),
  );
  const together = numbers.flatMap((n) => [read(n), search(n, startOf(n))]);

  test('the one that also comes alone, and then writes nothing, is not the cause', () => {
    const alone = numbers.map((n) => search(n + 30, startOf(n) + 2_000));
    const links = linksOf([...together, ...alone], logs);
    expect(links.every(({ transactionId, exchangeId }) => transactionId === exchangeId)).toBe(true);
  });

  test('nobody is accused for sure where neither comes alone', () => {
    const filtered = numbers.map((n) =>
      makeExchange({
        id: 100 + n,
        endpoint: 'GET /comments',
        from: startOf(n),
        to: startOf(n) + 43,
        values: [{ place: 'query', field: 'article', value: `article ${n}` }],
      }),
    );
    const links = linksOf([...numbers.map(read), ...filtered], logs);
    expect(links.filter(({ probability }) => probability >= 0.9)).toEqual([]);
  });

  test('a read that follows only when the write went well is not taken for the cause', () => {
    const from = (n: number) => n * 4_000;
    const saves = numbers.map((n) =>
      makeExchange({
        id: n,
        endpoint: 'PUT /articles/{id}',
        from: from(n),
        to: from(n) + 40,
        values: [inPath(`article ${n}`), inBody('title', `title ${n}`)],
      }),
    );
    const follow = numbers.filter((n) => n % 3 > 0);
    const shown = follow.map((n) =>
      makeExchange({
        id: 100 + n,
        endpoint: 'GET /articles/{id}',
        from: from(n) + 50,
        to: from(n) + 90,
        values: [inPath(`article ${n}`), inResponse('title', `title ${n}`)],
      }),
    );
    const written = follow.map((n) =>
      makeTransaction({
        id: n,
        at: from(n) + 30,
        change: 'update articles(title)',
        values: [rowValue('articles.id', `article ${n}`, 'key'), rowValue('articles.title', `title ${n}`)],
      }),
    );
    const links = linksOf([...saves, ...shown], written);
    expect(links.every(({ transactionId, exchangeId }) => transactionId === exchangeId)).toBe(true);
  });
});

/** A timer looks at what is new every 2.5 s, so that each row was made by a request shortly before. */
test('a timer that works on new rows is not the request that made them', () => {
  const at = (n: number) => n * 2_500 + 300 + ((n * 977) % 2_000);
  const posts: AttributableExchange[] = numbers.map((n) =>
    makeExchange({
      id: n,
      endpoint: 'POST /comments',
      from: at(n),
      to: at(n) + 40,
      values: [inBody('text', `text ${n}`), inResponse('id', `comment ${n}`)],
    }),
  );
  const made = numbers.map((n) =>
    makeTransaction({
      id: n,
      at: at(n) + 20,
      change: 'insert comments',
      values: [rowValue('comments.id', `comment ${n}`, 'key'), rowValue('comments.text', `text ${n}`)],
    }),
  );
  const checked = numbers.map((n) =>
    makeTransaction({
      id: 100 + n,
      at: (n + 1) * 2_500 + ((n * 37) % 400),
      change: 'update comments(checked)',
      values: [rowValue('comments.id', `comment ${n}`, 'key')],
    }),
  );
  const links = linksOf(posts, [...made, ...checked]);
  const answers = links.map(({ transactionId, exchangeId }) => [transactionId, exchangeId]);
  expect(answers).toEqual([...numbers.map((n) => [n, n]), ...numbers.map((n) => [100 + n, null])]);
});

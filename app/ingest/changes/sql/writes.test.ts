import { expect, test } from 'vitest';
import { statementsOf, tokensOf } from './tokens.ts';
import { writesOf } from './writes.ts';

const placeholder = { notCaptured: 'placeholder' };
const parameters = (number: string) => ({ 1: '501', 2: "O'Hara", 3: null })[number];
const writes = (sql: string) => statementsOf(tokensOf(sql)).flatMap((statement) => writesOf(statement, parameters));

test.each([
  [
    'INSERT INTO orders(id, customer, qty, at) VALUES ($1,$2,$3, now()) RETURNING id',
    {
      op: 'insert',
      table: 'orders',
      rows: [{ id: '501', customer: "O'Hara", qty: null, at: placeholder }],
      isSure: true,
    },
  ],
  [
    "insert into public.\"Odd\" (a, b) values (1, 'it''s; /* no comment */'), (-2.50, E'x\\'y') on conflict do nothing",
    {
      op: 'insert',
      table: 'public.Odd',
      rows: [
        { a: 1, b: "it's; /* no comment */" },
        { a: { digits: '-2.50' }, b: "x'y" },
      ],
      isSure: false,
    },
  ],
  ['INSERT INTO t DEFAULT VALUES', { op: 'insert', table: 't', rows: [], isSure: true }],
  ['INSERT INTO t SELECT * FROM u', { op: 'insert', table: 't', rows: [], isSure: false }],
  ['INSERT INTO t VALUES (1)', { op: 'insert', table: 't', rows: [], isSure: true }],
  [
    "UPDATE ONLY orders AS o SET qty = $1::int, n = n + 1, note = 'x' WHERE o.id = 7 AND state = 'open' RETURNING *",
    {
      op: 'update',
      table: 'orders',
      rows: [{ qty: '501', n: placeholder, note: 'x' }],
      where: { id: 7, state: 'open' },
      isSure: false,
    },
  ],
  ['UPDATE t SET a=1 WHERE id=1 OR id=2', { op: 'update', table: 't', rows: [{ a: 1 }], where: {} }],
  ['DELETE FROM shop.orders WHERE id = ANY($1)', { op: 'delete', table: 'shop.orders', where: {} }],
  ['DELETE FROM t USING u WHERE t.id = u.id', { op: 'delete', table: 't', where: {} }],
  ['COPY t (a, b) FROM STDIN', { op: 'insert', table: 't', rows: [], isSure: false }],
  ['MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET a = 1', { op: 'update', table: 't' }],
])('%s', (sql, write) => {
  expect(writes(sql)).toMatchObject([write]);
});

test.each([
  'SELECT * FROM t WHERE id = 1 FOR UPDATE',
  "SELECT 'DELETE FROM t', $x$ UPDATE t SET a = 1 $x$",
  'COPY t TO STDOUT',
  'SET search_path = x',
  'EXPLAIN (COSTS OFF) DELETE FROM t',
  'GRANT INSERT, UPDATE ON t TO u',
  'CREATE TRIGGER x AFTER INSERT OR UPDATE ON t',
])('%s writes nothing that it names', (sql) => {
  expect(writes(sql)).toEqual([]);
});

test('several statements, WITH, TRUNCATE of several tables', () => {
  const sql = `BEGIN; WITH gone AS (DELETE FROM a WHERE id = 1 RETURNING *) INSERT INTO b SELECT * FROM gone;
    TRUNCATE TABLE c, ONLY public.d RESTART IDENTITY; COMMIT`;
  expect(writes(sql).map(({ op, table }) => `${op} ${table}`)).toEqual([
    'delete a',
    'insert b',
    'truncate c',
    'truncate public.d',
  ]);
});

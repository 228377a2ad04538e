import { expect, test } from 'vitest';
import { inBody, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import { addSentNames, shapeRows } from './shapes.ts';

const numbers = Array.from({ length: 24 }, (_, n) => n);
const action = (n: number) => (n % 2 === 0 ? 'create' : 'login');
const logged = (n: number) => ({
  ...makeTransaction({
    id: n,
    at: n * 10,
    change: 'insert log',
    values: [rowValue('log.action', action(n)), rowValue('log.item', `item ${n}`)],
  }),
  changes: [{ op: 'insert' as const, table: 'log', changed: null, marks: n % 3 === 0 ? ['user null'] : [] }],
});
function shapesOf(body: string) {
  const sent = new Set<string>();
  addSentNames(
    makeExchange({ id: 1, endpoint: 'POST /things', from: 0, to: 9, values: [inBody(body, 'create')] }),
    sent,
  );
  return shapeRows(numbers.map(logged), sent).map(([shape]) => shape);
}

test('rows of one table are told apart by small vocabularies and by what is NULL', () => {
  expect(shapesOf('title').slice(0, 4)).toEqual([
    'action create, user null',
    'action login',
    'action create',
    'action login, user null',
  ]);
});

test('what clients send says nothing of why a row was written', () => {
  expect(shapesOf('data.action')[1]).toBe('');
});

test('values that differ in every row are no vocabulary', () => {
  expect(shapesOf('title').some((shape) => shape?.includes('item'))).toBe(false);
});

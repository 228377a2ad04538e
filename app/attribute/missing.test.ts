import { describe, expect, test } from 'vitest';

import { inBody, inPath, inResponse, linksOf, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import type { AttributableExchange, AttributableTransaction } from './model.ts';

/** Clients save a note and read it again at once; a hook logs every change a little later. */
const ROUNDS = 24;
const startOf = (n: number) => n * 1_000 + ((n * 37) % 90);

const save = (n: number) =>
  makeExchange({
    id: n,
    endpoint: 'PATCH /notes/{id}',
    from: startOf(n),
    to: startOf(n) + 40,
    values: [inPath(`note-${n}`), inBody('text', `text ${n}`)],
  });

const reread = (n: number) =>
  makeExchange({
    id: 1_000 + n,
    endpoint: 'GET /notes/{id}',
    from: startOf(n) + 44,
    to: startOf(n) + 90,
    values: [inPath(`note-${n}`), inResponse('text', `text ${n}`)],
  });

const update = (n: number) =>
  makeTransaction({
    id: n,
    at: startOf(n) + 33,
    change: 'update notes(text)',
    values: [rowValue('notes.id', `note-${n}`, 'key'), rowValue('notes.text', `text ${n}`)],
  });

const logged = (n: number) =>
  makeTransaction({
    id: 1_000 + n,
    at: startOf(n) + 60 + ((n * 13) % 20),
    change: 'insert note_log',
    values: [rowValue('note_log.id', String(7_000 + n), 'key'), rowValue('note_log.note', `note-${n}`)],
  });

const rounds = Array.from({ length: ROUNDS }, (_, n) => n);
const causes = (exchanges: readonly AttributableExchange[], transactions: readonly AttributableTransaction[]) =>
  linksOf(exchanges, transactions).map(({ exchangeId }) => exchangeId);

describe('requests that the capture lacks', () => {
  const transactions = [...rounds.map(update), ...rounds.map(logged)];

  test('write, and the log of a write has the cause of the write, where all are recorded', () => {
    const all = [...rounds.map(save), ...rounds.map(reread)];
    expect(causes(all, transactions)).toEqual([...rounds, ...rounds]);
  });

  test('do not hand their writes to the read that follows', () => {
    const said = causes(rounds.map(reread), transactions);
    expect(said).toEqual(transactions.map(() => null));
  });

  test('leave a read that follows alone where half of them are missing', () => {
    const half = [...rounds.filter((n) => n % 2 === 0).map(save), ...rounds.map(reread)];
    const said = causes(half, transactions);
    expect(said.slice(0, ROUNDS)).toEqual(rounds.map((n) => (n % 2 === 0 ? n : null)));
    expect(said.filter((id) => id !== null && id >= 1_000)).toEqual([]);
  });

  test('do not clear a read that writes by itself', () => {
    const hit = (n: number) =>
      makeTransaction({
        id: n,
        at: startOf(n) + 60 + ((n * 7) % 20),
        change: 'insert hits',
        values: [rowValue('hits.id', String(500 + n), 'key'), rowValue('hits.note', `note-${n}`)],
      });
    expect(causes(rounds.map(reread), rounds.map(hit))).toEqual(rounds.map((n) => 1_000 + n));
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, openDatabase } from './database.ts';
import {
  applyAction,
  countNotes,
  nextRedo,
  nextUndo,
  readAllDecided,
  readHistory,
  redoAction,
  type Step,
  undoAction,
} from './decisions.ts';

let db: Db;
let clock = 0;
beforeEach(() => {
  db = openDatabase(':memory:');
});

const act = (label: string, ...steps: Step[]) => applyAction(db, { who: 'A. Diaz', atMs: ++clock, label, steps });
const status = (value: string | null, key = 'k1'): Step => ({ subject: `finding:${key}`, field: 'status', value });
const statusOf = (key = 'k1') => readAllDecided(db, 'finding').get(key)?.status;

describe('actions', () => {
  test('set values of many subjects as one, and undo them as one', () => {
    expect(act('Status: Planned', status('planned', 'k1'), status('planned', 'k2'))).toBe(2);
    expect([statusOf('k1'), statusOf('k2')]).toEqual(['planned', 'planned']);
    expect(undoAction(db, 'A. Diaz', 9)?.label).toBe('Status: Planned');
    expect([statusOf('k1'), statusOf('k2')]).toEqual([undefined, undefined]);
  });

  test('that change nothing are not kept', () => {
    act('Status: Planned', status('planned'));
    expect(act('Status: Planned', status('planned'))).toBe(0);
    expect(readHistory(db, 'finding:k1')).toHaveLength(1);
  });

  test('undone and redone in order; a new one ends what could be redone', () => {
    act('to planned', status('planned'));
    act('to triaged', status('triaged'));
    undoAction(db, 'me', 1);
    undoAction(db, 'me', 2);
    expect(statusOf()).toBeUndefined();
    expect(redoAction(db)?.label).toBe('to planned');
    expect(statusOf()).toBe('planned');
    expect(nextRedo(db)?.label).toBe('to triaged');
    act('to shipped', status('shipped'));
    expect(nextRedo(db)).toBeNull();
    expect(nextUndo(db)?.label).toBe('to shipped');
  });

  test('that were undone and then replaced do not come back by redo', () => {
    act('base', status('triaged'));
    act('Ann', status('planned'));
    undoAction(db, 'me', 1);
    act('Bob', status('shipped'));
    undoAction(db, 'me', 2);
    expect(redoAction(db)?.label).toBe('Bob');
    expect(nextRedo(db)).toBeNull();
    undoAction(db, 'me', 3);
    expect(statusOf()).toBe('triaged');
  });

  test('stay in the history when undone, marked', () => {
    act('to planned', status('planned'));
    undoAction(db, 'me', 1);
    expect(readHistory(db, 'finding:k1')).toMatchObject([{ after: 'planned', who: 'A. Diaz', undone: true }]);
  });

  test('with nothing left to undo say so', () => {
    expect(undoAction(db, 'me', 1)).toBeNull();
    expect(redoAction(db)).toBeNull();
  });
});

describe('notes', () => {
  const note = (value: string): Step => ({ subject: 'finding:k1', field: 'note', value });

  test('pile up, equal ones too, and undo takes one back', () => {
    act('Note', note('seen'));
    act('Note', note('seen'));
    expect(countNotes(db).get('k1')).toBe(2);
    undoAction(db, 'me', 1);
    expect(countNotes(db).get('k1')).toBe(1);
    expect(readHistory(db, 'finding:k1').map((row) => row.undone)).toEqual([true, false]);
  });
});

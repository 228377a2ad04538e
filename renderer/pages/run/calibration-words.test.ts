import { expect, test } from 'vitest';
import { calibrationWords } from '../../../shared/quality-text.ts';
import { stepsOf } from './calibration-words.ts';

const bin = (answers = 0, right = 0, said = 0) => ({ answers, right, said });
const bins = [...Array.from({ length: 6 }, () => bin()), bin(10, 6, 0.64), bin(), bin(), bin(1_900, 1_895, 0.994)];

test('the check is said in words', () => {
  expect(calibrationWords({ requests: 1_210, transactions: 1_910, bins })).toBe(
    '1,910 transactions linked again with the ids hidden. Of answers given with 0.90 or more, 1,895 of 1,900 were right (99.7 %).',
  );
  expect(calibrationWords({ requests: 31, transactions: 0, bins: null })).toBe(
    'Not enough requests carry an id to check this here: 31, and it takes 200.',
  );
});

test('steps without answers are not drawn; the others know how sure they are', () => {
  const steps = stepsOf(bins);
  expect(steps.map(({ range, answers }) => [range, answers])).toEqual([
    ['0.60 to 0.70', 10],
    ['0.90 to 1.00', 1_900],
  ]);
  expect(steps[0]?.low).toBeCloseTo(0.313, 2);
  expect(steps[0]?.high).toBeCloseTo(0.832, 2);
  expect(stepsOf([bin(5, 5, 0.95)])[0]).toMatchObject({ right: 1, high: 1 });
});

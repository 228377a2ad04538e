import { expect, test } from 'vitest';
import { candidatesIn, labelsAt } from './draw-chosen.ts';
import { marksWith } from './timeline-for-tests.ts';

test('probabilities stand beside their lines, none over another', () => {
  const labels = labelsAt([
    { x: 100, y: 80 },
    { x: 105, y: 84 },
    { x: 110, y: 78 },
    { x: 100, y: 200 },
  ]);
  expect(labels.map(({ x }) => x)).toEqual([106, 145, 184, 106]);
});

test('candidates that are not drawn have no line', () => {
  const marks = marksWith([{ id: 7, from: 0, to: 10 }], []);
  const candidate = (exchangeId: number | null) => ({ exchangeId, endpoint: null, atUs: null, probability: 0.5 });
  expect(candidatesIn(marks, [candidate(7), candidate(8), candidate(null)])).toEqual([
    { request: 0, probability: 0.5 },
  ]);
});

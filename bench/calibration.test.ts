import { expect, test } from 'vitest';
import type { Claim } from './answers.ts';
import { binsOf, intervalOf } from './calibration.ts';
import { drawCalibration } from './calibration-plot.ts';

const claims = (said: number, right: number, wrong: number): Claim[] => [
  ...Array.from({ length: right }, () => ({ said, isRight: true })),
  ...Array.from({ length: wrong }, () => ({ said, isRight: false })),
];

test('claims fall into tenths, and certainty into the last', () => {
  expect(binsOf([...claims(1, 1, 0), ...claims(0.12, 1, 3), ...claims(0.92, 0, 1), ...claims(0.18, 0, 0)])).toEqual([
    { said: 0.12, right: 0.25, claims: 4 },
    { said: 0.96, right: 0.5, claims: 2 },
  ]);
});

test('few claims leave much open, and never more than 0 to 1', () => {
  const [low, high] = intervalOf({ said: 0.5, right: 0.5, claims: 10 });
  expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.237', '0.763']);
  expect(intervalOf({ said: 1, right: 1, claims: 3 })[1]).toBe(1);
});

test('every bin of every line is drawn, and the same bins alike', () => {
  const bins = binsOf([...claims(0.3, 1, 2), ...claims(0.9, 5, 1)]);
  const series = ['all evidence', 'less'].map((name) => ({ name, bins }));
  const picture = drawCalibration(series);
  expect(picture.match(/<circle/g)).toHaveLength(bins.length + 1);
  expect(picture.match(/<rect x="\S+" y="\S+" width="8"/g)).toHaveLength(bins.length + 1);
  expect(drawCalibration(series)).toBe(picture);
});

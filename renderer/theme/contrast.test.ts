import { describe, expect, test } from 'vitest';
import { contrast, mix } from './contrast.ts';
import { DARK, LIGHT, type Tokens } from './tokens.ts';

type Name = keyof Tokens;

const GROUNDS: readonly Name[] = ['bg', 'surface', 'sunken', 'hover', 'accent-soft'];
const TEXTS: readonly Name[] = ['t1', 't2', 't3', 'accent'];
const SORTS = ['broken', 'unsure', 'holds', 'exception', 'regressed', 'none'] as const;

const textPairs: [Name, Name][] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground): [Name, Name] => [text, ground])),
  ...SORTS.flatMap((sort): [Name, Name][] => [
    [sort, 'surface'],
    [sort, 'bg'],
    [sort, `${sort}-bg`],
    ['t1', `${sort}-bg`],
    ['t2', `${sort}-bg`],
  ]),
];
const graphicPairs: [Name, Name][] = [
  ...SORTS.map((sort): [Name, Name] => [`${sort}-solid`, 'surface']),
  ['line-strong', 'surface'],
  ['accent-solid', 'surface'],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s tokens', (_scheme, tokens) => {
  test.each(textPairs)('text %s on %s has at least 4.5 to 1', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphicPairs)('graphic %s on %s has at least 3 to 1', (graphic, ground) => {
    expect(contrast(tokens[graphic], tokens[ground])).toBeGreaterThanOrEqual(3);
  });

  test('white on the accent button has at least 4.5 to 1', () => {
    expect(contrast('#ffffff', tokens['accent-solid'])).toBeGreaterThanOrEqual(4.5);
  });
});

test('contrast of black and white is 21, of a colour with itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#3b4fc9', '#3b4fc9')).toBe(1);
});

test('mix ends at its two colours', () => {
  expect(mix('#102030', '#ffffff', 0)).toBe('#102030');
  expect(mix('#102030', '#ffffff', 1)).toBe('#ffffff');
});

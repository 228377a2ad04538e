import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalNumber, ExactNumber, isObject, parseLossless } from './lossless.ts';

test.each([
  '9007199254740993',
  '12345678901234.5678',
  '10.50',
  '1000000000000000.0000',
  '1E5',
  '-0',
  '0.1234567890123456789',
])('keeps the digits of %s', (digits) => {
  expect(parseLossless(`{"a":[${digits}]}`)).toEqual({ a: [new ExactNumber(digits)] });
  expect(parseLossless(digits)).toEqual(new ExactNumber(digits));
});

test.each(['0', '-1', '0.1', '42', '9007199254740991', '1e+300', '1.5'])('leaves %s a number', (digits) => {
  expect(parseLossless(`{ "a": ${digits} }`)).toEqual({ a: Number(digits) });
});

test('agrees with JSON.parse where doubles are exact', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(JSON.stringify(parseLossless(text)))).toEqual(JSON.parse(text));
    }),
  );
});

test('takes digits inside strings for text', () => {
  expect(parseLossless('{"a":"x, 9007199254740993 ","b":1}')).toEqual({ a: 'x, 9007199254740993 ', b: 1 });
});

test('makes a member named __proto__ a plain member', () => {
  const value = parseLossless('{"__proto__":{"admin":true},"n":10.50}');
  expect(isObject(value) && Object.keys(value)).toEqual(['__proto__', 'n']);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test.each([
  ['12.50', '12.5'],
  ['1000000000000000.0000', '1000000000000000'],
  ['100', '100'],
  ['0.00', '0'],
  ['9007199254740993', '9007199254740993'],
])('writes %s as %s', (digits, canonical) => {
  expect(canonicalNumber({ digits })).toBe(canonical);
});

import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskJson } from './json-text.ts';
import { maskText } from './text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const hiding = { hide: mask, names: KNOWN_NAMES };
const PRETENDED = ['masked·hunter2', `${mask('a')} hunter2`, 'masked·0123456789ABCDEF'];

test.each(PRETENDED)('%s only pretends to be masked', (text) => {
  expect(mask(text)).toMatch(/^masked·[\da-f]{16}$/);
  expect(mask(text)).not.toBe(text);
  expect(maskJson(JSON.stringify({ password: text }), hiding, '')).toBe(`{"password":"${mask(text)}"}`);
  expect(maskJson(JSON.stringify({ secret: { a: text } }), hiding, '')).toBe(`{"secret":{"a":"${mask(text)}"}}`);
  expect(maskJson(JSON.stringify(['password', text]), hiding, '')).toBe(`["password","${mask(text)}"]`);
  expect(maskText(`password="${text}"`, hiding, '')).toBe(`password="${mask(text)}"`);
  expect(maskText(`<password>${text}</password>`, hiding, '')).toBe(`<password>${mask(text)}</password>`);
});

test('what is masked stays', () => {
  for (const text of [`{"password":"${mask('a')}"}`, `{"secret":{"a":"${mask('a')}"}}`])
    expect(maskJson(text, hiding, '')).toBe(text);
  expect(maskText(`password=${mask('a')}`, hiding, '')).toBe(`password=${mask('a')}`);
});

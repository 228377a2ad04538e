import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskText } from './text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const masked = (text: string) => maskText(text, { hide: mask, names: KNOWN_NAMES }, '');
const BASIC = Buffer.from('ann:open sesame').toString('base64');

test.each([
  [`Authorization: Basic ${BASIC}`, `Authorization: Basic ${mask(BASIC)}`],
  [`curl -H "authorization: basic ${BASIC}" /me`, `curl -H "authorization: basic ${mask(BASIC)}" /me`],
  ['Basic information, basic authentication', 'Basic information, basic authentication'],
])('%s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

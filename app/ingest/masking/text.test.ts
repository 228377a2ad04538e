import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES, secretNames } from '../secrets.ts';
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

test.each([
  'see iban=DE89370400440532013000, or not',
  'customer-iban: "DE89370400440532013000"',
  '<CustomerIban>DE89370400440532013000</CustomerIban>',
  "UPDATE t SET customer_iban = 'DE89370400440532013000'",
])('a name that a person added, in %s', (text) => {
  const hiding = { hide: mask, names: secretNames(['*iban']) };
  const iban = 'DE89370400440532013000';
  expect(maskText(text, hiding, '')).toBe(text.replace(iban, mask(iban)));
  expect(masked(text)).toBe(text);
});

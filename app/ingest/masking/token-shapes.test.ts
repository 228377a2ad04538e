import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskText } from './text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const masked = (text: string) => maskText(text, { hide: mask, names: KNOWN_NAMES }, '');

// Put together here, so that no scanner takes this file for a leak.
const R = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5';
const HEX = '0123456789abcdef0123456789abcdef';

test.each([
  ['sk', '_live_', R],
  ['rk', '_test_', R],
  ['acme_sk', '_prod_', R],
  ['whsec', '_', R],
  ['ghp', '_', R],
  ['github', '_pat_', R],
  ['glpat', '-', R],
  ['npm', '_', R],
  ['xoxb', '-', R],
  ['AKIA', '', 'ABCDEFGH12345678'],
  ['AIza', '', R],
  ['ya29', '.', R],
  ['SG', '.', `${R}.${R}`],
  ['SK', '', HEX],
  ['key', '-', HEX],
  ['shpat', '_', HEX],
  ['sk', '-proj-', R],
  ['dop', '_v1_', HEX + HEX],
  ['hvs', '.', R],
  ['123456789', ':AA', R],
])('%s%s…', (begin, middle, end) => {
  const token = begin + middle + end;
  expect(masked(`use ${token} now`)).toBe(`use ${mask(token)} now`);
  expect(masked(token)).toBe(mask(token));
});

test('a private key, over lines and with escaped line breaks', () => {
  for (const gap of ['\n', '\\n']) {
    const key = `-----BEGIN RSA PRIVATE KEY-----${gap}${R}${gap}-----END RSA PRIVATE KEY-----`;
    expect(masked(`a ${key} b`)).toBe(`a ${mask(key)} b`);
    expect(masked(`a ${key.slice(0, -20)}`)).toBe(`a ${mask(key.slice(0, -20))}`);
  }
});

test.each([
  'sk-button sk-button-primary',
  'task_test_results are there',
  'key-value pairs, key-0123',
  'course-v1:org+course+run',
  '70e47a3b-cbbf-4ed7-8187-1d2e2eddcadd',
  '2026-11-21T12:34:56.789Z',
  'pk_live is public',
  'https://a.test/SK/1//0/x',
  'AKIAVELLI, ASIATICA',
])('%s stays', (text) => {
  expect(masked(text)).toBe(text);
});

import { expect, test } from 'vitest';
import type { RawTransaction } from '../format.ts';
import { createMasker } from '../mask.ts';

const masker = createMasker(new Uint8Array(32).fill(7));
const mask = masker.maskValue;

function maskedRow(after: Record<string, unknown>) {
  const change = { op: 'insert', table: 'public.settings', key: null, before: null, after };
  const raw = { sourceId: '1', context: [], changes: [change] } as unknown as RawTransaction;
  return masker.maskTransaction(raw).changes[0]?.after;
}

test.each([
  ['key', 'value', 'smtp_password'],
  ['name', 'value', 'api_key'],
  ['setting_key', 'setting_value', 'stripe.secretKey'],
  ['option_name', 'option_value', 'mailserver_pass'],
  ['meta_key', 'meta_value', 'session_tokens'],
  ['configKey', 'configValue', 'jwtSecret'],
  ['variable', 'value', 'smtp_password'],
])('a setting by %s and %s', (name, value, secret) => {
  expect(maskedRow({ id: 1, [name]: secret, [value]: 'open sesame' })).toEqual({
    id: 1,
    [name]: secret,
    [value]: mask('open sesame'),
  });
});

test.each([
  { key: 'course_key', value: 'course-v1:o+c+r' },
  { key: 'api_key', value: null },
  { key: 'api_key', value: '' },
  { name: 'Reset password', value: 'a page' },
  { name: 'api_key', title: 'a title' },
  { option_name: 'siteurl', option_value: 'http://shop.test' },
  { meta_key: 'token_type', meta_value: 'bearer' },
])('%o stays', (row) => {
  expect(maskedRow(row)).toEqual(row);
});

test('rows of other columns than the one before are judged by their own', () => {
  const token = 'open sesame';
  expect(maskedRow({ id: 1, value: token })).toEqual({ id: 1, value: token });
  expect(maskedRow({ id: 1, password: token })).toEqual({ id: 1, password: mask(token) });
  expect(maskedRow({ id: 1, value: token, key: 'api_key' })).toEqual({ id: 1, value: mask(token), key: 'api_key' });
  expect(maskedRow({ id: 1, value: token })).toEqual({ id: 1, value: token });
});

test('of any number of sets of columns each is judged by its own', () => {
  for (let at = 0; at < 200; at++)
    expect(maskedRow({ id: 1, [`column_${at}`]: 'x', [`password_${at}`]: 'open sesame' })).toEqual({
      id: 1,
      [`column_${at}`]: 'x',
      [`password_${at}`]: mask('open sesame'),
    });
});

import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskJson } from './json-text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const masked = (text: string) => maskJson(text, { hide: mask, names: KNOWN_NAMES }, '');

test.each([
  '{"name":"password","value":"S"}',
  '{"value":"S","meta":{"a":[null,1]},"name":"password"}',
  '[{"key":"api_key","value":"S"},{"key":"theme","value":"dark"}]',
  '{"field":"password","old":"S","new":"S"}',
  '{"field":"password","oldValue":"S","new_value":"S"}',
  '[{"op":"replace","path":"/user/password","value":"S"}]',
  '[["password","S"],["theme","dark"]]',
  '{"pair":["password","S"]}',
  '{"option_name":"smtp_pass","option_value":"S"}',
  '{"meta_value":"S","meta_key":"api_key"}',
  '{"name":"password","value":"S"',
])('%s', (text) => {
  expect(masked(text.replaceAll('S', 'open sesame'))).toBe(text.replaceAll('S', mask('open sesame')));
});

test.each([
  '{"name":"theme","value":"dark"}',
  '{"key":"course_key","value":"course-v1:o+c+r"}',
  '{"name":"Forgot password","value":"a page"}',
  '{"name":"password","items":[{"value":"b"}],"type":"string"}',
  '{"required":["password","email"]}',
  '["password","token"]',
  '["password","email","name"]',
  '[{"path":"/password/reset","value":"a"}]',
])('%s stays', (text) => {
  expect(masked(text)).toBe(text);
});

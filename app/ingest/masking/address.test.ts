import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskAddress, maskForm, maskPairs } from './address.ts';
import { maskBody } from './body.ts';
import { maskJson } from './json-text.ts';
import { maskText } from './text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const hiding = { hide: mask, names: KNOWN_NAMES };

test('a one-time code or ticket is a secret in an address and in a form', () => {
  expect(maskPairs([['code', 's-1']], hiding, '')).toEqual([['code', mask('s-1')]]);
  expect(maskForm('code=s-1&a=b', hiding, '')).toBe(`code=${mask('s-1')}&a=b`);
  expect(maskAddress('/back?ticket=s-1', hiding, '')).toBe(`/back?ticket=${mask('s-1')}`);
  expect(maskText('see https://a.test/back?a=b&code=s-1234', hiding, '')).toBe(
    `see https://a.test/back?a=b&code=${mask('s-1234')}`,
  );
  const part = (code: string) => `--b\r\nContent-Disposition: form-data; name="code"\r\n\r\n${code}\r\n--b--\r\n`;
  const body = { mime: 'multipart/form-data; boundary=b', text: part('s-1'), size: null, state: 'full' as const };
  expect(maskBody(body, hiding, '')?.text).toBe(part(mask('s-1')));
});

test('elsewhere they are a country, an error or a concert', () => {
  const text = '{"code":"DE","ticket":"A-7","error":"code=7"}';
  expect(maskJson(text, hiding, '')).toBe(text);
});

import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskBody } from './body.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const masked = (text: string, mime = 'text/csv') =>
  maskBody({ mime, text, size: null, state: 'full' }, { hide: mask, names: KNOWN_NAMES }, '')?.text;

test.each([
  'id,password,name\n1,S,Ann\n2,S,Bob\n',
  'id;password\r\n1;S\r\n',
  'password\tid\nS\t1',
  '"id","api_key"\n1,"S"\n',
  'a,token\n"x, ""y""\nz",S\n,S',
])('%j', (text) => {
  expect(masked(text.replaceAll('S', 'open sesame'))).toBe(text.replaceAll('S', mask('open sesame')));
});

test('a quoted secret is masked as it is meant', () => {
  expect(masked('a,secret\n1,"say ""x"", y"\n')).toBe(`a,secret\n1,"${mask('say "x", y')}"\n`);
});

test('a file in a form', () => {
  const form = (secret: string) =>
    `--b\r\nContent-Disposition: form-data; name="file"; filename="u.csv"\r\nContent-Type: text/csv\r\n\r\nid,password\r\n1,${secret}\r\n--b--\r\n`;
  expect(masked(form('S-1'), 'multipart/form-data; boundary=b')).toBe(form(mask('S-1')));
});

test.each(['id,name\n1,password\n', 'a', ''])('%j stays', (text) => {
  expect(masked(text)).toBe(text);
});

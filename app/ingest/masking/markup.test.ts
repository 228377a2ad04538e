import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskText } from './text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const masked = (text: string) => maskText(text, { hide: mask, names: KNOWN_NAMES }, '');

test.each([
  '<login><user>ann</user><password>S</password></login>',
  '<wsse:Password Type="PasswordText">S</wsse:Password>',
  '<apiKey>\n  S\n</apiKey>',
  '<password><![CDATA[S]]></password>',
  '<password>\n  <![CDATA[S]]>\n</password>',
  '<meta name="csrf-token" content="S">',
  '<input value="S" title="a > b" name="password">',
  '<meta content="S" name="csrf-token" />',
  '<input type="hidden" name="csrfmiddlewaretoken" value="S">',
  '<input id="password" value="S"/>',
])('%s', (text) => {
  expect(masked(text.replace('S', 'open sesame'))).toBe(text.replace('S', mask('open sesame')));
});

test('a field in other quotes', () => {
  expect(masked("<input name=token value='s-1'><input name=token value=s-1>")).toBe(
    `<input name=token value="${mask('s-1')}"><input name=token value="${mask('s-1')}">`,
  );
});

test.each([
  '<course_key>course-v1:o+c+r</course_key>',
  '<password/>ann</user>',
  '<password></password>',
  '<secret><id>7</id></secret>',
  '<input name="q" value="password"><meta name="author" content="Ann">',
  '<input name="password" value="">',
])('%s stays', (text) => {
  expect(masked(text)).toBe(text);
});

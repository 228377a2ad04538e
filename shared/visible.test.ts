import { expect, test } from 'vitest';
import { visible } from './visible.ts';

test.each([
  ['colours and titles of a terminal', '\u001b[31mred\u001b]0;title\u0007', '\\u{1b}[31mred\\u{1b}]0;title\\u{7}'],
  ['the one-byte form of an escape', '\u009b2J', '\\u{9b}2J'],
  ['lines that would be taken for ours', 'a\r\nb\u2028c', 'a\\u{d}\\u{a}b\\u{2028}c'],
  ['text turned round', '\u202egnp.exe\u2066', '\\u{202e}gnp.exe\\u{2066}'],
])('%s are seen and do nothing', (_what, text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each(['a\tb', 'Käse & 🧀', '\u200d', 'a\\b'])('%j stays as it is', (text) => {
  expect(visible(text)).toBe(text);
});

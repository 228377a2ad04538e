import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { block, code, plain, table } from './markdown.ts';

const reader = markdownIt({ html: true, linkify: false });

/** What a reader sees of a document: its text, and the names of its elements. */
function read(markdown: string) {
  const rendered = reader.render(markdown);
  const elements = [...rendered.matchAll(/<([a-z]\w*)/g)].map(([, name]) => name);
  const text = rendered.replace(/<[^>]+>/g, '').replace(/&(lt|gt|amp|quot);/g, (_, name) => SIGNS[name] ?? '');
  return { elements, text: text.trim() };
}
const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Texts made of what Markdown, HTML and terminals act on. */
const hostile = fc
  .array(fc.constantFrom(...'\\`*_[]|~<>&!#()"\'-+.1:/ ab@', '\n', '```', '<b>', '&lt;', 'https://a.example'))
  .map((signs) => `x${signs.join('')}x`);
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

describe('a text of a capture', () => {
  test('reads as it is in a sentence and makes nothing of it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(`Called by ${plain(text)}.`)).toEqual({ elements: ['p'], text: `Called by ${oneLine(text)}.` });
      }),
    );
  });

  test('reads as it is in code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(`Call ${code(text)}.`)).toEqual({ elements: ['p', 'code'], text: `Call ${oneLine(text)}.` });
      }),
    );
  });

  test('stays in its block', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1 }), (lines) => {
        expect(read(block('http', lines))).toEqual({
          elements: ['pre', 'code'],
          text: lines.map(oneLine).join('\n'),
        });
      }),
    );
  });

  test('stays in its cell', () => {
    fc.assert(
      fc.property(hostile, hostile, (left, right) => {
        const cells = reader.render(table(['a', 'b'], [[plain(left), code(right)]])).match(/<td>/g);
        expect(cells).toHaveLength(2);
      }),
    );
  });

  test.each([
    ['a sentence', plain, '\\\\u{1b}\\[2Jx\\\\u{202e}y'],
    ['code', code, '`\\u{1b}[2Jx\\u{202e}y`'],
    ['a block', (text: string) => block('', [text]), '```\n\\u{1b}[2Jx\\u{202e}y\n```'],
  ])('shows in %s what a terminal would obey', (_where, write, written) => {
    expect(write('\u001b[2Jx\u202ey')).toBe(written);
  });
});

import { describe, expect, test } from 'vitest';
import { pairIn } from './before-after.ts';
import { parseBlocks } from './markdown-blocks.ts';
import { type Inline, parseInline } from './markdown-inline.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const code = (value: string): Inline => ({ kind: 'code', text: value });

describe('before and after', () => {
  const note = (...lines: readonly string[]) => parseBlocks(['## Title', '', ...lines].join('\n\n'));
  const AFTER = ['After: read, and write on purpose', '```http\nGET /a\n```', '```http\nPOST /a/hits\n```'];

  test('stand side by side up to the next heading', () => {
    const blocks = note(
      '### Before and after',
      'Before: one call',
      '```http\nGET /a\n```',
      ...AFTER,
      '### Proof',
      'So.',
    );
    expect(pairIn(blocks)).toEqual({ from: 2, middle: 4, to: 7 });
  });

  test('stay below each other where a person worded them, or the request stays the same', () => {
    expect(pairIn(note('### Before and after', 'Ask us.'))).toBeNull();
    expect(pairIn(note('### Before and after', 'The request stays as it is.', '- Before: x\n- After: y'))).toBeNull();
    expect(pairIn(note('Before', 'After'))).toBeNull();
  });
});

describe('parseInline', () => {
  test.each([
    ['GET `/a/{id}` now', [text('GET '), code('/a/{id}'), text(' now')]],
    ['`` a`b ``', [code('a`b')]],
    ['a ` b', [text('a ` b')]],
    ['a `` b ` c', [text('a `` b ` c')]],
    ['**Why.** It', [{ kind: 'strong', parts: [text('Why.')] }, text(' It')]],
    ['**a `b` c**', [{ kind: 'strong', parts: [text('a '), code('b'), text(' c')] }]],
    ['2 ** 3', [text('2 ** 3')]],
    ['\\*a\\* \\[b\\](c) \\`d\\`', [text('*a* [b](c) `d`')]],
    ['&lt;img&gt; &amp;amp; & co', [text('<img> &amp; & co')]],
    ['[a \\] b](#c-d)', [{ kind: 'link', href: '#c-d', parts: [text('a ] b')] }]],
    [
      '<https://a.example/b?c=1>.',
      [{ kind: 'link', href: 'https://a.example/b?c=1', parts: [text('https://a.example/b?c=1')] }, text('.')],
    ],
    ['<script>alert(1)</script>', [text('<script>alert(1)</script>')]],
    ['', []],
  ])('%s', (line, parts) => expect(parseInline(line)).toEqual(parts));
});

describe('parseBlocks', () => {
  test('tells the blocks apart', () => {
    expect(parseBlocks('# A\n\n### B `c`\n\none\ntwo\n\n- x\n- y\n')).toEqual([
      { kind: 'heading', level: 1, text: 'A' },
      { kind: 'heading', level: 3, text: 'B `c`' },
      { kind: 'paragraph', text: 'one two' },
      { kind: 'list', items: ['x', 'y'] },
    ]);
  });

  test('a fence keeps its empty lines, its headings and shorter fences', () => {
    expect(parseBlocks('````http\nGET /\n\n## no\n```\n````\n\nafter')).toEqual([
      { kind: 'code', lines: ['GET /', '', '## no', '```'] },
      { kind: 'paragraph', text: 'after' },
    ]);
  });

  test('an open fence runs to the end', () => {
    expect(parseBlocks('```\na\n\nb')).toEqual([{ kind: 'code', lines: ['a', '', 'b'] }]);
  });

  test('cells may be empty and hold escaped pipes', () => {
    expect(parseBlocks('| A | B |\n| --- | --- |\n| `x\\|y` |  |')).toEqual([
      { kind: 'table', head: ['A', 'B'], rows: [['`x|y`', '']] },
    ]);
  });

  test('lines with pipes but no rule are a paragraph', () => {
    expect(parseBlocks('| a | b |')).toEqual([{ kind: 'paragraph', text: '| a | b |' }]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFilter, replaceTerm, withTerm, writeTerm } from './filter-language.ts';

const told = (text: string) =>
  parseFilter(text).map(({ negated, name, values }) => `${negated ? 'not ' : ''}${name ?? ''}:${values.join('|')}`);

test.each([
  ['', []],
  ['page_hits', [':page_hits']],
  ['table:page_hits', ['table:page_hits']],
  ['method:GET,HEAD status:open', ['method:GET|HEAD', 'status:open']],
  ['-owner:me', ['not owner:me']],
  ['-', [':-']],
  ['owner:"M. Keller" x', ['owner:M. Keller', ':x']],
  ['owner:"M. Keller","J, L"', ['owner:M. Keller|J, L']],
  ['owner:"M. Kel', ['owner:M. Kel']],
  ['"two words"', [':two words']],
  ['table:', ['table:']],
  ['TABLE:Users', ['table:Users']],
  ['http://localhost/x', [':http://localhost/x']],
  ['route:/items/{collection}', ['route:/items/{collection}']],
])('%s', (text, terms) => expect(told(text)).toEqual(terms));

test('a term is finished when it has a value and no open quote', () => {
  expect(parseFilter('a table: owner:"M. K').map((term) => term.finished)).toEqual([true, false, false]);
});

test('terms know where they stand', () => {
  const text = '  a  table:"b c" -d ';
  for (const term of parseFilter(text)) expect(text.slice(term.start, term.end)).toBe(term.text);
});

describe('writing terms', () => {
  test('quotes what needs it', () => {
    expect(writeTerm('owner', 'M. Keller')).toBe('owner:"M. Keller"');
    expect(writeTerm('table', 'public.page_hits')).toBe('table:public.page_hits');
  });

  test('what was written is read back', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !text.includes('"') && !text.startsWith('//'));
    fc.assert(
      fc.property(value, (text) => {
        expect(parseFilter(writeTerm('owner', text))).toMatchObject([{ name: 'owner', values: [text] }]);
      }),
    );
  });

  test('a term is added once', () => {
    expect(withTerm('', 'status:open')).toBe('status:open');
    expect(withTerm('status:open x', 'status:open')).toBe('status:open x');
  });

  test('a replaced term leaves no gap', () => {
    const [first, second] = parseFilter('a b c');
    expect(second && replaceTerm('a b c', second, '')).toBe('a c');
    expect(first && replaceTerm('a b c', first, 'x')).toBe('x b c');
  });
});

test('no text makes it fail', () => {
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseFilter(text))));
});

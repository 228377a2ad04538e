import { expect, test } from 'vitest';
import { jsonText } from '../values.ts';
import { yamlObject } from './yaml-text.ts';

const read = (...lines: readonly string[]): string => jsonText(yamlObject(['---', ...lines, ''].join('\n')));

test.each<[what: string, lines: readonly string[], json: string]>([
  ['numbers with all digits', ['id: 9007199254740993', 'rate: 12.50'], '{"id":9007199254740993,"rate":12.50}'],
  [
    'nothing, true, texts that look like them',
    ['a:', 'b: true', "c: 'true'", 'd: "7"'],
    '{"a":null,"b":true,"c":"true","d":"7"}',
  ],
  ['a text of several lines', ['t: |-', '  one', '', '  two: 2', 'n: 1'], '{"t":"one\\n\\ntwo: 2","n":1}'],
  ['a long text, folded', ['t: one two', '  three', 'n: 1'], '{"t":"one two three","n":1}'],
  ['escapes', ['t: "a\\tb \\e \\u00eb"'], '{"t":"a\\tb \\u001b ë"}'],
  ['pairs', ['qty:', '- 1', '-'], '{"qty":[1,null]}'],
  ['a list inside a pair', ['tags:', '- []', '- - a', '  - b'], '{"tags":[[],["a","b"]]}'],
  [
    'decimals of Ruby',
    [
      'a: !ruby/object:BigDecimal 27:0.125e2',
      'b: !ruby/object:BigDecimal 18:-0.1e-2',
      'c: !ruby/object:BigDecimal 18:0.0',
      'd: !ruby/object:BigDecimal 9:0.12e4',
    ],
    '{"a":12.5,"b":-0.001,"c":0.0,"d":1200}',
  ],
  [
    'moments of Rails',
    [
      'at: !ruby/object:ActiveSupport::TimeWithZone',
      '  utc: &1 2026-11-21 19:36:06.5 Z',
      '  zone: !ruby/object:ActiveSupport::TimeZone',
      '    name: Etc/UTC',
      '  time: *1',
      'n: 1',
    ],
    '{"at":"2026-11-21 19:36:06.5 Z","n":1}',
  ],
  [
    'no names of names',
    ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: [*b, *b]'],
    '{"a":["x","x"],"b":[null,null],"c":[null,null]}',
  ],
])('%s', (_what, lines, json) => {
  expect(read(...lines)).toBe(json);
});

test.each(['--- 7', '---', '--- []', `--- ${'['.repeat(100_000)}`, '---\na: b: c: d\n- x'])(
  '%.20s is read or not, and never throws',
  (text) => {
    expect(() => yamlObject(text)).not.toThrow();
  },
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, fixtures } from '../fixture-files.ts';
import { scanElements } from '../json-elements.ts';
import { isObject, type Json, parseRoughly } from '../lossless.ts';
import { EntryParser } from './entry-parser.ts';
import { headersOf, objectAt } from './fields.ts';

/** An entry with the headers of both sides as they are read, wherever they were kept. */
function read(entry: Json | undefined): unknown {
  if (!isObject(entry)) return entry;
  const sides = [objectAt(entry, 'request'), objectAt(entry, 'response')];
  const { request: _request, response: _response, ...rest } = entry;
  return { rest, sides: sides.map((side) => ({ ...side, headers: headersOf(side) })) };
}

const textual = fc.oneof(fc.string(), fc.constantFrom('"headers":[', '},{', '}]', '\\"headers"', '"', 'é漢', ' '));
const header = fc.oneof(
  { weight: 8, arbitrary: fc.record({ name: textual, value: textual }) },
  fc.record({ value: textual, name: fc.constantFrom('Set-Cookie', ':status', 'a\nb'), comment: textual }),
  fc.record({ name: textual, value: fc.oneof(fc.integer(), fc.constant(null), fc.constant({ a: ['}'] })) }),
  fc.constantFrom(null, 7, [], ['a', 'b']),
);
const headers = fc.oneof(
  { weight: 8, arbitrary: fc.array(header, { maxLength: 4 }) },
  fc.constantFrom(0, 1, null, {}, '"'),
);
const side = fc.record(
  { headers, 'a"headers': headers, text: textual, content: fc.record({ headers, text: textual }) },
  { requiredKeys: [] },
);
const entry = fc.record(
  { _before: fc.record({ headers }), request: side, response: side, headers, _after: fc.record({ headers }) },
  { requiredKeys: ['request', 'response'] },
);

describe('an entry is read as JSON.parse reads it', () => {
  test('whatever stands in it, in whatever order and spacing, whole or with a piece missing', () => {
    const { parse } = new EntryParser();
    fc.assert(
      fc.property(
        entry,
        fc.constantFrom(undefined, 1, '\r\n\t'),
        fc.nat(),
        fc.constantFrom(0, 0, 1),
        (value, space, at, cut) => {
          const whole = JSON.stringify(value, null, space);
          const from = at % whole.length;
          const bytes = bytesOf(whole.slice(0, from) + whole.slice(from + cut));
          expect(read(parse(bytes))).toEqual(read(parseRoughly(bytes)));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('in every recording, the second time as the first', () => {
    const { parse } = new EntryParser();
    let entries = 0;
    for (const { bytes } of fixtures().filter(({ formatId }) => formatId === 'har'))
      for (let time = 0; time < 2; time++)
        for (const scanned of scanElements(bytes, ['log', 'entries'])) {
          if (scanned.type !== 'value') continue;
          expect(read(parse(scanned.bytes))).toEqual(read(parseRoughly(scanned.bytes)));
          entries++;
        }
    expect(entries).toBeGreaterThan(400);
  });
});

test('equal headers are the same objects in every entry', () => {
  const { parse } = new EntryParser();
  const accept = { name: 'Accept', value: '*/*' };
  const listsOf = (date: string) => {
    const sides = { request: { headers: [accept] }, response: { headers: [accept, { name: 'Date', value: date }] } };
    const value = parse(bytesOf(JSON.stringify(sides))) as { request: never; response: never };
    return [headersOf(value.request), headersOf(value.response)] as const;
  };
  const [sent, answered] = listsOf('1');
  const [sentAgain, answeredAgain] = listsOf('2');
  expect(sentAgain).toBe(sent);
  expect(answeredAgain[0]).toBe(answered[0]);
  expect(answeredAgain[0]).toBe(sent[0]);
  expect(answeredAgain[1]).toEqual(['Date', '2']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, collect, inPieces } from './fixture-files.ts';
import { readElements } from './json-elements.ts';
import { readValues } from './json-stream.ts';
import { parseRoughly } from './lossless.ts';

const text = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? undefined);

async function values(input: string, size = 1) {
  const scanned = await collect(readValues(inPieces(bytesOf(input), size)));
  return scanned.map((item) => (item.type === 'value' ? [item.offset, text(item.bytes)] : [item.offset, item.type]));
}

describe('readValues', () => {
  test.each([
    [
      'one a line',
      '{"a":1}\n{"b":2}\n',
      [
        [0, '{"a":1}'],
        [8, '{"b":2}'],
      ],
    ],
    [
      'several on a line',
      '{"a":1}{"b":[2]}',
      [
        [0, '{"a":1}'],
        [7, '{"b":[2]}'],
      ],
    ],
    ['over several lines', '{"a":[\n{"b":1}\n,{"c":2}\n]}\n', [[0, '{"a":[\n{"b":1}\n,{"c":2}\n]}']]],
    [
      'brackets and quotes in strings',
      '{"a":"}\\"]{"}\n{"b":"\\\\"}',
      [
        [0, '{"a":"}\\"]{"}'],
        [14, '{"b":"\\\\"}'],
      ],
    ],
    [
      'a line cut inside a string',
      '{"a":"x\n{"b":2}\n',
      [
        [0, 'broken'],
        [8, '{"b":2}'],
      ],
    ],
    [
      'a line cut between values',
      '{"a":[1\n{"b":2}\n{"c":3}\n',
      [
        [0, 'broken'],
        [8, '{"b":2}'],
        [16, '{"c":3}'],
      ],
    ],
    [
      'a line cut where a value is due',
      '{"a":\n{"b":2}\n{"c":3}\n',
      [
        [0, 'broken'],
        [6, '{"b":2}'],
        [14, '{"c":3}'],
      ],
    ],
    [
      'a line of other text',
      'LOG: x\n{"b":2}\n(1 row)',
      [
        [0, 'broken'],
        [7, '{"b":2}'],
        [15, 'broken'],
      ],
    ],
    [
      'an end inside a value',
      '{"a":1}\n{"b":',
      [
        [0, '{"a":1}'],
        [8, 'cut'],
      ],
    ],
    ['nothing', ' \n', []],
  ])('finds %s', async (_what, input, expected) => {
    expect(await values(input, 1)).toEqual(expected);
    expect(await values(input, 1_000)).toEqual(expected);
  });

  test('gives what was written, in pieces of any size', async () => {
    const records = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())));
    const property = fc.asyncProperty(
      records,
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (list, size, pretty) => {
        const input = list.map((record) => JSON.stringify(record, null, pretty ? 2 : 0)).join('\n');
        const found = await collect(readValues(inPieces(bytesOf(input), size)));
        expect(found.map((item) => (item.type === 'value' ? JSON.parse(text(item.bytes)) : item))).toEqual(
          list.map((record) => JSON.parse(JSON.stringify(record))),
        );
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test('never fails on other bytes, and what it calls a value lies where it says', async () => {
    const property = fc.asyncProperty(
      fc.uint8Array({ max: 200 }),
      fc.integer({ min: 1, max: 9 }),
      async (bytes, size) => {
        for (const item of await collect(readValues(inPieces(bytes, size))))
          if (item.type === 'value')
            expect(Buffer.compare(item.bytes, bytes.subarray(item.offset, item.offset + item.bytes.length))).toBe(0);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('readElements', () => {
  async function entries(input: string, size = 1) {
    const scanned = await collect(readElements(inPieces(bytesOf(input), size), ['log', 'entries']));
    return scanned.map((item) => [item.type, 'reason' in item ? item.reason : text(item.bytes)]);
  }

  test('gives entries and, last, the document without them', async () => {
    const input = '{"log": {"version":"1.2", "entries": [ {"a":[1]} ,{"b":"]"}, 7 ], "creator":{"name":"x"}}}';
    const expected = [
      ['value', '{"a":[1]}'],
      ['value', '{"b":"]"}'],
      ['value', '7'],
      ['envelope', '{"log": {"version":"1.2", "entries": [], "creator":{"name":"x"}}}'],
    ];
    expect(await entries(input, 1)).toEqual(expected);
    expect(await entries(input, 500)).toEqual(expected);
  });

  test.each([
    ['at the top', '{"entries":[1],"log":{"entries":[2]}}'],
    ['deeper', '{"log":{"pages":[{"entries":[1]}],"x":{"entries":[1]},"entries":[2]}}'],
    ['as a value', '{"log":{"comment":"entries","x":["entries",[1]],"entries":[2]}}'],
    ['in another log', '{"other":{"log":{"entries":[1]}},"log":{"entries":[2]}}'],
    ['as an object', '{"log":{"entries":{"entries":[1]}},"log":{"entries":[2]}}'],
  ])('is not misled by "entries" %s', async (_where, input) => {
    expect((await entries(input)).filter(([type]) => type === 'value')).toEqual([['value', '2']]);
  });

  test('reads documents that follow one another, and says where something else begins', async () => {
    const log = '{"log":{"entries":[1]}}';
    const where = async (input: string) =>
      (await collect(readElements(inPieces(bytesOf(input), 5), ['log', 'entries']))).flatMap((item) =>
        item.type === 'value' || item.type === 'broken' ? [[item.type, item.offset]] : [],
      );
    const first = ['value', log.indexOf('1')];
    expect(await where(`${log}\n${log}\n`)).toEqual([first, ['value', log.length + 1 + log.indexOf('1')]]);
    expect(await where(`${log}\n{"action":"B"}\n`)).toEqual([first, ['broken', log.length + 1]]);
    expect(await where(`${log} text`)).toEqual([first, ['broken', log.length + 1]]);
    expect(await where(` {"a":1}`)).toEqual([]);
  });

  test.each([
    ['inside an entry', '{"log":{"entries":[{"a":1},{"b"', 'the file ends inside entry 1'],
    ['between entries', '{"log":{"entries":[{"a":1},', 'the file ends after entry 0, before its closing brackets'],
    ['before the entries', '{"log":{"vers', 'the file ends, before its closing brackets'],
    ['with a line break in a string', '{"log":{"entries":[{"a":"x\n"}]}}', 'entry 0 breaks off'],
  ])('says where a file ends: %s', async (_where, input, reason) => {
    expect(await entries(input)).toContainEqual(['cut', reason]);
  });
});

describe('readElements that parses', () => {
  const heads = fc.constantFrom('{"a":', '{ "a": ', '{"b":', '{"_c":');
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('},{"a":', '\\"},{"a":1', '{'),
    fc.array(fc.record({ a: fc.nat() })),
  );
  const elements = fc.array(fc.tuple(heads, value).map(([head, inner]) => `${head}${JSON.stringify(inner)}}`));

  test('gives the same as without', async () => {
    await fc.assert(
      fc.asyncProperty(
        elements,
        fc.constantFrom(',', ', ', ',\n'),
        fc.nat(),
        fc.nat(3),
        async (all, comma, place, cut) => {
          const document = `{"log":{"entries":[${all.join(comma)}],"x":1}}`;
          const at = place % document.length;
          const bytes = bytesOf(cut === 0 ? document : document.slice(0, at) + document.slice(at + cut));
          const path = ['log', 'entries'];
          const plain = await collect(readElements(inPieces(bytes, 1000), path));
          const parsing = await collect(readElements(inPieces(bytes, 1000), path, parseRoughly));
          expect(parsing.map(({ type, ...rest }) => [type, 'offset' in rest ? rest.offset : 0])).toEqual(
            plain.map(({ type, ...rest }) => [type, 'offset' in rest ? rest.offset : 0]),
          );
          for (const item of parsing)
            if (item.type === 'value' && item.value !== undefined)
              expect(item.value).toEqual(JSON.parse(text(item.bytes)));
        },
      ),
      { numRuns: 500 },
    );
  });
});

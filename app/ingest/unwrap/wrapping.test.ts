import { expect, test } from 'vitest';
import { bytesOf } from '../fixture-files.ts';
import { wrappingOf } from './wrapping.ts';

/** What is inside, fed byte by byte. */
function unwrapped(text: string): string {
  const bytes = bytesOf(text);
  const unwrapper = wrappingOf(bytes)?.unwrap();
  if (!unwrapper) return 'no wrapping';
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at++)
    for (const segment of unwrapper.take(bytes.subarray(at, at + 1))) parts.push(Buffer.from(segment.bytes).toString());
  for (const segment of unwrapper.end()) parts.push(Buffer.from(segment.bytes).toString());
  return parts.join('');
}

test.each([
  ['  data  \n--------\n {   +\n  "a":1+\n }\n(1 row)\n', '{\n "a":1\n}\n'],
  [' lsn | xid |  data  \n-----+-----+--------\n 0/1 | 7   | BEGIN 7\n(1 row)\n\n', 'BEGIN 7\n'],
  ['lsn,xid,data\r\n0/1,7,"{""a"":""x\ny""}"\r\n', '{"a":"x\ny"}\n'],
  ['0/1\t7\t{"a":"\\\\"q\\\\""}\n', '{"a":"\\"q\\""}\n'],
  ['{"a":"\\\\"q\\\\""}\n', '{"a":"\\"q\\""}\n'],
  ['0/1|7|BEGIN 7\n0/1|7|it goes\non|7\n', 'BEGIN 7\nit goes\non|7\n'],
  ['CreateTime:1\t{"id":1}\t{"op":"c"}\nCreateTime:2\t{"id":1}\tnull\n', '{"op":"c"}\n'],
  ['{"id":1}\t{"op":"c"}\n', '{"op":"c"}\n'],
])('%j', (text, inside) => {
  expect(unwrapped(text)).toBe(inside);
});

test.each(['{"a":"\\\\n"}\n{"b":1}\n', '{\n\t"a":1}', 'BEGIN 7\n'])('%j is as it is', (text) => {
  expect(unwrapped(text)).toBe('no wrapping');
});

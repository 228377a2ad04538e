import { describe, expect, test } from 'vitest';
import { curlOf } from './curl.ts';

test('curl quotes what a shell would take apart', () => {
  const request = {
    headers: [
      ['Host', 'x'],
      ['authorization', 'Bearer masked·11ae'],
      ['x-note', "it's"],
    ] as const,
    body: null,
  };
  const called = { method: 'GET', origin: 'http://x:1', path: '/a', query: [['p', 'a b']] as const, request };
  expect(curlOf(called)).toBe(
    [
      "curl -X GET 'http://x:1/a?p=a%20b'",
      "-H 'authorization: Bearer masked·11ae'",
      String.raw`-H 'x-note: it'\''s'`,
    ].join(' \\\n  '),
  );
});

describe('a request that would act where it is pasted', () => {
  const curl = (method: string, text: string) =>
    curlOf({
      ...{ method, origin: 'http://x:1', path: '/', query: [] },
      request: { headers: [], body: { state: 'full', mime: 'text/plain', size: null, text } },
    });

  test('has its method quoted', () => {
    expect(curl('GET;id', '')).toBe("curl -X 'GET;id' 'http://x:1/'");
  });

  test('has control characters as signs that a terminal does not obey', () => {
    expect(curl('POST', "a\u001b[201~\u0003\nid\n'\\")).toContain(
      String.raw`--data-raw $'a\033[201~\003\012id\012\'\\'`,
    );
  });

  test('keeps a body of several lines as it is', () => {
    expect(curl('POST', '{\n\t"a": 1\n}')).toContain(`--data-raw '{\n\t"a": 1\n}'`);
  });
});

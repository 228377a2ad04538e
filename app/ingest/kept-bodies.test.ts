import { describe, expect, test } from 'vitest';
import type { Body, Exchange } from '../../shared/records.ts';
import { PLAIN_EXCHANGE } from './exchange-for-tests.ts';
import type { RawExchange } from './format.ts';
import { withinLimit, withoutAsset } from './kept-bodies.ts';
import { exchangeValues } from './values.ts';

const bodyOf = (text: string, mime: string): Body => ({ mime, text, size: text.length, state: 'full' });

function exchangeOf(path: string, body: Body, headers: RawExchange['response']['headers'] = []): Exchange {
  return { ...PLAIN_EXCHANGE, path, response: { headers, body } };
}

describe('withinLimit', () => {
  const rows = Array.from({ length: 300 }, (_, id) => ({ id: id * 1_234_567, note: `row, "${id}" \\ ü\u{1f600}` }));
  const form = Array.from({ length: 300 }, (_, at) => `field${at}=value%20${at}`).join('&');
  const texts = Array.from(
    { length: 300 },
    (_, at) => `--b\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\nvalue ${at}`,
  );
  const bodies: readonly (readonly [name: string, body: Body])[] = [
    ['JSON', bodyOf(JSON.stringify({ rows }), 'application/json')],
    ['a form', bodyOf(form, 'application/x-www-form-urlencoded')],
    ['multipart', bodyOf(`${texts.join('\r\n')}\r\n--b--\r\n`, 'multipart/form-data; boundary=b')],
    ['text', bodyOf('word '.repeat(3_000), 'text/plain')],
  ];

  test.each(bodies)('%s, cut anywhere, keeps every value and makes none', (_name, body) => {
    const whole = exchangeOf('/rows', body);
    for (let limit = 1_024; limit < (body.text?.length ?? 0); limit += 97) {
      const cut = withinLimit(whole, limit);
      expect(cut.response.body).toMatchObject({ state: 'cut', size: body.size });
      expect(cut.response.body?.text?.length).toBeLessThanOrEqual(limit);
      expect(body.text?.startsWith(cut.response.body?.text ?? '?')).toBe(true);
      expect(exchangeValues(cut)).toEqual(exchangeValues(whole));
    }
  });

  test('a body of just the limit stays whole', () => {
    const whole = exchangeOf('/rows', bodyOf('{"id":1}', 'application/json'));
    expect(withinLimit(whole, 8)).toBe(whole);
    expect(withinLimit(whole, 6).response.body).toMatchObject({ text: '', state: 'cut', beyond: [['id', '1']] });
  });

  test('no character is cut in two', () => {
    const whole = exchangeOf('/text', bodyOf('\u{1f600}'.repeat(50), 'text/plain'));
    expect(withinLimit(whole, 21).response.body?.text).toBe('\u{1f600}'.repeat(10));
  });
});

describe('withoutAsset', () => {
  test.each([
    ['/assets/app.js', 'application/javascript', [], 'asset'],
    ['/app.css', 'text/css', [['Cache-Control', 'max-age=3600']], 'asset'],
    ['/logo.svg', 'image/svg+xml', [], 'asset'],
    ['/app.js.map', 'application/json', [], 'asset'],
    ['/items.json', 'application/json', [], 'full'],
    ['/orders', 'application/javascript', [], 'full'],
    ['/report.js', 'text/html', [], 'full'],
    ['/badge.svg', 'image/svg+xml', [['cache-control', 'no-store']], 'full'],
    ['/avatar.svg', 'image/svg+xml', [['Cache-Control', 'private, max-age=0']], 'full'],
  ] as const)('%s of %s with %j: %s', (path, mime, headers, state) => {
    const { body } = withoutAsset(exchangeOf(path, bodyOf('1 2 3', mime), headers)).response;
    expect(body).toMatchObject({ state, text: state === 'asset' ? null : '1 2 3' });
  });
});

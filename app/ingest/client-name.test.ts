import { expect, test } from 'vitest';
import { clientOf } from './client-name.ts';

const GECKO = 'Mozilla/5.0 (X11; Linux x86_64)';

test.each([
  [`${GECKO} AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36`, 'Chromium 156'],
  [`${GECKO} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.1`, 'Edge 130'],
  [
    `${GECKO} AppleWebKit/537.36 (KHTML, like Gecko) shop/1.2 Chrome/114.0.5735.289 Electron/25.1.1 Safari/537.36`,
    'Electron 25',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox 130'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', 'Safari 17'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot/2.1'],
  ['curl/8.5.0', 'curl/8'],
  ['capture-load/1.0', 'capture-load/1.0'],
  ['python-requests/2.31.0', 'python-requests/2'],
])('%s is %s', (agent, name) => {
  expect(clientOf([['User-Agent', agent]])).toBe(name);
});

test('no user agent, no client', () => {
  expect(clientOf([['accept', '*/*']])).toBeNull();
});

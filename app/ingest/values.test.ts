import { describe, expect, test } from 'vitest';
import type { Body, Change, Exchange, Transaction } from '../../shared/records.ts';
import { changeOf, PLAIN_EXCHANGE as EMPTY } from './exchange-for-tests.ts';
import { exchangeValues, transactionValues } from './values.ts';

const body = (text: string, mime = 'application/json'): Body => ({ mime, text, size: null, state: 'full' });
const valuesOf = (part: Partial<Exchange>) =>
  exchangeValues({ ...EMPTY, ...part }).map(({ place, field, value }) => `${place} ${field} ${value}`);
const bodyValues = (text: string, mime?: string) => valuesOf({ request: { headers: [], body: body(text, mime) } });

describe('exchangeValues', () => {
  test('path, query, claims', () => {
    expect(
      valuesOf({
        path: '/courses/course-v1:o%2Bc/7',
        query: [
          ['ids', '1,22'],
          ['filter', '{"id":{"_eq":9}}'],
          ['q', 'a,b'],
        ],
        claims: [{ from: 'cookie sid', masked: 'masked·00' }],
      }),
    ).toEqual([
      'path  courses',
      'path  course-v1:o+c',
      'path  7',
      'query ids 1,22',
      'query ids 1',
      'query ids 22',
      'query filter.id._eq 9',
      'query q a,b',
      'token cookie sid masked·00',
    ]);
  });

  test('JSON, with digits kept, strings opened once, and little that says nothing', () => {
    expect(
      bodyValues(
        '{"id":9007199254740993,"price":12.50,"ok":true,"none":null,"empty":"","tags":["x","y"],"data":"{\\"id\\":5,\\"deep\\":\\"[1]\\"}"}',
      ),
    ).toEqual([
      'body id 9007199254740993',
      'body price 12.5',
      'body tags x',
      'body tags y',
      'body data.id 5',
      'body data.deep [1]',
    ]);
  });

  test('ids of the request in its headers, for tables that keep them', () => {
    const headers = [
      ['X-Shop-Request-Id', 'req-fuqaog-694092'],
      ['Idempotency-Key', 'a8098c1a'],
      ['X-GitHub-Delivery', '72d3162e'],
      ['Accept', 'text/html'],
      ['X-Client-Id', 'kiosk'],
    ] as const;
    const keys = [{ kind: 'trace', value: '4bf92f3577b34da6a3ce929d0e0e4736' }] as const;
    expect(valuesOf({ keys, request: { headers, body: null } })).toEqual([
      'header trace 4bf92f3577b34da6a3ce929d0e0e4736',
      'header X-Shop-Request-Id req-fuqaog-694092',
      'header Idempotency-Key a8098c1a',
      'header X-GitHub-Delivery 72d3162e',
    ]);
  });

  test('what an address in a body names last, as a batch or a linked body has it', () => {
    expect(
      bodyValues('{"requests":[{"path":"/classes/Product/SAAQ"}],"author":"https://a.test/api/people/7","at":"1/2"}'),
    ).toEqual([
      'body requests.path /classes/Product/SAAQ',
      'body requests.path SAAQ',
      'body author https://a.test/api/people/7',
      'body author 7',
      'body at 1/2',
    ]);
  });

  test('XML, HTML and iCalendar, element by element and line by line', () => {
    expect(bodyValues('<d:prop><d:name id="7">Team</d:name></d:prop>', 'application/xml')).toEqual([
      'body  <d:prop><d:name id="7">Team</d:name></d:prop>',
      'body id 7',
      'body d:name Team',
    ]);
    expect(
      bodyValues('BEGIN:VEVENT\r\nUID:ab-12\r\nDTSTART;TZID=Europe/Berlin:20261121T1000\r\n', 'text/calendar'),
    ).toEqual(expect.arrayContaining(['body BEGIN VEVENT', 'body UID ab-12']));
  });

  test('forms, multipart, text, and JSON that was cut', () => {
    expect(bodyValues('a=1&b=x+y', 'application/x-www-form-urlencoded')).toEqual(['body a 1', 'body b x y']);
    const parts =
      '--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n7\r\n--b\r\nContent-Disposition: form-data; name="t"\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b--';
    expect(bodyValues(parts, 'multipart/form-data; boundary=b')).toEqual(['body id 7', 'body t hi']);
    expect(bodyValues('501', 'text/plain')).toEqual(['body  501']);
    expect(bodyValues('{"a":{"b":1},"c":"x')).toEqual(['body a.b 1', 'body c x']);
  });

  test('the response, and the address of what it made', () => {
    const response = {
      headers: [['Location', 'http://shop.test/orders/501?x=1']] as const,
      body: body('{"data":{"id":501}}'),
    };
    expect(valuesOf({ response })).toEqual([
      'response location orders',
      'response location 501',
      'response data.id 501',
    ]);
  });

  test('leaves long texts out and stops at 2,000', () => {
    expect(bodyValues(JSON.stringify({ a: 'x'.repeat(201), b: 'x'.repeat(200) }))).toHaveLength(1);
    expect(bodyValues(JSON.stringify(Array.from({ length: 5_000 }, (_, at) => at)))).toHaveLength(2_000);
  });
});

describe('transactionValues', () => {
  const mask = (value: string) => (value.startsWith('masked·') ? value : `masked·${value}`);
  const rowValues = (...changes: Change[]) => {
    const transaction: Transaction = { sourceId: '1', byteOffset: 0, time: null, context: [], changes };
    return transactionValues(transaction, mask).map(
      ({ column, value, masked, role }) => `${role} ${column} ${value} ${masked}`,
    );
  };

  test('of an insert: its key, and the rest as new', () => {
    const after = {
      id: 7,
      n: { digits: '1.50' },
      token: 'masked·0',
      on: true,
      gone: null,
      big: { notCaptured: 'toast' as const },
    };
    expect(rowValues(changeOf({ key: { id: 7 }, after }))).toEqual([
      'key id 7 masked·7',
      'new n 1.5 masked·1.5',
      'new token masked·0 masked·0',
    ]);
  });

  test('of an update: both keys, what moved, and the rest', () => {
    const update = changeOf({
      op: 'update',
      key: { id: 2 },
      before: { id: 1, a: 'x', b: 'y' },
      after: { id: 2, a: 'z', b: 'y' },
      changed: ['id', 'a'],
    });
    expect(rowValues(update).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'key id 2',
      'key id 1',
      'new a z',
      'same b y',
    ]);
  });

  test('of an update whose earlier row is not known, and of a delete: nothing is new', () => {
    expect(rowValues(changeOf({ op: 'update', after: { a: 'z' } }))).toEqual(['same a z masked·z']);
    expect(rowValues(changeOf({ op: 'delete', key: { id: 1 }, before: { id: 1, a: 'x' } }))).toEqual([
      'key id 1 masked·1',
      'same a x masked·x',
    ]);
  });

  test('opens JSON in a column once', () => {
    expect(
      rowValues(changeOf({ after: { data: '{"id": 5, "tags": ["a"], "n": 1.0}' } })).map((line) =>
        line.split(' ').slice(1, 3).join(' '),
      ),
    ).toEqual(['data.id 5', 'data.tags a', 'data.n 1']);
  });
});

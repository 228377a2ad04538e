import { describe, expect, test } from 'vitest';
import type { TableWrites } from '../../shared/views.ts';
import { switchHeaders, whenItChanges } from './note-headers.ts';
import { proposedCall, titleOf } from './wording.ts';

const endpoint = (route: string) => ({ id: 1, method: 'GET', origin: 'https://cms.example', route });
const wrote = (table: string, over: Partial<TableWrites> = {}): TableWrites => ({
  table,
  class: 'domain',
  inserts: 0,
  updates: 0,
  deletes: 0,
  columns: [],
  ...over,
});
const telemetry = wrote('public.log', { class: 'telemetry', inserts: 9 });

describe('the proposed call', () => {
  test.each<[string, TableWrites[], string]>([
    [
      '/flows/trigger/{id}',
      [wrote('public.page_hits', { inserts: 3 }), telemetry],
      'POST /flows/trigger/{id}/page-hits',
    ],
    ['/email_confirm/{token}/', [wrote('auth.user', { updates: 1 })], 'POST /email_confirm/{token}/auth-user/'],
    ['/users/verify', [wrote('public.users', { updates: 1 })], 'POST /users/verify'],
    ['/cart/clear', [wrote('public.cart_items', { deletes: 1 })], 'POST /cart/clear'],
    ['/me', [wrote('public.visits', { inserts: 1 })], 'POST /me/visits'],
    ['/', [wrote('public.visits', { inserts: 1 })], 'POST /visits'],
    ['/', [], 'POST /'],
  ])('%s', (route, tables, call) => {
    expect(proposedCall(endpoint(route), tables)).toBe(call);
  });
});

describe('titles', () => {
  test.each<[TableWrites[], boolean, string]>([
    [[wrote('public.page_hits', { inserts: 3 }), telemetry], false, 'GET /a will no longer add page hits'],
    [[wrote('public.page_hits', { inserts: 3 })], true, 'GET /a no longer adds page hits'],
    [
      [wrote('app.streak', { updates: 1, deletes: 1 })],
      false,
      'GET /a will no longer change app streak and remove app streak',
    ],
    [[], false, 'GET /a will only read'],
    [[], true, 'GET /a only reads'],
  ])('%#', (tables, live, title) => {
    expect(titleOf(endpoint('/a'), tables, live)).toBe(title);
  });
});

describe('headers until the switch', () => {
  const address = '/docs/a';

  test('decision and switch', () => {
    expect(switchHeaders({ decidedOn: '2027-01-01', liveOn: '2027-06-30' }, address)).toEqual({
      lines: [
        'Deprecation: @1798761600',
        'Sunset: Wed, 30 Jun 2027 00:00:00 GMT',
        'Link: </docs/a>; rel="deprecation"; type="text/html"',
      ],
      missing: [],
    });
  });

  test('a decision made after the switch counts from the switch', () => {
    expect(switchHeaders({ decidedOn: '2027-07-10', liveOn: '2027-06-30' }, address).lines[0]).toBe(
      `Deprecation: @${Date.UTC(2027, 5, 30) / 1000}`,
    );
  });

  test('what is missing is said', () => {
    expect(switchHeaders({ decidedOn: '2027-01-01', liveOn: null }, address).missing).toEqual([
      'the date of the switch (Sunset)',
    ]);
    expect(switchHeaders({ decidedOn: null, liveOn: null }, address).lines).toEqual([]);
  });

  test.each([
    [null, 'The date of the switch is not decided yet.'],
    ['2026-11-22', 'From 22 November 2026 the call only reads.'],
    ['2026-11-21', 'Since 21 November 2026 the call only reads.'],
  ])('live on %s', (liveOn, sentence) => {
    expect(whenItChanges({ decidedOn: null, liveOn }, '2026-11-21')).toBe(sentence);
  });
});

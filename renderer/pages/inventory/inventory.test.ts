import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../shared/filter-match.ts';
import type { Tracking } from '../../../shared/tracking-views.ts';
import type { EndpointRow, FindingRow, TableWrites } from '../../../shared/views.ts';
import { findingFilter } from './finding-filter.ts';
import { compareBy, parseOrder, type SortName, writeOrder } from './list-order.ts';
import { type ListedRow, listedRows } from './listed-row.ts';
import { besideBar, countWords, deeds, shortOrigin, spokenRow } from './row-words.ts';
import { createLister } from './shown-list.ts';

const writes = (table: string, over: Partial<TableWrites> = {}): TableWrites => ({
  table: `public.${table}`,
  class: 'domain',
  inserts: 0,
  updates: 0,
  deletes: 0,
  columns: [],
  ...over,
});

const UNTOUCHED: Tracking = {
  status: 'detected',
  owner: null,
  ticket: null,
  exception: null,
  shippedOn: null,
  notes: 0,
};

function finding(
  id: number,
  route: string,
  over: Partial<FindingRow> = {},
  tracking: Partial<Tracking> = {},
): FindingRow {
  return {
    key: `k${id}`,
    endpoint: { id, method: 'GET', origin: 'http://localhost:8055', route },
    rule: 'safe-method-writes',
    verdict: 'broken',
    summary: '',
    clause: '',
    severity: 'error',
    probability: 1,
    proof: { calls: 5, wrote: 5, expected: 0.3, bestOther: null, strengths: { certain: 0, veryLikely: 5, likely: 0 } },
    tables: [],
    runs: [{ run: 1, state: 'wrote' }],
    tracking: { ...UNTOUCHED, ...tracking },
    clients: ['Chromium 156'],
    ...over,
  };
}

const proof = (wrote: number, calls: number) => ({ ...finding(0, '/').proof, wrote, calls });

const FINDINGS = [
  finding(1, '/flows/trigger/{id}', { tables: [writes('page_hits', { inserts: 205 })], proof: proof(205, 205) }),
  finding(2, '/users/me', { verdict: 'allowed', tables: [writes('hits', { class: 'telemetry', inserts: 3 })] }),
  finding(3, '/items/{collection}', { verdict: 'unsure', probability: 0.4 }, { owner: 'M. Keller', notes: 2 }),
  finding(4, '/a', { verdict: 'holds', proof: proof(0, 41) }, { status: 'shipped' }),
  finding(5, '/b', { verdict: 'holds', proof: proof(0, 12) }),
  finding(
    6,
    '/c',
    {},
    {
      status: 'exception',
      exception: { reason: 'tests-only', words: 'x', until: '2027-01-20' },
    },
  ),
];
const POST: EndpointRow = {
  endpoint: { id: 9, method: 'POST', origin: 'http://localhost:8055', route: '/items/{collection}' },
  calls: 4,
  reached: 4,
  writingCalls: 3,
  verdict: 'not-judged',
  findings: [],
  tables: [writes('articles', { inserts: 3 })],
  status: null,
};
const endpointOf = (row: FindingRow): EndpointRow => ({
  ...POST,
  endpoint: row.endpoint,
  verdict: row.verdict,
  findings: [row.key],
});
const ROWS = listedRows({ findings: FINDINGS, endpoints: [...FINDINGS.map(endpointOf), POST], runs: [] });
const ids = (rows: readonly ListedRow[]) => rows.map((row) => row.id);

describe('tabs', () => {
  test('open: broken, unsure, and what is in work though it holds', () => {
    expect(ids(ROWS.open)).toEqual(['k1', 'k3', 'k4']);
    expect(ids(ROWS.unsure)).toEqual(['k3']);
  });
  test('exceptions: accepted ones and those the rule allows', () => expect(ids(ROWS.exceptions)).toEqual(['k2', 'k6']));
  test('all: an endpoint with its worst finding, or alone', () => {
    expect(ids(ROWS.all)).toEqual(['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'endpoint 9']);
  });
});

describe('order', () => {
  const sorted = (by: SortName) => ids([...ROWS.all].sort(compareBy(by)));
  test('by proof: worst verdict, then strength', () => {
    expect(sorted('proof')).toEqual(['k1', 'k6', 'k3', 'k2', 'k4', 'k5', 'endpoint 9']);
  });
  test('by route', () => expect(sorted('route')[0]).toBe('k4'));
  test('by owner: no one last', () => expect(sorted('owner')[0]).toBe('k3'));
  test('by rows', () => expect(sorted('rows').slice(0, 1)).toEqual(['k1']));
  test.each([
    ['-rows', { by: 'rows', reversed: true }],
    ['route', { by: 'route', reversed: false }],
    ['nonsense', { by: 'proof', reversed: false }],
    [undefined, { by: 'proof', reversed: false }],
  ] as const)('%s in the address', (text, order) => {
    expect(parseOrder(text)).toEqual(order);
    expect(parseOrder(writeOrder(order))).toEqual(order);
  });
});

describe('filter', () => {
  const language = findingFilter('M. Keller', '2027-01-01');
  const found = (text: string) => {
    const { matches, problems } = compileFilter(language, text);
    expect(problems).toEqual([]);
    return ids(ROWS.all.filter(matches));
  };
  test.each([
    ['status:open', ['k1', 'k3', 'k4']],
    ['status:detected,shipped verdict:holds', ['k4']],
    ['-status:open verdict:holds', ['k5']],
    ['table:page_hits', ['k1']],
    ['class:telemetry', ['k2']],
    ['op:insert method:POST', ['endpoint 9']],
    ['wrote:>5', ['k1']],
    ['share:100% verdict:broken', ['k1', 'k6']],
    ['owner:me', ['k3']],
    ['owner:keller', ['k3']],
    ['note:>0', ['k3']],
    ['exception:<30d', ['k6']],
    ['exception:allowed', ['k2']],
    ['exception:tests-only', ['k6']],
    ['link:very-likely verdict:unsure', ['k3']],
    ['run:1 verdict:unsure', ['k3']],
    ['-run:1', ['endpoint 9']],
    ['client:chromium verdict:unsure', ['k3']],
    ['route:/items/*', ['k3', 'endpoint 9']],
    ['origin:8055 calls:>100', ['k1']],
    ['GET trigger', ['k1']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});

describe('words', () => {
  const row = (id: string) => ROWS.all.find((candidate) => candidate.id === id) as ListedRow;
  test('counts', () => {
    expect(countWords(row('k1'))).toBe('205 of 205 calls wrote');
    expect(countWords(row('endpoint 9'))).toBe('3 of 4 calls wrote');
    expect(countWords({ ...row('endpoint 9'), wrote: 0 })).toBe('4 calls');
    const patch = {
      ...row('k1'),
      finding: { ...(row('k1').finding as FindingRow), rule: 'patch-unconditional' },
    } as const;
    expect([countWords(patch), besideBar(patch)]).toEqual(['205 of 205 PATCHes', 'could undo others']);
  });
  test.each([
    ['k1', '0.3 by chance'],
    ['k2', 'telemetry only'],
    ['k4', 'at most 7.3 %'],
    ['k5', '168 to prove'],
    ['endpoint 9', ''],
  ])('beside the bar of %s: %s', (id, words) => expect(besideBar(row(id))).toBe(words));

  test('what was written: domain first, a single column named', () => {
    const told = deeds([
      writes('directus_activity', { class: 'telemetry', inserts: 1 }),
      writes('directus_users', { updates: 2, columns: ['status'] }),
      writes('tokens', { inserts: 1, deletes: 1 }),
    ]);
    expect(told.map(({ sign, name }) => `${sign} ${name}`)).toEqual([
      '~ directus_users.status',
      '+ tokens',
      '− tokens',
      '+ directus_activity',
    ]);
  });

  test.each([
    ['https://lms.example.org', 'lms'],
    ['https://www.example.org', 'example'],
    ['http://localhost:8055', ':8055'],
    ['http://127.0.0.1:18000', ':18000'],
    ['http://localhost', 'localhost'],
  ])('%s is %s', (origin, short) => expect(shortOrigin(origin)).toBe(short));

  test('a row in one breath', () => {
    expect(spokenRow(row('k1'), 1, 3)).toBe(
      'Broken. GET /flows/trigger/{id}, port 8055. Safe method writes. 205 of 205 calls wrote, 0.3 by chance. Detected, no owner. Row 1 of 3.',
    );
  });
});

describe('the list behind an address', () => {
  const rows = listedRows({ findings: FINDINGS, endpoints: [], runs: [] });
  const list = createLister(rows);
  const keys = (q: string) => list(findingFilter(null, '2026-11-21'), { q }, new Set()).rows.map(({ id }) => id);

  test.each(['', 'method:GET', 'owner:none', 'sort:route', '-sort:route calls:>3'])('%j after other filters', (q) => {
    const fresh = createLister(rows)(findingFilter(null, '2026-11-21'), { q }, new Set());
    keys('verdict:unsure');
    expect(keys(q)).toEqual(fresh.rows.map(({ id }) => id));
    const { order } = fresh;
    const compare = compareBy(order.by);
    expect(fresh.rows).toEqual(fresh.rows.toSorted(order.reversed ? (a, b) => compare(b, a) : compare));
  });
});

import { describe, expect, test } from 'vitest';
import { type Baseline, baselineSchema } from '../../shared/baseline.ts';
import type { FindingRow } from '../../shared/views.ts';
import type { Verdict } from '../../shared/words.ts';
import { compareWithBaseline, nextBaseline } from './baseline.ts';
import { toJunit } from './junit.ts';

const row = (key: string, verdict: Verdict, over: Partial<FindingRow> = {}): FindingRow => ({
  key,
  endpoint: { id: 1, method: 'GET', origin: 'https://a.example', route: `/${key}` },
  rule: 'safe-method-writes',
  verdict,
  summary: 'It wrote.',
  clause: '',
  severity: 'error',
  probability: 1,
  proof: { calls: 1, wrote: 1, expected: 0, bestOther: null, strengths: { certain: 1, veryLikely: 0, likely: 0 } },
  tables: [],
  runs: [],
  tracking: { status: 'detected', owner: null, ticket: null, exception: null, shippedOn: null, notes: 0 },
  clients: [],
  ...over,
});

const baseline = (...findings: { key: string; reason?: string; until?: string }[]): Baseline =>
  baselineSchema.parse({
    schema: 'endpoint-audit/baseline@1',
    findings: findings.map((each) => ({ reason: 'r', ...each })),
  });

const keysOf = (entries: readonly { readonly key: string }[]) => entries.map(({ key }) => key);

describe('a run against a baseline', () => {
  test('an entry counts up to and with its last day', () => {
    const entries = baseline({ key: 'a', until: '2026-11-28' });
    const on = (day: string) => compareWithBaseline([row('a', 'broken')], entries, day);
    expect(on('2026-11-28').accepted).toHaveLength(1);
    expect(on('2026-11-29').accepted).toHaveLength(0);
    expect(on('2026-11-29').expired).toHaveLength(1);
  });

  test('only what was judged and does it no more is gone: not seen and unsure are not', () => {
    const entries = baseline({ key: 'holds' }, { key: 'allowed' }, { key: 'unsure' }, { key: 'absent' });
    const rows = [row('holds', 'holds'), row('allowed', 'allowed'), row('unsure', 'unsure')];
    const compared = compareWithBaseline(rows, entries, '2026-11-28');
    expect(keysOf(compared.gone)).toEqual(['holds', 'allowed']);
    expect(keysOf(compared.untold)).toEqual(['unsure', 'absent']);
  });

  test('it shrinks by itself, grows only when accepted, and keeps the words of what stays', () => {
    const entries = baseline({ key: 'b', reason: 'kept', until: '2099-01-01' }, { key: 'gone' });
    const rows = [row('b', 'broken'), row('a', 'broken'), row('gone', 'holds')];
    const compared = compareWithBaseline(rows, entries, '2026-11-28');
    const shrunk = nextBaseline(entries, compared, null, '2026-11-28');
    expect(shrunk.findings).toEqual([entries.findings[0]]);
    const accept = { reason: 'new', owner: null, until: null };
    const grown = nextBaseline(entries, compared, accept, '2026-11-28');
    expect(grown.findings).toEqual([{ key: 'a', ...accept, addedOn: '2026-11-28' }, entries.findings[0]]);
  });
});

test('JUnit: what XML cannot hold or would read as markup is kept out of it', () => {
  const endpoint = { id: 1, method: 'GET', origin: 'https://a.example', route: '/<x>&"\u0000\ud800' };
  const xml = toJunit([row('k', 'broken', { endpoint }), row('h', 'holds')], ({ verdict }) =>
    verdict === 'broken' ? { tag: 'failure', message: 'a\nb' } : null,
  );
  expect(xml).toContain('name="GET /&lt;x&gt;&amp;&quot;\ufffd\ufffd (https://a.example)"');
  expect(xml).toContain('<testsuites name="Endpoint Audit" tests="2" failures="1" errors="0" skipped="0">');
  expect(xml).toContain('message="a&#10;b"');
});

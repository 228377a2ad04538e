import { expect, test } from 'vitest';
import type { FindingRow } from '../../../shared/views.ts';
import type { MigrationStatus, Verdict } from '../../../shared/words.ts';
import { filterNotes, toldFindings } from './note-findings.ts';
import { nothingWords } from './note-words.ts';

function finding(route: string, verdict: Verdict, status: MigrationStatus): FindingRow {
  return {
    key: route,
    endpoint: { id: 1, method: 'GET', origin: 'https://cms.example', route },
    rule: 'safe-method-writes',
    verdict,
    summary: '',
    clause: '',
    severity: 'error',
    probability: 1,
    proof: { calls: 6, wrote: 6, expected: 0, bestOther: null, strengths: { certain: 0, veryLikely: 6, likely: 0 } },
    tables: [{ table: 'public.page_hits', class: 'domain', inserts: 6, updates: 0, deletes: 0, columns: [] }],
    runs: [],
    tracking: { status, owner: null, ticket: null, exception: null, shippedOn: null, notes: 0 },
    clients: [],
  };
}

const keys = (findings: readonly FindingRow[]) => findings.map(({ key }) => key);

test('told are broken, allowed, accepted and decided ones; furthest on first, telemetry last', () => {
  const findings = [
    finding('/counts', 'allowed', 'detected'),
    finding('/b', 'broken', 'detected'),
    finding('/a', 'broken', 'detected'),
    finding('/fine', 'holds', 'detected'),
    finding('/maybe', 'unsure', 'triaged'),
    finding('/kiosk', 'broken', 'exception'),
    finding('/fixed', 'holds', 'shipped'),
    finding('/again', 'broken', 'regressed'),
  ];
  expect(keys(toldFindings(findings))).toEqual(['/again', '/fixed', '/a', '/b', '/kiosk', '/counts']);
});

test('the filter knows status, owner and table', () => {
  const findings = [finding('/a', 'broken', 'planned'), finding('/b', 'broken', 'detected')];
  expect(keys(filterNotes(findings, 'status:planned'))).toEqual(['/a']);
  expect(keys(filterNotes(findings, 'owner:none table:hits route:/b'))).toEqual(['/b']);
});

test('where there is no note, doubts are told and no more is claimed than was found', () => {
  expect(nothingWords(0, [])).toMatch(/^Nothing to tell yet: there are no requests/);
  expect(nothingWords(3, ['not-judged'])).toMatch(/^Nothing to tell yet: without a change log/);
  expect(nothingWords(38, ['holds'])).toBe('Nothing to tell: none of 38 endpoints was found to be broken.');
  expect(nothingWords(38, ['unsure', 'holds'])).toBe(
    'Nothing to tell: none of 38 endpoints was found to be broken. 1 finding unsure: a doubt is no reason for a note.',
  );
});

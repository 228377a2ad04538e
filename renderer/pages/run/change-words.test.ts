import { expect, test } from 'vitest';
import type { ChangedFinding, ChangeKind } from '../../../shared/compare-views.ts';
import { comparedWords, saidWords, silentWords, tablesWords } from './change-words.ts';

const finding = (kind: ChangeKind, part: Partial<ChangedFinding> = {}): ChangedFinding => ({
  key: `safe-method-writes GET http://app.example/${kind}`,
  endpoint: { id: 1, method: 'GET', origin: 'http://app.example', route: `/${kind}` },
  rule: 'safe-method-writes',
  kind,
  before: { run: 1, verdict: 'broken', calls: 60, wrote: 52 },
  after: null,
  called: false,
  status: 'detected',
  tablesAdded: [],
  tablesGone: [],
  ...part,
});

test('only reads are said to have written', () => {
  expect(saidWords({ run: 1, verdict: 'broken', calls: 60, wrote: 52 }, 'safe-method-writes')).toBe(
    '52 of 60 calls wrote',
  );
  expect(saidWords({ run: 1, verdict: 'broken', calls: 1, wrote: 1 }, 'patch-unconditional')).toBe(
    '1 of 1 PATCH could undo others',
  );
});

test('a run that cannot tell says whether it called at all', () => {
  expect(silentWords(finding('not-seen'))).toBe('not called');
  expect(silentWords(finding('not-seen', { called: true }))).toBe('called, could not tell');
});

test('tables are named where both runs wrote some', () => {
  expect(tablesWords(finding('changed', { tablesAdded: ['public.a'], tablesGone: ['public.b', 'shop.c'] }))).toBe(
    'now also writes a; no longer writes b and shop.c',
  );
  expect(tablesWords(finding('quiet', { tablesGone: ['public.b'] }))).toBe('');
});

test('readers hear what two runs say', () => {
  const both = { run: 4, vs: 2, onlyRun: [], onlyVs: [] };
  const findings = [finding('regressed'), finding('not-seen'), finding('not-seen')];
  expect(comparedWords({ ...both, findings })).toBe('Run 4 against run 2: 1 regressed, 2 not seen.');
  expect(comparedWords({ ...both, findings: [] })).toBe('Run 4 against run 2: no finding is other.');
});

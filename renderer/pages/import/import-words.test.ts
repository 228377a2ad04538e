import { describe, expect, test } from 'vitest';
import type { ImportFile, ImportState } from '../../../shared/import-views.ts';
import type { CaptureRow, RunRow } from '../../../shared/views.ts';
import { fileWords, keepLabel } from './file-words.ts';
import { foundWords, overlapWords, rateWords, stepShare, stepWords, warningsOf } from './import-words.ts';

const NO_COUNTS = { exchanges: 0, notReached: 0, transactions: 0, changes: 0, bodiesCut: 0 };
const HAR = { kind: 'http', format: 'har', title: 'HAR 1.2', why: 'log.creator names Playwright' } as const;
const LOG = { kind: 'changes', format: 'wal2json-2', title: 'wal2json, format 2', why: 'action' } as const;

const file = (more: Partial<ImportFile>): ImportFile => ({
  id: '0',
  name: 'requests.har',
  bytes: 1_000,
  bytesRead: 1_000,
  state: 'read',
  candidates: [],
  table: null,
  recognised: HAR,
  counts: NO_COUNTS,
  skipped: [],
  damage: null,
  duplicateOf: null,
  spanUs: null,
  resolutionUs: null,
  message: null,
  ...more,
});

const state = (more: Partial<ImportState>): ImportState => ({
  id: 'i',
  startedMs: 0,
  step: 'reading',
  files: [],
  bytesRead: 403_000_000,
  bytesTotal: 564_000_000,
  bytesPerSecond: 48_000_000,
  secondsLeft: 3,
  attributed: null,
  judged: null,
  masked: {},
  runId: null,
  message: null,
  ...more,
});

const run = (...kinds: CaptureRow['kind'][]): RunRow => ({
  id: 1,
  atMs: 0,
  captures: kinds.map((kind, id) => ({
    id,
    name: kind,
    kind,
    format: kind,
    bytes: 1,
    records: 1,
    skipped: [],
    damage: null,
    spanUs: null,
  })),
  exchanges: 0,
  reached: 0,
  links: { run: 1, transactions: 0, linked: 0, background: 0, undecided: 0 },
});

const said = (words: { state: string; detail: string }) => [words.state, words.detail];

describe('a file', () => {
  test('read as HAR: what did not reach the server, what was cut, what was left out', () => {
    const skipped = [{ reason: 'no request', count: 2, first: { index: 3, offset: 90 } }];
    const read = file({ counts: { ...NO_COUNTS, exchanges: 3621, notReached: 313, bodiesCut: 1 }, skipped });
    expect(said(fileWords(read))).toEqual([
      '3,621 requests',
      '2 entries left out, 313 never reached the server, 1 body cut short by the recorder',
    ]);
  });

  test('read as change log: rows and precision', () => {
    const counts = { ...NO_COUNTS, transactions: 3022, changes: 6602 };
    const read = file({ recognised: LOG, counts, resolutionUs: 1 });
    expect(said(fileWords(read))).toEqual(['3,022 transactions', '6,602 row changes, times to 1 µs']);
  });

  test('damaged: where it stops, and what can be kept', () => {
    const broken = file({
      state: 'damaged',
      damage: { reason: 'ends inside a string', offset: 18_004_211, whole: 411 },
    });
    expect(said(fileWords(broken))).toEqual(['Stops after 411 entries', 'at byte 18,004,211']);
    expect(fileWords(broken).why).toBe('ends inside a string');
    expect(keepLabel(broken)).toBe('Keep 411 entries');
  });

  test('known already: of which file, and where', () => {
    const same = fileWords(file({ state: 'duplicate', duplicateOf: 'a, b.har, in run 6' }));
    expect([same.what, same.state, same.detail]).toEqual([
      'Same content as a, b.har',
      'Not imported again',
      'already in run 6',
    ]);
  });

  test('being read: its share, or its bytes where the size is not known', () => {
    expect(fileWords(file({ state: 'reading', bytesRead: 610 })).state).toBe('Reading, 61 %');
    expect(fileWords(file({ state: 'reading', bytes: null, bytesRead: 610 })).state).toBe('Reading, 610 B');
  });

  test('damaged, but the import is over: nothing is asked', () => {
    const broken = file({ state: 'damaged', damage: { reason: 'cut', offset: 9, whole: 1 } });
    expect([fileWords(broken, false).tone, fileWords(broken, false).state]).toEqual(['out', 'Not kept']);
  });

  test('empty: says so, and nothing else', () => {
    expect(fileWords(file({ state: 'not-a-capture', bytes: 0, message: 'The file is empty.' })).what).toBe(
      'Empty file',
    );
  });

  test.each([
    ['not-a-capture', 'Not a capture', 'out'],
    ['failed', 'Cannot be read', 'bad'],
  ] as const)('%s: what it is and the reason given', (fileState, what, tone) => {
    const words = fileWords(file({ state: fileState, recognised: null, message: 'ZIP archive' }));
    expect([words.what, words.why, words.tone]).toEqual([what, 'ZIP archive', tone]);
  });
});

describe('an import', () => {
  test.each([
    [{ step: 'reading' }, 'Step 1 of 3: reading'],
    [{ step: 'waiting' }, 'Waiting for your answer'],
    [{ step: 'judging' }, 'Step 3 of 3: judging'],
    [{ step: 'done', runId: 8 }, 'Run 8 is ready'],
    [{ step: 'cancelled' }, 'Cancelled'],
  ] as const)('%o says where it is', (more, title) => {
    expect(stepWords(state(more))[0]).toBe(title);
  });

  test('bytes, speed and time left, and nothing that is not known', () => {
    expect(rateWords(state({}))).toBe('403 MB of 564 MB, 48.0 MB/s, about 3 s left');
    const judged = { endpoints: 34, of: 120, share: 0.25 };
    expect(rateWords(state({ step: 'judging', judged }))).toBe('34 of 120 endpoints, about 3 s left');
    const attributing = (attributed: ImportState['attributed'], secondsLeft: number | null = null) =>
      rateWords(state({ step: 'attributing', attributed, secondsLeft }));
    expect(attributing(null)).toBe('');
    expect(attributing({ phase: 'reading', transactions: 0, of: 3022 })).toBe('reading: 0 of 3,022 transactions');
    expect(attributing({ phase: 'learning', transactions: 0, of: 3022 })).toBe(
      'learning what writes what: 3,022 transactions',
    );
    expect(attributing({ phase: 'linking', transactions: 120, of: 3022 }, 9)).toBe(
      'linking: 120 of 3,022 transactions, about 9 s left',
    );
    expect(rateWords(state({ step: 'done' }))).toBe('');
    expect(rateWords(state({ bytesTotal: null, bytesPerSecond: 0, secondsLeft: null }))).toBe('403 MB');
  });
});

test.each([
  [{ step: 'reading', bytesTotal: null }, null],
  [{ step: 'reading', bytesTotal: 806_000_000 }, 0.5],
  [{ step: 'judging' }, null],
  [{ step: 'judging', judged: { endpoints: 0, of: 120, share: 0 } }, null],
  [{ step: 'judging', judged: { endpoints: 34, of: 120, share: 0.25 } }, 0.25],
] as const)('%o: the share that is done', (more, share) => {
  expect(stepShare(state(more))).toBe(share);
});

describe('what belongs together', () => {
  const requests = file({ spanUs: [0, 60_000_000] });
  const changes = (from: number, to: number) => file({ recognised: LOG, spanUs: [from, to], resolutionUs: 1 });

  test('the overlap of both sides', () => {
    expect(overlapWords([requests, changes(2_000_000, 90_000_000)], undefined)).toMatch(/ to .*, overlap 58 s$/);
  });

  test('is as long as its two times are apart', () => {
    const words = overlapWords([requests, changes(3_900_000, 59_500_000)], undefined);
    expect(words).toMatch(/:03 to .*:59, overlap 56 s$/);
    expect(overlapWords([requests, changes(59_600_000, 90_000_000)], undefined)).toMatch(/overlap 0\.4 s$/);
  });

  test('no overlap and one side alone are said', () => {
    expect(overlapWords([requests, changes(70_000_000, 90_000_000)], undefined)).toMatch(/another time/);
    expect(overlapWords([requests], undefined)).toBe('No change log in these files.');
    expect(overlapWords([changes(0, 1)], run('changes'))).toMatch(/No requests here/);
  });

  test('a side that the run had before is not missing', () => {
    expect(overlapWords([changes(0, 1)], run('changes', 'http'))).toBe('Its requests came with an earlier import.');
  });

  test('a side without times is there', () => {
    expect(overlapWords([requests, file({ recognised: LOG })], run('http', 'changes'))).toMatch(/^No times in the/);
  });

  test('requests of another time than every log are warned of', () => {
    const late = file({ name: 'late.har', recognised: HAR, spanUs: [195_000_000, 199_000_000] });
    const early = changes(2_000_000, 90_000_000);
    expect(warningsOf([requests, late, early])).toEqual([
      expect.stringMatching(/^late\.har: its requests are of another time/),
    ]);
    expect(warningsOf([requests, late, early, changes(196_000_000, 199_000_000)])).toEqual([]);
    expect(warningsOf([requests, late])).toEqual([]);
  });

  test('coarse and missing stamps are warned of', () => {
    expect(warningsOf([file({ recognised: LOG, spanUs: [0, 1], resolutionUs: 1_000_000 })])[0]).toMatch(
      /whole seconds/,
    );
    expect(warningsOf([file({ recognised: LOG })])[0]).toMatch(/no time stamps/);
    expect(warningsOf([changes(0, 1)])).toEqual([]);
  });
});

test('what is open is not said of a new run where older ones count as well', () => {
  expect(foundWords({ openFindings: 0, endpoints: 38, runs: 1 })).toBe(
    'No endpoint is broken or unsure, among 38 endpoints.',
  );
  expect(foundWords({ openFindings: 1, endpoints: 38, runs: 1 })).toBe(
    '1 finding broken or unsure, among 38 endpoints.',
  );
  expect(foundWords({ openFindings: 9, endpoints: 93, runs: 3 })).toBe(
    'All 3 runs together: 9 findings broken or unsure, among 93 endpoints.',
  );
});

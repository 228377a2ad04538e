import { describe, expect, test } from 'vitest';
import type { CallCell, ClassedChange, LinkedTransaction } from '../../../shared/call-views.ts';
import type { Proof } from '../../../shared/views.ts';
import type { RuleId } from '../../../shared/words.ts';
import { binCalls, callsFor, groupCalls, groupWords, patternOf, type RuledCall } from './call-order.ts';
import { markInCall, markInRow, marksOf, piecesOf } from './marks.ts';
import { proofBoxes, runsSentence } from './proof-words.ts';
import { deedWords, rowLines } from './row-lines.ts';

const link: Pick<LinkedTransaction, 'evidence'> = {
  evidence: [
    {
      basis: 'value',
      speaks: 'for',
      text: '',
      matches: [
        { place: 'query', field: 'p', table: 'public.page_hits', column: 'page', value: 'article-9' },
        { place: 'query', field: 'p', table: 'public.revisions', column: 'data.page', value: 'article-9' },
      ],
    },
    {
      basis: 'value',
      speaks: 'for',
      text: '',
      matches: [{ place: 'response', field: 'data.id', table: 'public.page_hits', column: 'id', value: '2' }],
    },
  ],
};

describe('marks', () => {
  const marks = marksOf(link as LinkedTransaction);
  const numberOf = (mark: { number: number } | null) => mark?.number ?? null;

  test('one number a value, on both sides', () => {
    expect(marks.map((mark) => mark.value)).toEqual(['article-9', '2']);
    expect(numberOf(markInRow(marks, 'public.page_hits', 'id', 2))).toBe(2);
    expect(numberOf(markInRow(marks, 'public.page_hits', 'id', 3))).toBeNull();
    expect(numberOf(markInRow(marks, 'public.revisions', 'data', '{"page":"article-9"}'))).toBe(1);
    expect(numberOf(markInCall(marks, 'response', 'data.id', '2'))).toBe(2);
    expect(numberOf(markInCall(marks, 'response', 'id', '2'))).toBeNull();
  });

  test('a path is cut at its values', () => {
    expect(piecesOf('/a/article-9/b', marks).map(({ text, mark }) => [text, numberOf(mark)])).toEqual([
      ['/a/', null],
      ['article-9', 1],
      ['/b', null],
    ]);
    expect(piecesOf('/none', marks)).toEqual([{ text: '/none', mark: null }]);
  });
});

const change = (over: Partial<ClassedChange>): ClassedChange => ({
  op: 'update',
  table: 'public.directus_users',
  key: { id: 7 },
  before: { id: 7, status: 'invited', last_access: null },
  beforeImage: 'full',
  after: { id: 7, status: 'active', last_access: 'now' },
  changed: ['status', 'last_access'],
  byteOffset: 0,
  class: 'domain',
  counted: true,
  columnClasses: { last_access: 'session' },
  ...over,
});

describe('rows', () => {
  test('an update: what moved, the rest apart, columns with their own class said', () => {
    const { lines, unmoved, remarks } = rowLines(change({}));
    expect(lines.map(({ column, before, after }) => [column, before, after])).toEqual([
      ['status', 'invited', 'active'],
      ['last_access', null, 'now'],
    ]);
    expect(unmoved.map((line) => line.column)).toEqual(['id']);
    expect(remarks).toEqual(['last_access: class Session, judged by itself.']);
  });

  test('what is not known is said', () => {
    const blind = change({ before: null, beforeImage: 'none', changed: null });
    expect(rowLines(blind).remarks).toContain('The row before was not captured, so what moved is not known.');
    expect(rowLines(change({ changed: [] })).remarks).toEqual(['Written without any change.']);
    const deleted = change({ op: 'delete', after: null, before: { id: 7 }, beforeImage: 'key', changed: null });
    expect(rowLines(deleted).remarks).toEqual(['Only the key of the deleted row was captured.']);
  });

  test('of an update whose row before was not captured only what is known to differ is said to', () => {
    const { lines } = rowLines(change({ before: { id: 7 }, beforeImage: 'key', changed: null }));
    expect(lines.map(({ column, differs, absent }) => [column, differs, absent])).toEqual([
      ['id', false, 'not captured'],
      ['status', false, 'not captured'],
      ['last_access', false, 'not captured'],
    ]);
    const moved = rowLines(change({ before: { id: 6 }, beforeImage: 'key', changed: null })).lines;
    expect(moved.find(({ column }) => column === 'id')?.differs).toBe(true);
    expect(rowLines(change({})).lines.every(({ differs }) => differs)).toBe(true);
  });

  test('an insert has every column and no before', () => {
    const { lines } = rowLines(change({ op: 'insert', before: null, changed: null }));
    expect(lines.every(({ differs, absent }) => differs && absent === 'no row')).toBe(true);
    expect(lines.map((line) => line.before)).toEqual([undefined, undefined, undefined]);
    expect(deedWords(change({ op: 'insert' }))).toBe('Insert, id 7');
    expect(deedWords(change({ key: null }))).toBe('Update');
  });
});

const call = (exchangeId: number, state: RuledCall['state'], probability = 0, reached: RuledCall['reached'] = 'yes') =>
  ({ exchangeId, run: 1, atMs: exchangeId, status: 200, reached, state, probability }) satisfies RuledCall;

describe('calls', () => {
  const calls = [call(1, 'no-write'), call(2, 'counted', 0.95), call(3, 'counted', 0.999), call(4, 'wrote', 0.99)];
  const reads = 'safe-method-writes';
  const ids = (of: readonly RuledCall[]) => of.map((one) => one.exchangeId);

  test('what counts strongest first, the others in time order', () => {
    const { counted, quiet } = groupCalls(calls);
    expect([ids(counted), ids(quiet)]).toEqual([
      [3, 2],
      [1, 4],
    ]);
  });

  test('where nothing counts, writes are writes', () => {
    const groups = groupCalls([call(1, 'no-write'), call(4, 'wrote', 0.99)]);
    expect(ids(groups.counted)).toEqual([4]);
    expect(groupWords('put-partial', groups)).toMatchObject({ counted: 'Wrote', quiet: 'No write seen' });
  });

  test('of reads it is said whether they wrote, of other rules whether they count: all of their calls may write', () => {
    expect(groupWords(reads, groupCalls(calls))).toMatchObject({
      counted: 'Wrote',
      quiet: 'Wrote nothing that counts',
    });
    expect(groupWords('patch-unconditional', groupCalls(calls))).toEqual({
      counted: 'Counted',
      quiet: 'Not counted',
      about: 'could undo what another caller did',
    });
  });

  test('of reads it is said that none of their writes counts', () => {
    const uncounted = [call(4, 'wrote', 0.99), call(5, 'wrote', 0.99)];
    expect(groupWords(reads, groupCalls(uncounted)).counted).toBe('Wrote, not counted');
    expect(groupWords('duplicate-post', groupCalls(uncounted)).counted).toBe('Wrote');
    expect(patternOf({ rule: reads, calls: uncounted, clients: [] })).toBe('');
    expect(patternOf({ rule: 'duplicate-post', calls: uncounted, clients: [] })).toBe('every call wrote');
  });

  test('each rule counts its own calls', () => {
    const recorded = { run: 1, calls: [call(1, 'wrote'), call(2, 'no-write')] as CallCell[] };
    const of = { ...recorded, counted: { 'put-partial': [1], 'put-not-idempotent': [2] } };
    const states = (rule: string | undefined) => callsFor(rule, of).map(({ state }) => state);
    expect(states('put-partial')).toEqual(['counted', 'no-write']);
    expect(states('put-not-idempotent')).toEqual(['wrote', 'counted']);
    expect(states('none')).toEqual(['wrote', 'no-write']);
  });

  test('the pattern is only what the figures show', () => {
    const clients = [
      { name: 'web', calls: 2, wrote: 2 },
      { name: 'mobile', calls: 1, wrote: 0 },
    ];
    expect(patternOf({ rule: reads, calls, clients })).toBe('only web wrote');
    expect(patternOf({ rule: 'put-partial', calls, clients })).toBe('');
    const all = [call(1, 'counted'), call(2, 'counted'), call(3, 'no-write', 0, 'no')];
    const told = (rule: string, of: readonly RuledCall[]) => patternOf({ rule, calls: of, clients: [] });
    expect(told(reads, all)).toBe('every call wrote; 1 answer did not come from the server');
    expect(told('put-partial', all)).toBe('every call is counted; 1 answer did not come from the server');
    expect(told(reads, [call(1, 'no-write')])).toBe('');
  });

  test('more than 200 share cells, none is lost', () => {
    const many = Array.from({ length: 450 }, (_, i) => call(i, i % 3 === 0 ? 'counted' : 'no-write'));
    const bins = binCalls(many);
    expect(bins).toHaveLength(150);
    expect(bins.flatMap((bin) => bin.calls)).toHaveLength(450);
    expect(bins[0]?.share).toBeCloseTo(1 / 3);
    expect(binCalls([])).toEqual([]);
  });
});

describe('the proof in words', () => {
  const proof: Proof = {
    calls: 60,
    wrote: 52,
    expected: 0.3,
    bestOther: { calls: 2, endpoint: 'GET /b' },
    strengths: { certain: 0, veryLikely: 49, likely: 3 },
  };
  const told = (over: Partial<Proof>) =>
    proofBoxes({ rule: 'safe-method-writes', verdict: 'broken', proof: { ...proof, ...over } }).map(
      ({ figure, words }) => `${figure} ${words}`,
    );

  test('four boxes', () => {
    expect(told({})).toEqual([
      '52 of 60 calls wrote; the other 8 did not',
      '0.3 by chance such writes that jobs or other requests would have put into these calls',
      '2 of 52 is the most another request could explain: GET /b',
      '49 very likely links, and 3 likely. None is certain, because no request id was captured',
    ]);
  });

  test('another rule: its own figure in the place of chance', () => {
    const figure = { figure: '2 of 5', words: 'properties that clients set were left out: title and body' };
    const boxes = (verdict: 'broken' | 'not-judged', over: Partial<Proof> = {}) =>
      proofBoxes({ rule: 'put-partial', verdict, proof: { ...proof, figure, ...over } }).map((box) => box.figure);
    expect(boxes('broken')).toEqual(['52 of 60', '2 of 5', '2 of 52', '49 very likely']);
    expect(boxes('broken', { strengths: { certain: 0, veryLikely: 0, likely: 0 } })).toEqual(['52 of 60', '2 of 5']);
    expect(boxes('not-judged')).toEqual([]);
    expect(boxes('broken', { wrote: 0 })).toEqual(['0 of 60', '2 of 5', '49 very likely']);
  });

  test('of what was not judged nothing is said, of reads neither', () => {
    expect(proofBoxes({ rule: 'safe-method-writes', verdict: 'not-judged', proof })).toEqual([]);
  });

  test('nothing written', () => {
    const strengths = { certain: 0, veryLikely: 0, likely: 0 };
    expect(told({ wrote: 0, expected: 0, bestOther: null, strengths })).toEqual([
      '0 of 60 calls wrote a row that counts, so there is nothing that chance or another request could explain',
    ]);
  });

  test('runs', () => {
    type State = 'wrote' | 'no-write' | 'unsure' | 'not-seen';
    const told = (rule: RuleId, states: readonly State[]) =>
      runsSentence({ rule, verdict: 'broken', runs: states.map((state, i) => ({ run: i + 1, state })) });
    const runs = (...states: State[]) => told('safe-method-writes', states);
    expect(told('patch-unconditional', ['wrote', 'wrote'])).toBe('Found in all 2 runs in which it was called.');
    expect(told('patch-unconditional', ['no-write'])).toBe('Not found in the one run in which it was called.');
    expect(runs('wrote', 'wrote')).toBe('Wrote in all 2 runs in which it was called.');
    expect(runs('wrote', 'no-write', 'not-seen')).toBe('Of the 2 runs in which it was called: wrote in 1.');
    expect(runs('wrote', 'unsure')).toBe('Of the 2 runs in which it was called: wrote in 1, unsure in 1.');
    expect(runs('unsure')).toBe('Unsure in the one run in which it was called.');
    expect(runs('no-write')).toBe('Did not write in the one run in which it was called.');
    expect(runs('not-seen')).toBe('Not called in any run shown.');
    expect(runsSentence({ rule: 'duplicate-post', verdict: 'not-judged', runs: [{ run: 1, state: 'not-seen' }] })).toBe(
      'It could be judged in no run shown.',
    );
  });
});

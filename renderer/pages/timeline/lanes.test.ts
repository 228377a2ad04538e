import { describe, expect, test } from 'vitest';
import { lanesOf } from './lanes.ts';
import { type DrawnRequest, marksWith } from './timeline-for-tests.ts';

const rowsOf = (lanes: ReturnType<typeof lanesOf>) => lanes.rows.map((row) => [...row.requests]);

describe('lanes', () => {
  test('have a row for each request that is open at once, and use it again', () => {
    const marks = marksWith(
      [
        { id: 1, from: 0, to: 100 },
        { id: 2, from: 50, to: 120 },
        { id: 3, from: 100, to: 200 },
        { id: 4, from: 119, to: 130 },
      ],
      [],
    );
    expect(rowsOf(lanesOf(marks))).toEqual([[0, 2], [1], [3]]);
  });

  test('stand by client, the one with most requests first', () => {
    const marks = marksWith(
      [
        { id: 1, client: 0, from: 0, to: 100 },
        { id: 2, client: 1, from: 200, to: 300 },
        { id: 3, client: 1, from: 250, to: 400 },
      ],
      [],
    );
    const lanes = lanesOf(marks);
    expect(lanes.groups).toEqual([
      { client: 'second', kind: 'client', requests: 2, from: 0, count: 2 },
      { client: 'first', kind: 'client', requests: 1, from: 2, count: 1 },
    ]);
    expect([...lanes.rowOf]).toEqual([2, 0, 1]);
  });

  test('leave out clients without a request to draw', () => {
    const marks = marksWith([{ id: 1, client: 1, from: 0, to: 100 }], []);
    expect(lanesOf(marks).groups.map(({ client }) => client)).toEqual(['second']);
  });

  test('keep room for a commit after the response, but not for one far away', () => {
    const requests: DrawnRequest[] = [
      { id: 1, from: 0, to: 100 },
      { id: 2, from: 150, to: 250 },
    ];
    const late = marksWith(requests, [{ id: 9, at: 200, answer: 'linked', request: 0 }]);
    expect(rowsOf(lanesOf(late))).toEqual([[0], [1]]);
    const apart = requests.map((request) => (request.id === 2 ? { ...request, from: 2e6, to: 3e6 } : request));
    const far = marksWith(apart, [{ id: 9, at: 60e6, answer: 'linked', request: 0 }]);
    expect(rowsOf(lanesOf(far))).toEqual([[0, 1]]);
  });

  test('hold each commit once: on its request, in the background, undecided, or apart where its request has no time', () => {
    const marks = marksWith(
      [{ id: 1, from: 0, to: 100 }],
      [
        { id: 10, at: 10, answer: 'linked', request: 0 },
        { id: 11, at: 20, answer: 'background' },
        { id: 12, at: 30, answer: 'undecided' },
        { id: 13, at: 40, answer: 'linked' },
      ],
    );
    const lanes = lanesOf(marks);
    expect(lanes.rows.map((row) => [...row.commits])).toEqual([[0], [3]]);
    expect([...lanes.background.commits]).toEqual([1]);
    expect([...lanes.undecided.commits]).toEqual([2]);
    expect(lanes.groups.find(({ kind }) => kind === 'no-request-time')).toMatchObject({ from: 1, count: 1 });
  });

  test('overlap within a client rather than grow without end; what is in view is still found', () => {
    const requests = Array.from({ length: 70 }, (_, i) => ({ id: i + 1, from: i, to: 10_000 - i }));
    const lanes = lanesOf(marksWith(requests, []));
    expect(lanes.rows).toHaveLength(60);
    for (const { requestReach } of lanes.rows) {
      expect([...requestReach]).toEqual([...requestReach].toSorted((a, b) => a - b));
    }
  });
});

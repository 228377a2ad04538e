import { describe, expect, test } from 'vitest';
import { markAt } from './hit.ts';
import { lanesOf } from './lanes.ts';
import { AXIS_PX, BAR_TOP, COMMIT_Y, looseRows, ROW_PX, type Scene } from './scene.ts';
import { EPOCH_US, marksWith } from './timeline-for-tests.ts';

const marks = marksWith(
  [
    { id: 1, from: 100, to: 500 },
    { id: 2, from: 200, to: 700 },
  ],
  [
    { id: 10, at: 300, answer: 'linked', request: 0 },
    { id: 11, at: 600, answer: 'linked', request: 0 },
    { id: 12, at: 400, answer: 'background' },
    { id: 13, at: 400, answer: 'undecided', resolution: 5_000 },
  ],
);
/** One px is one microsecond. */
const scene: Scene = {
  marks,
  lanes: lanesOf(marks),
  window: { fromUs: EPOCH_US, toUs: EPOCH_US + 1_000 },
  scroll: 0,
  width: 1_000,
  height: 400,
};
const BAR = AXIS_PX + BAR_TOP + 2;
const COMMITS = AXIS_PX + COMMIT_Y;

describe('what a point of the picture is on', () => {
  test.each([
    ['a bar', 300, BAR, 0],
    ['the bar below', 300, BAR + ROW_PX, 1],
    ['a bar just beside its end', 503, BAR, 0],
    ['a commit', 302, COMMITS, 2],
    ['a commit after the response', 598, COMMITS, 3],
    ['the room between', 550, BAR, null],
    ['the room between commits', 450, COMMITS, null],
    ['the axis', 300, 4, null],
  ])('%s', (_what, x, y, mark) => {
    expect(markAt(scene, x, y)).toBe(mark);
  });

  test('the rows without a request, and a coarse stamp over its whole width', () => {
    const [background, undecided] = looseRows(scene);
    expect(markAt(scene, 401, background.y + COMMIT_Y)).toBe(4);
    expect(markAt(scene, 900, background.y + COMMIT_Y)).toBeNull();
    expect(markAt(scene, 900, undecided.y + COMMIT_Y)).toBe(5);
  });

  test('scrolled lanes', () => {
    expect(markAt({ ...scene, scroll: ROW_PX }, 600, BAR)).toBe(1);
  });
});

import { COARSE_US } from '../endpoint/strip-geometry.ts';
import type { Lanes, Row } from './lanes.ts';
import type { Marks } from './marks.ts';
import { firstAtLeast } from './search.ts';
import type { TimeWindow } from './time-window.ts';

/** Where everything stands on the canvas, in CSS pixels. Drawing and pointing both ask here. */
export interface Scene {
  readonly marks: Marks;
  readonly lanes: Lanes;
  readonly window: TimeWindow;
  /** How far the lanes are scrolled up. */
  readonly scroll: number;
  readonly width: number;
  readonly height: number;
}

export const AXIS_PX = 26;
export const ROW_PX = 26;
/** Between two clients. */
const GROUP_GAP_PX = 8;
/** One of the two rows without a request. */
export const LOOSE_ROW_PX = 24;
const LOOSE_PX = 2 * LOOSE_ROW_PX + 6;
/** Inside a row: the server window's bar, the thinner rest of the request, the middle of the commits. */
export const BAR_TOP = 3;
export const BAR_PX = 12;
export const THIN_TOP = 7;
export const THIN_PX = 4;
export const COMMIT_Y = 20;
export const COMMIT_R = 4.5;

export const xOf = ({ window, width }: Scene, us: number): number =>
  ((us - window.fromUs) / (window.toUs - window.fromUs)) * width;

export const usAt = ({ window, width }: Scene, x: number): number =>
  window.fromUs + (x / width) * (window.toUs - window.fromUs);

/** Where the rows without a request begin. */
export const looseTop = ({ height }: Pick<Scene, 'height'>): number => height - LOOSE_PX;

/** Height that the lanes have for themselves. */
export const lanesHeight = (height: number): number => Math.max(0, height - LOOSE_PX - AXIS_PX);

/** Top of each row, counted from the top of the lanes; the last is the height of all. */
export function rowTops({ groups, rows }: Lanes): Float64Array {
  const tops = new Float64Array(rows.length + 1);
  let y = 0;
  for (const { from, count } of groups) {
    for (let row = from; row < from + count; row++) {
      tops[row] = y;
      y += ROW_PX;
    }
    y += GROUP_GAP_PX;
  }
  tops[rows.length] = Math.max(0, y - GROUP_GAP_PX);
  return tops;
}

const known = new WeakMap<Lanes, Float64Array>();

function topsOf(lanes: Lanes): Float64Array {
  const tops = known.get(lanes) ?? rowTops(lanes);
  known.set(lanes, tops);
  return tops;
}

const contentHeight = (lanes: Lanes): number => topsOf(lanes)[lanes.rows.length] ?? 0;

export const mostScroll = (lanes: Lanes, height: number): number =>
  Math.max(0, Math.ceil(contentHeight(lanes) + 8 - lanesHeight(height)));

export const rowY = ({ lanes, scroll }: Scene, row: number): number => (topsOf(lanes)[row] ?? 0) + AXIS_PX - scroll;

export interface PlacedRow {
  readonly row: Row;
  readonly y: number;
}

/** The rows of lanes that are in view. */
export function rowsInView(scene: Scene): PlacedRow[] {
  const { lanes } = scene;
  const bottom = looseTop(scene);
  return lanes.rows.map((row, i) => ({ row, y: rowY(scene, i) })).filter(({ y }) => y > AXIS_PX - ROW_PX && y < bottom);
}

/** Background, and those that could not be told apart. */
export function looseRows(scene: Scene): readonly [background: PlacedRow, undecided: PlacedRow] {
  const y = looseTop(scene) + 4;
  const lift = (LOOSE_ROW_PX - ROW_PX) / 2 - (COMMIT_Y - ROW_PX / 2);
  return [
    { row: scene.lanes.background, y: y + lift },
    { row: scene.lanes.undecided, y: y + LOOSE_ROW_PX + lift },
  ];
}

/** Where a commit's row stands. */
export function rowOfCommit(scene: Scene, place: number): PlacedRow | null {
  const { marks, lanes } = scene;
  const row = lanes.rowOf[marks.commits.request[place] ?? -1];
  if (row !== undefined) return { row: lanes.rows[row] as Row, y: rowY(scene, row) };
  const [background, undecided] = looseRows(scene);
  const answer = marks.commits.answer[place];
  if (answer === 1) return background;
  if (answer === 2) return undecided;
  const last = lanes.rows.length - 1;
  return { row: lanes.rows[last] as Row, y: rowY(scene, last) };
}

export interface Range {
  readonly lo: number;
  readonly hi: number;
}

const rangeOf = (reach: Float64Array, start: Float64Array, { fromUs, toUs }: TimeWindow): Range => {
  const lo = firstAtLeast(reach, fromUs);
  return { lo, hi: Math.max(lo, firstAtLeast(start, toUs)) };
};

/** The places of a row's requests that are in view. */
export const requestsInView = (row: Row, window: TimeWindow): Range =>
  rangeOf(row.requestReach, row.requestStart, window);

export const commitsInView = (row: Row, window: TimeWindow): Range => rangeOf(row.commitReach, row.commitAt, window);

/** Whether marks stand closer than `leastPx` on average: too close to be drawn one by one. */
export const isDense = ({ lo, hi }: Range, width: number, leastPx: number): boolean => (hi - lo) * leastPx > width;

/** A narrower interval is drawn as a point. */
const LEAST_BRACKET_PX = 8;

/** Width in px of a stamp's interval; 0 where it is drawn as a point. */
export function bracketPx(scene: Scene, place: number): number {
  const resolution = scene.marks.commits.resolution[place] ?? 1;
  if (resolution <= COARSE_US) return 0;
  const px = (resolution / (scene.window.toUs - scene.window.fromUs)) * scene.width;
  return px < LEAST_BRACKET_PX ? 0 : px;
}

import {
  AXIS_PX,
  BAR_PX,
  BAR_TOP,
  bracketPx,
  COMMIT_R,
  COMMIT_Y,
  looseRows,
  looseTop,
  type PlacedRow,
  ROW_PX,
  rowsInView,
  type Scene,
  usAt,
  xOf,
} from './scene.ts';
import { firstAtLeast } from './search.ts';

/** How near the pointer must be, in px. */
const NEAR = 6;

/** The mark at a point of the canvas; null where there is none. Commits lie over requests. */
export function markAt(scene: Scene, x: number, y: number): number | null {
  const placed = rowAt(scene, y);
  if (!placed) return null;
  const { requests } = scene.marks;
  const isBar = y < placed.y + BAR_TOP + BAR_PX;
  const commit = isBar ? null : commitAt(scene, placed, x);
  if (commit !== null) return requests.count + commit;
  return isBar || y < placed.y + COMMIT_Y - COMMIT_R ? requestAt(scene, placed, x) : null;
}

function rowAt(scene: Scene, y: number): PlacedRow | undefined {
  if (y < AXIS_PX) return undefined;
  const rows = y < looseTop(scene) ? rowsInView(scene) : looseRows(scene);
  return rows.find((placed) => y >= placed.y && y < placed.y + ROW_PX);
}

function requestAt(scene: Scene, { row }: PlacedRow, x: number): number | null {
  const { start, end } = scene.marks.requests;
  const us = usAt(scene, x);
  const after = firstAtLeast(row.requestStart, us);
  const near = [row.requests[after - 1], row.requests[after]].flatMap((place) => place ?? []);
  const distance = (place: number) => Math.max(xOf(scene, start[place] ?? 0) - x, x - xOf(scene, end[place] ?? 0), 0);
  return nearest(near, distance);
}

function commitAt(scene: Scene, { row }: PlacedRow, x: number): number | null {
  const { at } = scene.marks.commits;
  const lo = firstAtLeast(row.commitReach, usAt(scene, x - NEAR));
  const hi = firstAtLeast(row.commitAt, usAt(scene, x + NEAR), lo);
  // Where thousands lie under one pixel the first of them will do.
  const near = [...row.commits.subarray(lo, Math.min(hi, lo + 200))];
  const distance = (place: number) => {
    const left = xOf(scene, at[place] ?? 0);
    return Math.max(left - x, x - left - bracketPx(scene, place), 0);
  };
  return nearest(near, distance);
}

function nearest(places: readonly number[], distance: (place: number) => number): number | null {
  let best: number | null = null;
  let least = NEAR;
  for (const place of places) {
    const px = distance(place);
    if (px > least || (px === least && best !== null)) continue;
    [best, least] = [place, px];
  }
  return best;
}

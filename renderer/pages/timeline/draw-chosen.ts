import type { Candidate } from '../../../shared/run-views.ts';
import { probabilityWords } from '../run/run-words.ts';
import { addBracket, addDiamond } from './draw-commits.ts';
import { kindOf, type Marks } from './marks.ts';
import type { Palette } from './palette.ts';
import {
  AXIS_PX,
  BAR_PX,
  BAR_TOP,
  bracketPx,
  COMMIT_R,
  COMMIT_Y,
  rowOfCommit,
  rowY,
  type Scene,
  xOf,
} from './scene.ts';
import { writeOver } from './write-over.ts';

/** A candidate of the chosen commit that is drawn: its place among the requests. */
export interface DrawnCandidate {
  readonly request: number;
  readonly probability: number;
}

/** Those of the candidates that are requests of this run with a time. */
export function candidatesIn({ requests: { id } }: Marks, candidates: readonly Candidate[]): DrawnCandidate[] {
  return candidates.flatMap(({ exchangeId, probability }) => {
    const request = exchangeId === null ? -1 : id.indexOf(exchangeId);
    return request < 0 ? [] : [{ request, probability }];
  });
}

/** The ring around a mark: of the one that is open, or under the pointer, or under the keys. */
export function drawRing(ctx: CanvasRenderingContext2D, scene: Scene, mark: number, palette: Palette): void {
  const { kind, place } = kindOf(scene.marks, mark);
  const ring = kind === 'request' ? requestRing(scene, place) : commitRing(scene, place);
  ctx.strokeStyle = palette.chosen;
  ctx.lineWidth = 2;
  ctx.stroke(ring);
  ctx.lineWidth = 1;
}

function requestRing(scene: Scene, place: number): Path2D {
  const { start, end } = scene.marks.requests;
  const x = xOf(scene, start[place] ?? 0);
  const path = new Path2D();
  const width = Math.max(2, xOf(scene, end[place] ?? 0) - x);
  path.rect(x - 2.5, rowY(scene, scene.lanes.rowOf[place] ?? 0) + BAR_TOP - 2.5, width + 5, BAR_PX + 5);
  return path;
}

function commitRing(scene: Scene, place: number): Path2D {
  const path = new Path2D();
  const x = xOf(scene, scene.marks.commits.at[place] ?? 0);
  const y = (rowOfCommit(scene, place)?.y ?? 0) + COMMIT_Y;
  const width = bracketPx(scene, place);
  if (width > 0) addBracket(path, x, y, width);
  else addDiamond(path, x, y, COMMIT_R + 4);
  return path;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room that a probability takes. */
const LABEL = { width: 34, height: 12 };

/** Dashed lines from a commit to each request that may have caused it, with the probability at its end. */
export function drawCandidates(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  commit: number,
  candidates: readonly DrawnCandidate[],
  palette: Palette,
): void {
  const from = {
    x: xOf(scene, scene.marks.commits.at[commit] ?? 0) + bracketPx(scene, commit) / 2,
    y: (rowOfCommit(scene, commit)?.y ?? 0) + COMMIT_Y,
  };
  const ends = candidates.map(({ request }) => endOf(scene, from.x, request));
  ctx.strokeStyle = palette.chosen;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  for (const { x, y } of ends) {
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(x, y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  for (const [i, { x, y }] of labelsAt(ends).entries()) {
    writeOver(ctx, probabilityWords(candidates[i]?.probability ?? 0), x, y, palette);
  }
}

/** The nearest point of a request's bar. */
function endOf(scene: Scene, x: number, request: number): Point {
  const { start, end } = scene.marks.requests;
  const [left, right] = [xOf(scene, start[request] ?? 0), xOf(scene, end[request] ?? 0)];
  return {
    x: Math.max(left, Math.min(right, x)),
    y: rowY(scene, scene.lanes.rowOf[request] ?? 0) + BAR_TOP + BAR_PX / 2,
  };
}

/** Beside the end of each line, moved along until none covers another. */
export function labelsAt(ends: readonly Point[]): Point[] {
  const placed: Point[] = [];
  const covers = (one: Point, other: Point) =>
    Math.abs(one.x - other.x) < LABEL.width && Math.abs(one.y - other.y) < LABEL.height;
  for (const end of ends) {
    let label = { x: end.x + 6, y: Math.max(AXIS_PX + 9, end.y - 8) };
    while (placed.some((other) => covers(label, other))) label = { ...label, x: label.x + LABEL.width };
    placed.push(label);
  }
  return placed;
}

import type { Palette } from './palette.ts';
import {
  BAR_PX,
  BAR_TOP,
  COMMIT_R,
  COMMIT_Y,
  commitsInView,
  isDense,
  type PlacedRow,
  type Range,
  type Scene,
  usAt,
  xOf,
} from './scene.ts';
import { firstAtLeast } from './search.ts';

/** Closer commits are drawn together. */
const LEAST_PX = 8;
/** Px that are drawn as one tick where commits are too many. */
const STEP = 2;
/** Resolution from which a stamp is an interval and not a point. */
const COARSE_US = 1_000;
/** A narrower interval is drawn as a point. */
const LEAST_BRACKET_PX = 8;

export type CommitKind = 'linked' | 'background' | 'undecided';

/** Rows that are read together are drawn alike: one by one, or, where one of them has too many, as ticks. */
export function drawCommits(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  rows: readonly PlacedRow[],
  kind: CommitKind,
  palette: Palette,
): void {
  const inView = rows
    .map((placed) => ({ placed, range: commitsInView(placed.row, scene.window) }))
    .filter(({ range }) => range.hi > range.lo);
  const asTicks = inView.some(({ range }) => isDense(range, scene.width, LEAST_PX));
  for (const { placed, range } of inView) {
    if (asTicks) drawTicks(ctx, scene, placed, palette[kind]);
    else drawEach(ctx, scene, placed, range, kind, palette);
  }
}

/** Width in px of a stamp's interval; 0 where it is drawn as a point. */
export function bracketPx(scene: Scene, place: number): number {
  const resolution = scene.marks.commits.resolution[place] ?? 1;
  if (resolution <= COARSE_US) return 0;
  const px = (resolution / (scene.window.toUs - scene.window.fromUs)) * scene.width;
  return px < LEAST_BRACKET_PX ? 0 : px;
}

function drawEach(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { row, y }: PlacedRow,
  { lo, hi }: Range,
  kind: CommitKind,
  palette: Palette,
): void {
  const { at } = scene.marks.commits;
  const diamonds = new Path2D();
  const brackets = new Path2D();
  const joins = new Path2D();
  for (let i = lo; i < hi; i++) {
    const place = row.commits[i] ?? 0;
    const x = xOf(scene, at[place] ?? 0);
    const width = bracketPx(scene, place);
    if (width > 0) addBracket(brackets, x, y + COMMIT_Y, width);
    else addDiamond(diamonds, x, y + COMMIT_Y, kind === 'background' ? COMMIT_R - 1 : COMMIT_R);
    addJoin(joins, scene, place, x, width, y);
  }
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = palette[kind];
  ctx.stroke(joins);
  ctx.stroke(brackets);
  fillDiamonds(ctx, diamonds, kind, palette);
}

/** Full where there is an answer, hollow where there is none. */
function fillDiamonds(ctx: CanvasRenderingContext2D, diamonds: Path2D, kind: CommitKind, palette: Palette): void {
  const open = kind === 'undecided';
  ctx.fillStyle = open ? palette.ground : palette[kind];
  ctx.fill(diamonds);
  ctx.lineWidth = 1.75;
  if (open) ctx.stroke(diamonds);
  ctx.lineWidth = 1;
}

export function addDiamond(path: Path2D, x: number, y: number, r: number): void {
  path.moveTo(x, y - r);
  path.lineTo(x + r, y);
  path.lineTo(x, y + r);
  path.lineTo(x - r, y);
  path.closePath();
}

export function addBracket(path: Path2D, x: number, y: number, width: number): void {
  path.moveTo(x, y - 4);
  path.lineTo(x, y);
  path.lineTo(x + width, y);
  path.lineTo(x + width, y - 4);
}

/** From the request's bar to its commit: straight down, or along from its end where the commit came later. */
function addJoin(path: Path2D, scene: Scene, place: number, x: number, width: number, y: number): void {
  const { commits, requests } = scene.marks;
  const request = commits.request[place] ?? -1;
  if (request < 0) return;
  const [left, right] = [xOf(scene, requests.start[request] ?? 0), xOf(scene, requests.end[request] ?? 0)];
  const to = clamp((left + right) / 2, x, x + width);
  const from = clamp(to, left, right);
  path.moveTo(from, y + BAR_TOP + BAR_PX / 2);
  path.lineTo(from, y + COMMIT_Y);
  path.lineTo(to, y + COMMIT_Y);
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** A tick for each step that has commits, the higher the more there are. */
function drawTicks(ctx: CanvasRenderingContext2D, scene: Scene, { row, y }: PlacedRow, colour: string): void {
  ctx.fillStyle = colour;
  let before = firstAtLeast(row.commitAt, scene.window.fromUs);
  for (let x = 0; x < scene.width; x += STEP) {
    const until = firstAtLeast(row.commitAt, usAt(scene, x + STEP), before);
    if (until > before) {
      const px = Math.min(2 * COMMIT_R, 3 + 2 * Math.log2(until - before));
      ctx.fillRect(x, y + COMMIT_Y + COMMIT_R - px, STEP, px);
    }
    before = until;
  }
}

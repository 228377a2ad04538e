import type { Row } from './lanes.ts';
import type { Palette } from './palette.ts';
import {
  BAR_PX,
  BAR_TOP,
  bracketPx,
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
import { firstAtLeast, nextAtLeast } from './search.ts';
import { drawShades } from './shades.ts';
import { cutTo, deedsWords } from './timeline-words.ts';
import { LETTER_PX, writeOver } from './write-over.ts';

/** Closer commits are drawn together. */
const LEAST_PX = 8;
/** Px that are drawn as one where commits are too many, and how high. */
const STEP_PX = 2;
const MANY_PX = 7;
/** The shade of one commit, and how many give the full colour at least. */
const LEAST_SHADE = 0.45;
const LEAST_FULL = 6;
/** Of words that are cut, fewer letters say nothing: the tables of one application mostly begin alike. */
const LEAST_LETTERS = 20;

export type CommitKind = 'linked' | 'background' | 'undecided';

interface RowInView {
  readonly placed: PlacedRow;
  readonly range: Range;
}

/** Rows that are read together are drawn alike: one by one, or, where one of them has too many, as shades. */
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
  if (inView.some(({ range }) => isDense(range, scene.width, LEAST_PX))) {
    drawMany(ctx, scene, inView, palette[kind]);
  } else {
    for (const { placed, range } of inView) drawEach(ctx, scene, placed, range, kind, palette);
  }
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
  drawDeeds(ctx, scene, { row, y }, { lo, hi }, palette);
}

/** Where what belongs to a commit begins: itself, or the line to it from the end of its request. */
function leftOf(scene: Scene, place: number): number {
  const { requests, commits } = scene.marks;
  const end = requests.end[commits.request[place] ?? -1] ?? Number.POSITIVE_INFINITY;
  return xOf(scene, Math.min(end, commits.at[place] ?? 0)) - COMMIT_R;
}

/** What a commit did, where there is room until the next. */
function drawDeeds(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { row, y }: PlacedRow,
  { lo, hi }: Range,
  palette: Palette,
): void {
  for (let i = lo; i < hi; i++) {
    const place = row.commits[i] ?? 0;
    const x = xOf(scene, row.commitAt[i] ?? 0) + COMMIT_R + 4;
    const until = i + 1 < hi ? leftOf(scene, row.commits[i + 1] ?? 0) : scene.width;
    const letters = Math.floor((until - x) / LETTER_PX);
    if (letters < 1 || x < 0 || bracketPx(scene, place) > 0) continue;
    const words = deedsWords(scene.marks, place);
    if (letters < Math.min(words.length, LEAST_LETTERS)) continue;
    writeOver(ctx, cutTo(words, letters), x, y + COMMIT_Y + 3.5, palette);
  }
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
  path.moveTo(from, y + BAR_TOP + BAR_PX);
  path.lineTo(from, y + COMMIT_Y);
  path.lineTo(to, y + COMMIT_Y);
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** How many commits fall into each step of px. */
function drawMany(ctx: CanvasRenderingContext2D, scene: Scene, rows: readonly RowInView[], colour: string): void {
  const steps = Math.ceil(scene.width / STEP_PX);
  // Twice the mean of the fullest row: what is fuller than others shows, however many there are.
  const full = Math.max(LEAST_FULL, (2 * Math.max(...rows.map(({ range }) => range.hi - range.lo))) / steps);
  drawShades(ctx, {
    colour,
    steps,
    stepPx: STEP_PX,
    rowPx: MANY_PX,
    tops: rows.map(({ placed }) => placed.y + COMMIT_Y - MANY_PX / 2),
    shade: (i, set) => shadeRow(scene, (rows[i] as RowInView).placed.row, full, set),
  });
}

function shadeRow(scene: Scene, row: Row, full: number, set: (step: number, share: number) => void): void {
  let before = firstAtLeast(row.commitAt, scene.window.fromUs);
  for (let step = 0; step * STEP_PX < scene.width; step++) {
    const until = nextAtLeast(row.commitAt, usAt(scene, (step + 1) * STEP_PX), before);
    if (until > before) set(step, Math.min(1, LEAST_SHADE + ((1 - LEAST_SHADE) * (until - before)) / full));
    before = until;
  }
}

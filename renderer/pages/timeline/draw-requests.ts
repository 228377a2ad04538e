import type { Row } from './lanes.ts';
import type { Palette } from './palette.ts';
import {
  BAR_PX,
  BAR_TOP,
  isDense,
  type PlacedRow,
  type Range,
  requestsInView,
  type Scene,
  THIN_PX,
  THIN_TOP,
  usAt,
  xOf,
} from './scene.ts';
import { firstAtLeast, nextAtLeast } from './search.ts';
import { drawShades } from './shades.ts';
import { shortName } from './timeline-words.ts';
import { LETTER_PX } from './write-over.ts';

/** Closer bars are drawn together. */
const LEAST_PX = 4;
/** Px that are drawn as one where bars are too many. */
const STEP_PX = 2;
/** The shade of a step that is hardly busy. */
const LEAST_SHADE = 0.3;
/** Shorter bars have no name. */
const LEAST_NAME_PX = 44;

/** Bars one by one; rows that have too many of them as shades of how busy they were. */
export function drawRequests(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  rows: readonly PlacedRow[],
  palette: Palette,
): void {
  const dense: PlacedRow[] = [];
  for (const placed of rows) {
    const range = requestsInView(placed.row, scene.window);
    if (isDense(range, scene.width, LEAST_PX)) dense.push(placed);
    else drawBars(ctx, scene, placed, range, palette);
  }
  if (dense.length > 0) drawBusy(ctx, scene, dense, palette);
}

function drawBars(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { row, y }: PlacedRow,
  { lo, hi }: Range,
  palette: Palette,
): void {
  const { start, end, serverFrom, serverTo, reached } = scene.marks.requests;
  for (let i = lo; i < hi; i++) {
    const place = row.requests[i] ?? 0;
    const x = xOf(scene, start[place] ?? 0);
    const width = Math.max(1, xOf(scene, end[place] ?? 0) - x);
    ctx.fillStyle = palette.outside;
    if (reached[place] === 0) {
      // An outline alone: it did no work on the server.
      ctx.strokeStyle = palette.outside;
      ctx.strokeRect(x + 0.5, y + THIN_TOP - 1.5, Math.max(1, width - 1), THIN_PX + 3);
      continue;
    }
    ctx.fillRect(x, y + THIN_TOP, width, THIN_PX);
    const from = xOf(scene, serverFrom[place] ?? 0);
    const server = Math.max(1.5, xOf(scene, serverTo[place] ?? 0) - from);
    ctx.fillStyle = palette.request;
    ctx.fillRect(from, y + BAR_TOP, server, BAR_PX);
    drawName(ctx, scene, place, from, server, y, palette);
  }
}

function drawName(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  place: number,
  from: number,
  server: number,
  y: number,
  palette: Palette,
): void {
  const left = Math.max(0, from) + 4;
  const room = Math.min(scene.width, from + server) - left - 4;
  const endpoint = scene.marks.endpoints[scene.marks.requests.endpoint[place] ?? -1];
  if (room < LEAST_NAME_PX || !endpoint) return;
  ctx.fillStyle = palette.ink;
  ctx.fillText(
    shortName(endpoint.method, endpoint.route, Math.floor(room / LETTER_PX)),
    left,
    y + BAR_TOP + BAR_PX - 3,
  );
}

/** How much of each step of px is taken by requests. */
function drawBusy(ctx: CanvasRenderingContext2D, scene: Scene, rows: readonly PlacedRow[], palette: Palette): void {
  drawShades(ctx, {
    colour: palette.request,
    steps: Math.ceil(scene.width / STEP_PX),
    stepPx: STEP_PX,
    rowPx: BAR_PX,
    tops: rows.map(({ y }) => y + BAR_TOP),
    shade: (i, set) => shadeRow(scene, (rows[i] as PlacedRow).row, set),
  });
}

function shadeRow(scene: Scene, row: Row, set: (step: number, share: number) => void): void {
  const perStep = usAt(scene, STEP_PX) - scene.window.fromUs;
  let begun = firstAtLeast(row.requestStart, scene.window.fromUs);
  let before = busyUntil(scene, row, begun, scene.window.fromUs);
  for (let step = 0; step * STEP_PX < scene.width; step++) {
    const us = usAt(scene, (step + 1) * STEP_PX);
    begun = nextAtLeast(row.requestStart, us, begun);
    const busy = busyUntil(scene, row, begun, us);
    if (busy > before) set(step, LEAST_SHADE + (1 - LEAST_SHADE) * Math.min(1, (busy - before) / perStep));
    before = busy;
  }
}

/** Microseconds that the row's requests took together before a moment, of which so many had begun. */
function busyUntil({ marks }: Scene, row: Row, begun: number, us: number): number {
  if (begun === 0) return 0;
  const end = marks.requests.end[row.requests[begun - 1] ?? 0] ?? 0;
  return (row.busy[begun] ?? 0) - Math.max(0, end - us);
}

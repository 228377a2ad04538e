import type { Row } from './lanes.ts';
import type { Palette } from './palette.ts';
import {
  BAR_PX,
  BAR_TOP,
  isDense,
  type PlacedRow,
  requestsInView,
  type Scene,
  THIN_PX,
  THIN_TOP,
  usAt,
  xOf,
} from './scene.ts';
import { firstAtLeast } from './search.ts';

/** Closer bars are drawn together. */
const LEAST_PX = 4;
/** Px that are drawn as one where bars are too many. */
const STEP = 2;
/** Shades of how busy a step is. */
const SHADES = 5;
const LETTER_PX = 6.2;
/** Shorter bars have no name. */
const LEAST_NAME_PX = 44;

export function drawRequests(ctx: CanvasRenderingContext2D, scene: Scene, placed: PlacedRow, palette: Palette): void {
  const range = requestsInView(placed.row, scene.window);
  if (isDense(range, scene.width, LEAST_PX)) drawBusy(ctx, scene, placed, palette);
  else drawBars(ctx, scene, placed, range.lo, range.hi, palette);
}

function drawBars(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  { row, y }: PlacedRow,
  lo: number,
  hi: number,
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

/** `GET …/articles/{id}`: the end of a route says most. Empty where not even the method fits. */
export function shortName(method: string, route: string, letters: number): string {
  if (method.length + 1 + route.length <= letters) return `${method} ${route}`;
  const slash = route.indexOf('/', route.length - (letters - method.length - 2));
  if (slash > 0) return `${method} …${route.slice(slash)}`;
  return method.length <= letters ? method : '';
}

/** How much of each step of px is taken by requests. Steps of one shade are one rectangle. */
function drawBusy(ctx: CanvasRenderingContext2D, scene: Scene, { row, y }: PlacedRow, palette: Palette): void {
  ctx.fillStyle = palette.request;
  const perStep = usAt(scene, STEP) - scene.window.fromUs || 1;
  let [shade, since, before] = [0, 0, busyUntil(scene, row, scene.window.fromUs)];
  for (let x = 0; x <= scene.width; x += STEP) {
    const busy = busyUntil(scene, row, usAt(scene, x + STEP));
    const next = x + STEP > scene.width ? -1 : Math.ceil(Math.min(1, (busy - before) / perStep) * SHADES);
    before = busy;
    if (next === shade) continue;
    if (shade > 0) fillShade(ctx, since, y, x - since, shade);
    [shade, since] = [next, x];
  }
  ctx.globalAlpha = 1;
}

function fillShade(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, shade: number): void {
  ctx.globalAlpha = 0.25 + (0.75 * shade) / SHADES;
  ctx.fillRect(x, y + BAR_TOP, width, BAR_PX);
}

/** Microseconds that the row's requests took together before a moment. */
function busyUntil({ marks }: Scene, row: Row, us: number): number {
  const begun = firstAtLeast(row.requestStart, us);
  if (begun === 0) return 0;
  const end = marks.requests.end[row.requests[begun - 1] ?? 0] ?? 0;
  return (row.busy[begun] ?? 0) - Math.max(0, end - us);
}

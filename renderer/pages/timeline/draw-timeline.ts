import { type DrawnCandidate, drawCandidates, drawRing } from './draw-chosen.ts';
import { drawCommits } from './draw-commits.ts';
import { drawRequests } from './draw-requests.ts';
import { kindOf } from './marks.ts';
import type { Palette } from './palette.ts';
import {
  AXIS_PX,
  LOOSE_ROW_PX,
  lanesHeight,
  looseRows,
  looseTop,
  mostScroll,
  rowsInView,
  rowY,
  type Scene,
  xOf,
} from './scene.ts';
import { ticksIn } from './time-ticks.ts';
import { LETTERS } from './write-over.ts';

/** What stands out: the mark that is open with its candidates, and those under the pointer and the keys. */
export interface Emphasis {
  readonly chosen: number | null;
  readonly candidates: readonly DrawnCandidate[];
  readonly cursor: number | null;
  readonly hovered: number | null;
}

/** Draws all that is in view. Nothing is kept between two frames. */
export function drawTimeline(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette, emphasis: Emphasis): void {
  ctx.clearRect(0, 0, scene.width, scene.height);
  drawGround(ctx, scene, palette);
  drawAxis(ctx, scene, palette);
  ctx.font = LETTERS;
  within(ctx, scene, AXIS_PX, looseTop(scene), () => {
    const rows = rowsInView(scene);
    drawRequests(ctx, scene, rows, palette);
    drawCommits(ctx, scene, rows, 'linked', palette);
  });
  const [background, undecided] = looseRows(scene);
  drawCommits(ctx, scene, [background], 'background', palette);
  drawCommits(ctx, scene, [undecided], 'undecided', palette);
  drawScroll(ctx, scene, palette);
  drawEmphasis(ctx, scene, palette, emphasis);
}

function within(ctx: CanvasRenderingContext2D, { width }: Scene, top: number, bottom: number, draw: () => void): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, top, width, Math.max(0, bottom - top));
  ctx.clip();
  draw();
  ctx.restore();
}

function drawGround(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { lanes, width, height } = scene;
  const top = looseTop(scene);
  ctx.fillStyle = palette.line;
  for (const { from } of lanes.groups.slice(1)) ctx.fillRect(0, rowY(scene, from) - 5, width, 1);
  ctx.fillStyle = palette.sunken;
  ctx.fillRect(0, top, width, height - top);
  ctx.fillStyle = palette.line;
  ctx.fillRect(0, top, width, 1);
  ctx.fillRect(0, top + 4 + LOOSE_ROW_PX, width, 1);
}

function drawAxis(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  ctx.clearRect(0, 0, scene.width, AXIS_PX);
  ctx.font = "11px 'Inter Variable', system-ui, sans-serif";
  for (const { us, label } of ticksIn(scene.window, scene.width).ticks) {
    const x = Math.round(xOf(scene, us));
    ctx.fillStyle = palette.line;
    ctx.fillRect(x, 4, 1, scene.height);
    ctx.fillStyle = palette.text;
    // Half a moment would be read as another one.
    if (x + 5 + ctx.measureText(label).width < scene.width) ctx.fillText(label, x + 5, 16);
  }
  ctx.fillStyle = palette.line;
  ctx.fillRect(0, AXIS_PX - 3, scene.width, 1);
}

/** How far the lanes are scrolled, where they do not fit. */
function drawScroll(ctx: CanvasRenderingContext2D, { lanes, scroll, width, height }: Scene, palette: Palette): void {
  const [most, room] = [mostScroll(lanes, height), lanesHeight(height)];
  if (most === 0) return;
  const px = Math.max(24, (room * room) / (room + most));
  ctx.fillStyle = palette.outside;
  ctx.fillRect(width - 7, AXIS_PX + (room - px) * (scroll / most), 5, px);
}

function drawEmphasis(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette, emphasis: Emphasis): void {
  const { chosen, candidates, cursor, hovered } = emphasis;
  within(ctx, scene, AXIS_PX - 3, scene.height, () => {
    if (chosen !== null) drawCandidates(ctx, scene, kindOf(scene.marks, chosen).place, candidates, palette);
    for (const mark of new Set([hovered, cursor, chosen])) if (mark !== null) drawRing(ctx, scene, mark, palette);
  });
}

import type { Palette } from './palette.ts';

/** The face of names and deeds; each letter is as wide. */
export const LETTERS = "500 10.5px 'JetBrains Mono Variable', monospace";
export const LETTER_PX = 6.3;

/** Text that stays readable over lines and marks. */
export function writeOver(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, palette: Palette): void {
  ctx.lineJoin = 'round';
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.lineWidth = 1;
  ctx.fillStyle = palette.text;
  ctx.fillText(text, x, y);
}

/** Rows of steps, each step a shade of one colour. */
export interface Shaded {
  readonly colour: string;
  /** How many steps a row has, and how wide and high each is drawn. */
  readonly steps: number;
  readonly stepPx: number;
  readonly rowPx: number;
  /** Where each row is drawn. */
  readonly tops: readonly number[];
  /** Says the shade of each step of a row that has one: 0 is nothing, 1 the full colour. */
  readonly shade: (row: number, set: (step: number, share: number) => void) => void;
}

interface Kept {
  readonly canvas: OffscreenCanvas;
  readonly ctx: OffscreenCanvasRenderingContext2D;
  image: ImageData;
}

let kept: Kept | null = null;

/**
 * Draws them as one small image, a pixel a step, stretched over each row: as rectangles they would take several times as
 * long where there is no graphics card.
 */
export function drawShades(ctx: CanvasRenderingContext2D, shaded: Shaded): void {
  const { colour, steps, stepPx, rowPx, tops, shade } = shaded;
  const small = smallImage(steps, tops.length);
  if (!small) return;
  for (const row of tops.keys()) {
    shade(row, (step, share) => {
      small.image.data[(row * steps + step) * 4 + 3] = Math.round(255 * share);
    });
  }
  paint(small, colour);
  ctx.imageSmoothingEnabled = false;
  for (const [row, y] of tops.entries()) {
    ctx.drawImage(small.canvas, 0, row, steps, 1, 0, y, steps * stepPx, rowPx);
  }
}

/** An image of this size without any colour; the same one as long as the size is the same. */
function smallImage(steps: number, rows: number): Kept | null {
  kept ??= make();
  if (kept?.image.width === steps && kept.image.height === rows) kept.image.data.fill(0);
  else if (kept) {
    kept.image = new ImageData(steps, rows);
    kept.canvas.width = steps;
    kept.canvas.height = rows;
  }
  return kept;
}

function make(): Kept | null {
  const canvas = new OffscreenCanvas(1, 1);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  return ctx && { canvas, ctx, image: new ImageData(1, 1) };
}

/** Gives all that is not clear the colour, however it is written. */
function paint({ ctx, image }: Kept, colour: string): void {
  ctx.putImageData(image, 0, 0);
  ctx.globalCompositeOperation = 'source-in';
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, image.width, image.height);
  ctx.globalCompositeOperation = 'source-over';
}

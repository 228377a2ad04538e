import { type Bin, intervalOf } from './calibration.ts';

/** One line of the plot. */
export interface Series {
  readonly name: string;
  readonly bins: readonly Bin[];
}

const SIZE = 320;
const LEFT = 56;
const TOP = 16;
const x = (share: number) => (LEFT + share * SIZE).toFixed(1);
const y = (share: number) => (TOP + (1 - share) * SIZE).toFixed(1);
/** Readable on white and on black. */
const INK = '#808890';
const COLOURS = ['#2f81d7', '#c9730f', '#8a63d2'];
const colourOf = (line: number): string => COLOURS[line % COLOURS.length] ?? INK;

/** A picture of what was said against what was right, as SVG; the same bins give the same bytes. */
export function drawCalibration(series: readonly Series[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + SIZE + 240} ${TOP + SIZE + 52}" role="img" ` +
      `font-family="system-ui, sans-serif" font-size="12" fill="${INK}">`,
    '<title>Probability said against share right</title>',
    `<rect x="${LEFT}" y="${TOP}" width="${SIZE}" height="${SIZE}" fill="none" stroke="${INK}" stroke-opacity=".5"/>`,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="${INK}" stroke-dasharray="4 4"/>`,
    ...[0, 0.2, 0.4, 0.6, 0.8, 1].flatMap(drawTick),
    ...series.flatMap(drawSeries),
    `<text x="${x(0.5)}" y="${TOP + SIZE + 44}" text-anchor="middle">probability said</text>`,
    `<text transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">share right</text>`,
    '</svg>\n',
  ].join('\n');
}

const drawTick = (share: number): string[] => [
  `<text x="${x(share)}" y="${TOP + SIZE + 20}" text-anchor="middle">${share}</text>`,
  `<text x="${LEFT - 8}" y="${Number(y(share)) + 4}" text-anchor="end">${share}</text>`,
];

function drawSeries({ name, bins }: Series, line: number): string[] {
  const colour = colourOf(line);
  const points = bins.map(({ said, right }) => `${x(said)} ${y(right)}`).join('L');
  const legend = TOP + 16 + line * 24;
  return [
    `<path d="M${points}" fill="none" stroke="${colour}" stroke-opacity=".6"/>`,
    ...bins.flatMap((bin) => drawBin(bin, line)),
    drawMark(LEFT + SIZE + 28, legend, line),
    `<text x="${LEFT + SIZE + 42}" y="${legend + 4}">${name}</text>`,
  ];
}

function drawBin(bin: Bin, line: number): string[] {
  const [from, to] = intervalOf(bin);
  return [
    `<path d="M${x(bin.said)} ${y(from)}V${y(to)}" stroke="${colourOf(line)}" stroke-width="2" stroke-opacity=".35"/>`,
    drawMark(Number(x(bin.said)), Number(y(bin.right)), line),
  ];
}

/** A shape of its own for each line: colour alone would not do. */
function drawMark(cx: number, cy: number, line: number): string {
  const shapes = [
    `<circle cx="${cx}" cy="${cy}" r="4.5"`,
    `<rect x="${cx - 4}" y="${cy - 4}" width="8" height="8"`,
    `<path d="M${cx} ${cy - 6}l6 6l-6 6l-6 -6z"`,
  ];
  return `${shapes[line % shapes.length]} fill="${colourOf(line)}"/>`;
}

import { CartesianGrid, ComposedChart, ErrorBar, ReferenceLine, Scatter, XAxis, YAxis } from 'recharts';
import type { CalibrationStep } from './calibration-words.ts';

const LABEL = { fill: 'var(--ea-t2)', fontSize: 11 };
const LINE = 'var(--ea-line)';
const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const WHOLE: [number, number] = [0, 1];
const DIAGONAL: [{ x: number; y: number }, { x: number; y: number }] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

const share = (value: number): string => `${value * 100} %`;

/** Said against right; on the line they are equal. Decoration for eyes: its table stands beside it. */
export function CalibrationChart({ steps }: { steps: readonly CalibrationStep[] }) {
  const points = steps.map(({ said, right, low, high }) => ({ said, right, off: [right - low, high - right] }));
  const axis = {
    type: 'number',
    domain: WHOLE,
    ticks: TICKS,
    tick: LABEL,
    tickLine: false,
    tickFormatter: share,
  } as const;
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height: '100%' }}
      data={points}
      margin={MARGIN}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke={LINE} />
      <XAxis {...axis} dataKey="said" axisLine={{ stroke: LINE }} />
      <YAxis {...axis} width={44} axisLine={false} />
      <ReferenceLine segment={DIAGONAL} stroke="var(--ea-line-strong)" strokeDasharray="4 4" />
      <Scatter dataKey="right" fill="var(--ea-accent-solid)" isAnimationActive={false}>
        <ErrorBar dataKey="off" width={4} stroke="var(--ea-accent-solid)" direction="y" isAnimationActive={false} />
      </Scatter>
    </ComposedChart>
  );
}

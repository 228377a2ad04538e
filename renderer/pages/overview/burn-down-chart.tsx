import { Bar, BarChart, CartesianGrid, LabelList, Tooltip, XAxis, YAxis } from 'recharts';
import type { StepPart } from '../../../shared/overview-text.ts';
import type { OverviewStep } from '../../../shared/overview-views.ts';
import { ChartTip } from '../../components/chart-tip.tsx';
import { count, shortDay } from '../../components/format.ts';
import { PARTS } from './overview-words.ts';

const TICK = { fill: 'var(--ea-t2)', fontSize: 11 };
const LINE = 'var(--ea-line)';
const MARGIN = { top: 6, right: 8, bottom: 0, left: 0 };
/** Lower parts have no room for their figure; the tip and the table have it. */
const LEAST_HEIGHT = 12;
/** Findings that the axis reaches at least: a single one does not fill the picture. */
const LEAST_TOP = 4;

const topOf = (most: number): number => Math.max(most, LEAST_TOP);

const FILLS: Readonly<Record<StepPart, string>> = {
  regressed: 'var(--ea-regressed-solid)',
  waiting: 'var(--ea-broken-solid)',
  underway: 'var(--ea-accent)',
  exception: 'var(--ea-exception-solid)',
  proved: 'var(--ea-holds-solid)',
};

interface LabelBox {
  readonly x?: string | number | undefined;
  readonly y?: string | number | undefined;
  readonly width?: string | number | undefined;
  readonly height?: string | number | undefined;
  readonly value?: unknown;
}

/** The figure inside its part. */
function PartLabel({ x = 0, y = 0, width = 0, height = 0, value }: LabelBox) {
  if (Number(height) < LEAST_HEIGHT || !value) return null;
  return (
    <text
      x={Number(x) + Number(width) / 2}
      y={Number(y) + Number(height) / 2 + 4}
      textAnchor="middle"
      fontSize={11}
      fontWeight={600}
      fill="var(--ea-surface)"
    >
      {count(Number(value))}
    </text>
  );
}

function Tip({ step }: { step: OverviewStep | undefined }) {
  if (!step) return null;
  const title = `After run ${step.id}, ${shortDay(step.atMs)}`;
  return <ChartTip title={title} lines={PARTS.map(({ part, name }) => `${name} ${count(step[part])}`)} />;
}

export interface BurnDownChartProps {
  readonly steps: readonly OverviewStep[];
  readonly onOpen: (step: OverviewStep, part: StepPart) => void;
}

/** A bar a run, by what became of its findings. Decoration for eyes: its sentence and its table stand beside it. */
export function BurnDownChart({ steps, onOpen }: BurnDownChartProps) {
  return (
    <BarChart
      responsive
      style={{ width: '100%', height: '100%' }}
      data={[...steps]}
      margin={MARGIN}
      barCategoryGap="28%"
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke={LINE} />
      <XAxis
        dataKey="id"
        tick={TICK}
        tickFormatter={(id: number) => `Run ${id}`}
        tickLine={false}
        axisLine={{ stroke: LINE }}
        minTickGap={8}
      />
      <YAxis width={32} tick={TICK} tickLine={false} axisLine={false} allowDecimals={false} domain={[0, topOf]} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--ea-hover)' }}
        content={({ payload }) => <Tip step={payload[0]?.payload as OverviewStep | undefined} />}
      />
      {PARTS.map(({ part }) => (
        <Bar
          key={part}
          dataKey={part}
          stackId="step"
          fill={FILLS[part]}
          stroke="var(--ea-surface)"
          maxBarSize={64}
          cursor="pointer"
          isAnimationActive={false}
          onClick={(bar) => onOpen(bar.payload as OverviewStep, part)}
        >
          <LabelList dataKey={part} content={PartLabel} />
        </Bar>
      ))}
    </BarChart>
  );
}

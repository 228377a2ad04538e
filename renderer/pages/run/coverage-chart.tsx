import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { BucketCounts, TimeBuckets } from '../../../shared/run-views.ts';
import { ChartTip } from '../../components/chart-tip.tsx';
import { count } from '../../components/format.ts';
import { ticksOf } from './axis-ticks.ts';
import { COMMIT_KINDS } from './commit-kinds.ts';
import { stepTime } from './run-words.ts';

const LABEL = { fill: 'var(--ea-t2)', fontSize: 11 };
const LINE = 'var(--ea-line)';
const MARGIN = { top: 4, right: 28, bottom: 0, left: 0 };

/** Commits count downwards. */
interface Step extends BucketCounts {
  readonly time: string;
}

const downward = (value: number): number => (value === 0 ? 0 : -value);

const toSteps = (buckets: TimeBuckets): Step[] =>
  buckets.rows.map(({ requests, linked, background, undecided }, i) => ({
    time: stepTime(buckets, i),
    requests,
    linked: downward(linked),
    background: downward(background),
    undecided: downward(undecided),
  }));

function Tip({ active, step }: { active: boolean; step: Step | undefined }) {
  if (!active || !step) return null;
  return <ChartTip title={step.time} lines={linesOf(step)} />;
}

const linesOf = (step: Step): string[] => [
  `requests ${count(step.requests)}`,
  ...COMMIT_KINDS.map(({ kind, name }) => `${name} ${count(Math.abs(step[kind]))}`),
];

/** Requests above the axis, commits below it. Decoration for eyes: its sentence and its table stand beside it. */
export function CoverageChart({ buckets }: { buckets: TimeBuckets }) {
  const stripes = useId();
  const fills = { linked: 'var(--ea-accent-solid)', background: 'var(--ea-none-solid)', undecided: `url(#${stripes})` };
  const bar = { stackId: 'step', isAnimationActive: false, maxBarSize: 28 } as const;
  return (
    <BarChart
      responsive
      style={{ width: '100%', height: '100%' }}
      data={toSteps(buckets)}
      margin={MARGIN}
      stackOffset="sign"
      barCategoryGap={1}
      accessibilityLayer={false}
    >
      <defs>
        <pattern id={stripes} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="4" height="4" fill="var(--ea-unsure-bg)" />
          <rect width="4" height="2" fill="var(--ea-unsure-solid)" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke={LINE} />
      <XAxis
        dataKey="time"
        tick={LABEL}
        tickFormatter={(time: string) => time.replace('.000', '')}
        tickLine={false}
        axisLine={{ stroke: LINE }}
        ticks={ticksOf(buckets).map((step) => stepTime(buckets, step))}
        interval="preserveStart"
        minTickGap={16}
      />
      <YAxis
        width={44}
        tick={LABEL}
        tickLine={false}
        axisLine={false}
        allowDecimals={false}
        tickFormatter={(value: number) => count(Math.abs(value))}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--ea-hover)' }}
        content={({ active, payload }) => <Tip active={active} step={payload[0]?.payload as Step | undefined} />}
      />
      <Bar {...bar} dataKey="requests" fill="var(--ea-t3)" />
      {COMMIT_KINDS.map(({ kind }) => (
        <Bar key={kind} {...bar} dataKey={kind} fill={fills[kind]} />
      ))}
      <ReferenceLine y={0} stroke="var(--ea-line-strong)" />
    </BarChart>
  );
}

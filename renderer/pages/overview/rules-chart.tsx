import { useId } from 'react';
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts';
import type { Overview } from '../../../shared/overview-views.ts';
import { RULE_LABELS } from '../../../shared/text.ts';
import { openWords } from './overview-words.ts';

type RuleCount = Overview['rules'][number];

const TICK = { fill: 'var(--ea-t1)', fontSize: 12 };
const LABEL = { fill: 'var(--ea-t1)', fontSize: 12 };
/** Room at the right for `9 and 3 unsure`. */
const MARGIN = { top: 0, right: 108, bottom: 0, left: 0 };
const NAMES_WIDTH = 138;

export interface RulesChartProps {
  readonly rules: readonly RuleCount[];
  readonly onOpen: (rule: RuleCount, unsure: boolean) => void;
}

/** A bar a rule: open solid, unsure striped. Decoration for eyes: its sentence and its table stand beside it. */
export function RulesChart({ rules, onOpen }: RulesChartProps) {
  const stripes = useId();
  const data = rules.map((each) => ({
    ...each,
    name: RULE_LABELS[each.rule],
    words: openWords(each.open, each.unsure),
  }));
  const bar = { stackId: 'rule', barSize: 12, isAnimationActive: false, cursor: 'pointer' } as const;
  return (
    <BarChart
      responsive
      layout="vertical"
      style={{ width: '100%', height: '100%' }}
      data={data}
      margin={MARGIN}
      accessibilityLayer={false}
    >
      <defs>
        <pattern id={stripes} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="5" height="5" fill="var(--ea-unsure-bg)" />
          <rect width="5" height="2.5" fill="var(--ea-unsure-solid)" />
        </pattern>
      </defs>
      <XAxis type="number" hide allowDecimals={false} />
      <YAxis
        type="category"
        dataKey="name"
        width={NAMES_WIDTH}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      <Bar
        {...bar}
        dataKey="open"
        fill="var(--ea-broken-solid)"
        onClick={(at) => onOpen(at.payload as RuleCount, false)}
      />
      <Bar
        {...bar}
        dataKey="unsure"
        fill={`url(#${stripes})`}
        stroke="var(--ea-unsure-solid)"
        onClick={(at) => onOpen(at.payload as RuleCount, true)}
      >
        <LabelList dataKey="words" position="right" {...LABEL} />
      </Bar>
    </BarChart>
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import type { StepPart } from '../../../shared/overview-text.ts';
import type { OverviewStep } from '../../../shared/overview-views.ts';
import { count, shortDay } from '../../components/format.ts';
import classes from './card.module.css';
import { ChartCard } from './chart-card.tsx';
import { PARTS, type PartWords, stepsSummary } from './overview-words.ts';

/** The chart library is read only where a chart is shown. */
const BurnDownChart = lazy(async () => ({ default: (await import('./burn-down-chart.tsx')).BurnDownChart }));

/** More bars could not hold their figures; the table has all. */
const MOST_BARS = 14;
const HEIGHT = 288;

function Legend() {
  return (
    <ul className={classes.legend}>
      {PARTS.map(({ part, name }) => (
        <li key={part} className={classes.entry}>
          <span className={classes.mark} data-part={part} />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Only of the last bar there is a list; of an earlier one, what that run brought. */
function Figure({ step, words, isNow }: { step: OverviewStep; words: PartWords; isNow: boolean }) {
  const figure = count(step[words.part]);
  if (!isNow || step[words.part] === 0) return figure;
  return (
    <Link to="/inventory" search={{ tab: words.tab, q: words.q }}>
      {figure}
    </Link>
  );
}

function StepTable({ steps }: { steps: readonly OverviewStep[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">After</th>
          {PARTS.map(({ part, name }) => (
            <th key={part} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.toReversed().map((step) => (
          <tr key={step.id}>
            <th scope="row">
              Run {step.id}, {shortDay(step.atMs)}
            </th>
            {PARTS.map((words) => (
              <td key={words.part}>
                <Figure step={step} words={words} isNow={step === steps.at(-1)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many findings are left after each run, by what became of them. */
export function BurnDownCard({ steps }: { steps: readonly OverviewStep[] }) {
  const navigate = useNavigate();
  const open = ({ id }: OverviewStep, part: StepPart) => {
    const words = PARTS.find((each) => each.part === part);
    if (id === steps.at(-1)?.id) void navigate({ to: '/inventory', search: { tab: words?.tab, q: words?.q } });
    else void navigate({ to: '/runs/$id/{-$tab}', params: { id: String(id), tab: 'changes' } });
  };
  return (
    <ChartCard
      id="left"
      area="left"
      title="What is left?"
      note={
        steps.length === 1
          ? 'One run so far, unsure findings left out. Import a later one to see whether it gets less; not seen never counts as fixed.'
          : 'Findings after each run, in the order of their traffic, unsure ones left out. Not seen never counts as fixed.'
      }
      summary={stepsSummary(steps)}
      legend={<Legend />}
      height={HEIGHT}
      chart={<BurnDownChart steps={steps.slice(-MOST_BARS)} onOpen={open} />}
      table={<StepTable steps={steps} />}
    />
  );
}

import { Button } from '@mantine/core';
import type { FixProof } from '../../../shared/tracking-views.ts';
import type { EndpointFinding } from '../../../shared/views.ts';
import { shownDay } from '../../decide/days.ts';
import { useDecisions } from '../../decide/use-decisions.tsx';
import classes from './decided-part.module.css';
import { Part } from './side-parts.tsx';

/** How far runs have proved a fix, and what each of them adds; the newest come first. */
export function FixProofPart({ finding, fix }: { finding: EndpointFinding; fix: FixProof }) {
  const { ask, open } = useDecisions();
  return (
    <Part title="Proof of the fix">
      <p className={classes.summary}>{fix.summary}.</p>
      <ul className={classes.runs} aria-label="What each run adds">
        {fix.runs.toReversed().map(({ run, day, says, words }) => (
          <li key={run}>
            <span className={classes.run}>
              Run {run}
              {day && `, ${shownDay(day)}`}
            </span>
            <span data-says={says}>{words}</span>
          </li>
        ))}
      </ul>
      <Button size="xs" onClick={(event) => ask('live', [finding], event.currentTarget)}>
        Change the day it went live
      </Button>
      {open}
    </Part>
  );
}

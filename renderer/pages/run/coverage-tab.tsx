import type { RunPage } from '../../../shared/run-views.ts';
import { CoverageCard } from './coverage-card.tsx';
import { LinksCard } from './links-card.tsx';
import { QualityCard } from './quality-card.tsx';

/** Whether the two sides of a run fit: in time, and in links. */
export function CoverageTab({ run }: { run: RunPage }) {
  return (
    <>
      <LinksCard run={run} />
      <QualityCard run={run} />
      <CoverageCard coverage={run.coverage} />
    </>
  );
}

import type { ChangedFinding, ComparedRuns } from '../../shared/compare-views.ts';
import type { EndpointFinding } from '../../shared/views.ts';
import { Arrow } from '../components/arrow.tsx';
import { VerdictMark } from '../components/glyphs.tsx';
import { KIND_NAMES, KIND_NOTES, saidWords, silentWords, tablesWords } from '../pages/run/change-words.ts';
import classes from './compare.module.css';

/** What became of one finding between two runs. */
export function ChangedLine({ finding, compared }: { finding: EndpointFinding; compared: ComparedRuns }) {
  const { run, vs, findings } = compared;
  const changed = findings.find(({ key }) => key === finding.key);
  return (
    <section className={classes.line} aria-label={`Run ${run} against run ${vs}`}>
      <span>
        Run {run} against run {vs}:
      </span>
      {changed ? <Change changed={changed} vs={vs} /> : <span>no other than before</span>}
    </section>
  );
}

function Change({ changed, vs }: { changed: ChangedFinding; vs: number }) {
  const { kind, before, after, rule } = changed;
  const tables = tablesWords(changed);
  return (
    <>
      <strong data-kind={kind} title={KIND_NOTES[kind]}>
        {KIND_NAMES[kind]}
      </strong>
      <span>
        {before ? <VerdictMark verdict={before.verdict} /> : null}
        {before ? `${saidWords(before, rule)}${before.run === vs ? '' : ` (run ${before.run})`}` : 'not found before'}
      </span>
      <Arrow />
      <span>
        {after ? <VerdictMark verdict={after.verdict} /> : null}
        {after ? saidWords(after, rule) : silentWords(changed)}
      </span>
      {tables && <span>{tables}</span>}
    </>
  );
}

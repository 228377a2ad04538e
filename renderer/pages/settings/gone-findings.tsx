import { useQuery } from '@tanstack/react-query';
import { RULE_LABELS } from '../../../shared/text.ts';
import type { GoneFinding } from '../../../shared/tracking-views.ts';
import { counted, shortTime } from '../../components/format.ts';
import { StatusMark } from '../../components/glyphs.tsx';
import { useTRPC } from '../../data/api.ts';
import classes from './gone-findings.module.css';

/** What was decided of findings that no run shows any more: kept as history, and theirs again when one does. */
export function GoneFindings() {
  const { data = [] } = useQuery(useTRPC().goneFindings.queryOptions());
  if (data.length === 0) return <p className={classes.quiet}>Every decision is about a finding that a run shows.</p>;
  return (
    <>
      <p className={classes.quiet}>
        No run shows {counted(data.length, 'finding')} any more: a run was removed, or a route or a rule is another now.
        What was decided stays, and holds again when a run shows it.
      </p>
      <ul className={classes.list} aria-label="Findings that no run shows">
        {(data as readonly GoneFinding[]).map((gone) => (
          <Gone key={gone.key} gone={gone} />
        ))}
      </ul>
    </>
  );
}

function Gone({ gone: { endpoint, rule, tracking, history } }: { gone: GoneFinding }) {
  return (
    <li className={classes.gone}>
      <details>
        <summary className={classes.summary}>
          <span className="ea-mono">{endpoint}</span> <span>{RULE_LABELS[rule]}</span>{' '}
          <StatusMark status={tracking.status} />
        </summary>
        <ul className={classes.history}>
          {history.map(({ id, who, atMs, text, why, undone }) => (
            <li key={id} data-undone={undone || undefined}>
              {shortTime(atMs)}, {who}: {text}
              {why && `. ${why}`}
              {undone && ', undone'}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

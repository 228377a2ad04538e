import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ImportFile } from '../../../shared/import-views.ts';
import { count } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { warningsOf } from './import-words.ts';
import classes from './side-cards.module.css';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What was masked before anything was written, by sort. */
export function MaskedCard({ masked }: { masked: Readonly<Record<string, number>> }) {
  const sorts = Object.entries(masked).filter(([, times]) => times > 0);
  return (
    <section className={classes.card}>
      <h2 className={classes.title}>
        <IconLock {...ICON} className={classes.lock} />
        Stays on this machine
      </h2>
      <p className={classes.text}>
        {sorts.length === 0 ? 'Secrets are masked before anything is stored.' : 'Masked before anything was stored:'}
      </p>
      <dl className={classes.counts}>
        {sorts.map(([sort, times]) => (
          <div key={sort} className={classes.count}>
            <dt>{capital(sort)}</dt>
            <dd>{count(times)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.text}>Equal values keep equal marks, so they can still be matched.</p>
      <Link to="/settings" className={classes.link}>
        See where, or mask more fields
      </Link>
    </section>
  );
}

/** What limits the verdicts of this run. */
export function WarningsCard({ files }: { files: readonly ImportFile[] }) {
  const warnings = warningsOf(files);
  if (warnings.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2 className={classes.title}>To know before you judge</h2>
      <ul className={classes.warnings}>
        {warnings.map((text) => (
          <li key={text} className={classes.warning}>
            <IconAlertTriangle {...ICON} className={classes.alert} />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

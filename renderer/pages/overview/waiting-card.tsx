import { Link } from '@tanstack/react-router';
import { ageWords } from '../../../shared/overview-text.ts';
import type { Overview } from '../../../shared/overview-views.ts';
import { count, counted } from '../../components/format.ts';
import { StatusMark } from '../../components/glyphs.tsx';
import classes from './bars.module.css';
import card from './card.module.css';
import { Card } from './chart-card.tsx';
import { statusQuery } from './overview-words.ts';

type Waiting = Overview['waiting'][number];

function Line({ waiting: { status, findings, medianMs }, most }: { waiting: Waiting; most: number }) {
  return (
    <li className={classes.line}>
      <Link to="/inventory" search={{ q: statusQuery(status) }} className={classes.name}>
        <StatusMark status={status} />
      </Link>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${(100 * findings) / most}%` }} />
      </span>
      <span className={classes.figure}>
        {count(findings)}
        <span className="ea-hidden"> {findings === 1 ? 'finding' : 'findings'}, median age</span>
      </span>
      <span className={classes.end}>{ageWords(medianMs)}</span>
    </li>
  );
}

/** Open findings by status, with how long half of them have had it. */
export function WaitingCard({ waiting }: { waiting: readonly Waiting[] }) {
  const most = Math.max(1, ...waiting.map(({ findings }) => findings));
  const all = waiting.reduce((sum, { findings }) => sum + findings, 0);
  return (
    <Card
      title="Where does work wait?"
      area="waiting"
      note={all > 0 ? `${counted(all, 'open finding')} by status, unsure ones too, with their median age.` : undefined}
    >
      {all === 0 && <p className={card.none}>Nowhere: no finding is open.</p>}
      <ul className={classes.lines}>
        {waiting.map((each) => (
          <Line key={each.status} waiting={each} most={most} />
        ))}
      </ul>
    </Card>
  );
}

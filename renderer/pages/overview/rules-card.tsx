import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/overview-views.ts';
import { RULE_LABELS } from '../../../shared/text.ts';
import { count } from '../../components/format.ts';
import classes from './bars.module.css';
import card from './card.module.css';
import { Card } from './chart-card.tsx';

type RuleCount = Overview['rules'][number];

interface PartProps {
  readonly rule: RuleCount['rule'];
  readonly findings: number;
  readonly unsure: boolean;
  readonly most: number;
}

/** One part of a rule's bar, as a link to what it counts. */
function Part({ rule, findings, unsure, most }: PartProps) {
  if (findings === 0) return null;
  const words = `${RULE_LABELS[rule]}: ${count(findings)} ${unsure ? 'unsure' : 'sure'}`;
  return (
    <Link
      to="/inventory"
      search={{ q: `rule:${rule} ${unsure ? '' : '-'}verdict:unsure` }}
      className={classes.part}
      style={{ width: `${(100 * findings) / most}%` }}
      aria-label={words}
      title={words}
    >
      <span className={classes.bar} data-kind={unsure ? 'undecided' : 'broken'} />
    </Link>
  );
}

function Line({ of: { rule, open, unsure }, most }: { of: RuleCount; most: number }) {
  return (
    <tr>
      <th scope="row" className={classes.rule}>
        {RULE_LABELS[rule]}
      </th>
      <td className={classes.parts}>
        <span className={classes.stack}>
          <Part rule={rule} findings={open - unsure} unsure={false} most={most} />
          <Part rule={rule} findings={unsure} unsure={true} most={most} />
        </span>
      </td>
      <td className={classes.number}>{count(open)}</td>
      <td className={classes.number}>{count(unsure)}</td>
    </tr>
  );
}

/** The rules that open findings are about. Bars with their figures beside them: it is its own table. */
export function RulesCard({ rules }: { rules: readonly RuleCount[] }) {
  const most = Math.max(1, ...rules.map(({ open }) => open));
  return (
    <Card
      title="Which rules are broken?"
      area="rules"
      note={rules.length > 0 ? 'Open findings; striped is unsure.' : undefined}
    >
      {rules.length === 0 ? (
        <p className={card.none}>None by what is open. Rules that could not be judged say so in the inventory.</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <td />
              <th scope="col">Open</th>
              <th scope="col">Unsure</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((each) => (
              <Line key={each.rule} of={each} most={most} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import type { Overview } from '../../../shared/overview-views.ts';
import { RULE_LABELS } from '../../../shared/text.ts';
import { count } from '../../components/format.ts';
import classes from './card.module.css';
import { Card, ChartCard } from './chart-card.tsx';
import { rulesSummary } from './overview-words.ts';

/** The chart library is read only where a chart is shown. */
const RulesChart = lazy(async () => ({ default: (await import('./rules-chart.tsx')).RulesChart }));

type RuleCount = Overview['rules'][number];

const BAR_PX = 28;
const LEAST_PX = 112;

const query = ({ rule }: RuleCount, unsure: boolean): string => `rule:${rule} ${unsure ? '' : '-'}verdict:unsure`;

function Figure({ of, unsure }: { of: RuleCount; unsure: boolean }) {
  const findings = unsure ? of.unsure : of.open;
  if (findings === 0) return '0';
  return (
    <Link to="/inventory" search={{ q: query(of, unsure) }}>
      {count(findings)}
    </Link>
  );
}

function RulesTable({ rules }: { rules: readonly RuleCount[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Open</th>
          <th scope="col">Unsure</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((each) => (
          <tr key={each.rule}>
            <th scope="row">{RULE_LABELS[each.rule]}</th>
            <td>
              <Figure of={each} unsure={false} />
            </td>
            <td>
              <Figure of={each} unsure={true} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The rules that open findings are about. */
export function RulesCard({ rules }: { rules: readonly RuleCount[] }) {
  const navigate = useNavigate();
  const card = { title: 'Which rules are broken?', area: 'rules' };
  if (rules.length === 0) {
    return (
      <Card {...card}>
        <p className={classes.none}>None by what is open. Rules that could not be judged say so in the inventory.</p>
      </Card>
    );
  }
  return (
    <ChartCard
      {...card}
      id="rules"
      note="Open findings; striped is unsure."
      summary={rulesSummary(rules)}
      height={Math.max(LEAST_PX, rules.length * BAR_PX)}
      chart={
        <RulesChart
          rules={rules}
          onOpen={(rule, unsure) => void navigate({ to: '/inventory', search: { q: query(rule, unsure) } })}
        />
      }
      table={<RulesTable rules={rules} />}
    />
  );
}

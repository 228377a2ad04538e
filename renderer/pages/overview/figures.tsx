import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { differenceWords } from '../../../shared/overview-text.ts';
import type { Overview } from '../../../shared/overview-views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { count } from '../../components/format.ts';
import classes from './figures.module.css';

interface FigureProps {
  readonly name: string;
  readonly value: number;
  /** What the figure lists in the inventory. */
  readonly search: InventorySearch;
  readonly children: ReactNode;
}

function Figure({ name, value, search, children }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>
        <Link to="/inventory" search={search} className={classes.number} aria-label={`${name}: ${count(value)}`}>
          {count(value)}
        </Link>
        <span className={classes.words}>{children}</span>
      </dd>
    </div>
  );
}

/** Better is green only where it is proved to be less; more is no blame and stays plain. */
function Difference({ figures, compared }: Pick<Overview, 'figures' | 'compared'>) {
  const { open, openBefore } = figures;
  if (openBefore === null || !compared) return null;
  return (
    <span data-better={open < openBefore || undefined} className={classes.difference}>
      {differenceWords(open, openBefore, compared.vs)}
    </span>
  );
}

/** `came back in run 7`, where one run shows all of them. */
function regressedWords({ figures, needs }: Overview): string {
  if (figures.regressed === 0) return 'nothing came back after its fix';
  const runs = new Set(needs.flatMap(({ reason }) => (reason.kind === 'regressed' ? [reason.run] : [])));
  const [run] = runs;
  return runs.size === 1 && run != null ? `came back in run ${run}` : 'came back after their fix';
}

/** Are we getting there, in four figures. */
export function Figures({ overview }: { overview: Overview }) {
  const { figures, compared } = overview;
  const { open, unsure, proved, provedSince, regressed, judged, endpoints } = figures;
  return (
    <dl className={classes.figures}>
      <Figure name="Open findings" value={open} search={{}}>
        <Difference figures={figures} compared={compared} />
        {unsure > 0 && (
          <Link to="/inventory" search={{ tab: 'unsure' }} className={classes.link}>
            {count(unsure)} of them unsure
          </Link>
        )}
      </Figure>
      <Figure name="Proved fixed" value={proved} search={{ tab: 'verified' }}>
        {provedSince !== null && compared
          ? `${provedSince === 0 ? 'none' : count(provedSince)} since run ${compared.vs}`
          : 'by later calls that no longer show it'}
      </Figure>
      <Figure name="Regressed" value={regressed} search={{ q: 'status:regressed' }}>
        <span className={classes.difference} data-regressed={regressed > 0 || undefined}>
          {regressedWords(overview)}
        </span>
      </Figure>
      <Figure name="Endpoints judged" value={judged} search={{ tab: 'all', q: '-verdict:not-judged' }}>
        of {count(endpoints)}
        {judged < endpoints && (
          <Link to="/inventory" search={{ tab: 'all', q: 'verdict:not-judged' }} className={classes.link}>
            {count(endpoints - judged)} could not be
          </Link>
        )}
      </Figure>
    </dl>
  );
}

import { IconArrowRight } from '@tabler/icons-react';
import type { RouteChange, TemplateChange } from '../../shared/template-views.ts';
import { RULE_LABELS } from '../../shared/text.ts';
import { counted } from '../components/format.ts';
import { VerdictMark } from '../components/glyphs.tsx';
import { ICON } from '../components/icon.ts';
import classes from './templates.module.css';

/** So many of a list are shown; the rest is a number. */
const MOST = 12;

function Names({ names }: { names: readonly string[] }) {
  const shown = names.slice(0, MOST);
  return (
    <ul className={classes.names}>
      {shown.map((name) => (
        <li key={name} className="ea-mono">
          {name}
        </li>
      ))}
      {names.length > shown.length && <li>and {counted(names.length - shown.length, 'more', 'more')}</li>}
    </ul>
  );
}

function Route({ change }: { change: RouteChange }) {
  return (
    <li className={classes.change}>
      <Names names={change.before} />
      <span>
        <IconArrowRight {...ICON} size={14} />
        <span className="ea-hidden">become</span>
      </span>
      <Names names={change.after} />
    </li>
  );
}

/** Which endpoints change, whose decisions go along, and which verdicts follow. */
export function FollowsCard({ follows }: { follows: TemplateChange }) {
  const { routes, decided, moves, openBefore, openAfter, unused } = follows;
  return (
    <section className={classes.follows} aria-label="What follows" aria-live="polite">
      <h3 className={classes.followsTitle}>
        {routes.length === 0 ? 'No endpoint changes' : `${counted(routes.length, 'change')} of routes`}
      </h3>
      <ul className={classes.changes}>
        {routes.slice(0, MOST).map((change) => (
          <Route key={change.before.join()} change={change} />
        ))}
        {routes.length > MOST && <li>and {counted(routes.length - MOST, 'more', 'more')}</li>}
      </ul>
      <p>
        {decided === 0 ? 'No decision is touched.' : `What was decided of ${counted(decided, 'finding')} goes along.`}{' '}
        Open findings: {openBefore} before, {openAfter} after.
      </p>
      {moves.length > 0 && (
        <ul className={classes.moves} aria-label="Verdicts that follow">
          {moves.slice(0, MOST).map(({ key, endpoint, rule, after }) => (
            <li key={key}>
              <VerdictMark verdict={after} />
              <span className="ea-mono">
                {endpoint.method} {endpoint.route}
              </span>
              <span>{RULE_LABELS[rule]}</span>
            </li>
          ))}
          {moves.length > MOST && <li>and {counted(moves.length - MOST, 'more', 'more')}</li>}
        </ul>
      )}
      {unused.length > 0 && (
        <p>
          {counted(unused.length, 'template takes', 'templates take')} no path seen so far:{' '}
          <span className="ea-mono">{unused.slice(0, 3).join(', ')}</span>
          {unused.length > 3 && ` and ${unused.length - 3} more`}. {unused.length === 1 ? 'It waits' : 'They wait'} for
          later runs.
        </p>
      )}
    </section>
  );
}

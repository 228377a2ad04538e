import { Link } from '@tanstack/react-router';
import { needEnd, needWords } from '../../../shared/overview-text.ts';
import type { Need } from '../../../shared/overview-views.ts';
import { count } from '../../components/format.ts';
import { StatusGlyph, VerdictGlyph } from '../../components/glyphs.tsx';
import { RouteText } from '../../components/route-text.tsx';
import card from './card.module.css';
import { Card } from './chart-card.tsx';
import classes from './needs-card.module.css';

function Line({ need }: { need: Need }) {
  const { endpoint, rule, reason, status, verdict } = need;
  return (
    <li className={classes.line}>
      <span className={classes.glyph}>
        {reason.kind === 'more-calls' ? <VerdictGlyph verdict={verdict} /> : <StatusGlyph status={status} />}
      </span>
      <span className={classes.what}>
        <Link
          to="/endpoint/$endpointId/$rule"
          params={{ endpointId: String(endpoint.id), rule }}
          className={classes.route}
        >
          <RouteText method={endpoint.method} route={endpoint.route} />
        </Link>
        <span className={classes.why}>{needWords(need)}</span>
      </span>
      <span className={classes.end}>{needEnd(need)}</span>
    </li>
  );
}

/** What a person has to look at now, most urgent first. */
export function NeedsCard({ needs }: { needs: readonly Need[] }) {
  return (
    <Card title="What needs someone?" area="needs" end={needs.length > 0 ? count(needs.length) : undefined}>
      {needs.length === 0 && (
        <p className={card.none}>
          Nothing now beyond what waits: no fix regressed, no exception ends within 30 days, and no doubt that a few
          more calls would settle.
        </p>
      )}
      <ul className={classes.lines}>
        {needs.map((need) => (
          <Line key={need.key} need={need} />
        ))}
      </ul>
    </Card>
  );
}

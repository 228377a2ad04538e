import { Link } from '@tanstack/react-router';
import { CHANGE_KINDS } from '../../../shared/compare-views.ts';
import type { OverviewChanges } from '../../../shared/overview-views.ts';
import { count } from '../../components/format.ts';
import { KIND_NAMES, KIND_NOTES } from '../run/change-words.ts';
import card from './card.module.css';
import classes from './changes-card.module.css';
import { Card } from './chart-card.tsx';

function Lines({ compared: { run, vs, ...found } }: { compared: OverviewChanges }) {
  return (
    <ul className={classes.lines}>
      {CHANGE_KINDS.map((kind) => (
        <li key={kind} className={classes.line} data-none={found[kind] === 0 || undefined} title={KIND_NOTES[kind]}>
          <span className={classes.figure}>{count(found[kind])}</span>
          {found[kind] > 0 ? (
            <Link
              to="/runs/$id/{-$tab}"
              params={{ id: String(run), tab: 'changes' }}
              search={{ vs }}
              hash={kind}
              className={classes.name}
            >
              {KIND_NAMES[kind]}
            </Link>
          ) : (
            <span className={classes.name}>{KIND_NAMES[kind]}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the newest run brought, against the compared one. */
export function ChangesCard({ compared }: { compared: OverviewChanges | null }) {
  return (
    <Card
      title={compared ? `What changed since run ${compared.vs}?` : 'What changed?'}
      area="changes"
      note={compared ? `Findings of run ${compared.run}. Not seen is never fixed.` : undefined}
    >
      {compared ? (
        <Lines compared={compared} />
      ) : (
        <p className={card.none}>
          Nothing to compare with yet. Record again after the next release, and drop both files: what is new, gone quiet
          or back will stand here.
        </p>
      )}
    </Card>
  );
}

import { Link } from '@tanstack/react-router';
import { count, counted } from '../../components/format.ts';
import classes from './lane-names.module.css';
import type { LaneGroup, Lanes } from './lanes.ts';
import { AXIS_PX, lanesHeight, ROW_PX, rowTops } from './scene.ts';
import { useLive } from './use-view.ts';
import type { ViewStore } from './view-store.ts';

/** Height of a name with its count. */
const NAME_PX = 2 * 16;

function nameOf({ client, kind }: LaneGroup): string {
  if (kind === 'no-request-time') return 'Request without a time';
  return client ?? 'Unknown client';
}

export interface LaneNamesProps {
  readonly run: number;
  readonly lanes: Lanes;
  readonly store: ViewStore;
}

/** Which client each lane belongs to; the name stays in view while any of its rows is. */
export function LaneNames({ run, lanes, store }: LaneNamesProps) {
  const scroll = useLive(store, (view) => view.scroll);
  const height = lanesHeight(useLive(store, (view) => view.height));
  const tops = rowTops(lanes);
  return (
    <div className={classes.names} onWheel={({ deltaY }) => store.change({ scroll: store.now().scroll + deltaY })}>
      <div className={classes.lanes} style={{ top: AXIS_PX, height }}>
        {lanes.groups.map((group) => {
          const top = (tops[group.from] ?? 0) - scroll;
          const px = group.count * ROW_PX;
          if (top > height || top + px < 0) return null;
          // A client of one row has no room for its count.
          const isShort = group.count === 1;
          const y = Math.min(Math.max(0, top), top + px - (isShort ? ROW_PX : NAME_PX));
          return (
            <div key={group.from} className={classes.name} style={{ top: y }} title={nameOf(group)}>
              <span className={classes.client}>{nameOf(group)}</span>
              {!isShort && <small>{counted(group.requests, 'request')}</small>}
            </div>
          );
        })}
      </div>
      <Loose run={run} lanes={lanes} />
    </div>
  );
}

/** The two rows that are always there. */
function Loose({ run, lanes }: { run: number; lanes: Lanes }) {
  const to = { to: '/runs/$id/{-$tab}', params: { id: String(run), tab: 'unattributed' } } as const;
  return (
    <section className={classes.loose} aria-label="Unattributed">
      <Link {...to} hash="background">
        Background <small>{count(lanes.background.commits.length)}</small>
      </Link>
      <Link {...to} hash="undecided">
        Not told apart <small>{count(lanes.undecided.commits.length)}</small>
      </Link>
    </section>
  );
}

import type { CallCell } from '../../../shared/call-views.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import type { EndpointPage } from '../../../shared/views.ts';
import type { Verdict } from '../../../shared/words.ts';
import { exactTime } from '../../components/format.ts';
import { binCalls, type CallBin, patternOf } from './call-order.ts';
import classes from './calls-strip.module.css';

const SAID: Readonly<Record<CallCell['state'], string>> = {
  wrote: 'wrote',
  'wrote-uncounted': 'wrote, not counted',
  'no-write': 'no write',
};

const stateOf = (call: CallCell): string => (call.reached === 'no' ? 'away' : call.state);

function binWords({ calls, share }: CallBin): string {
  const [first] = calls;
  if (!first) return '';
  if (calls.length > 1) return `${formatCount(calls.length)} calls, ${Math.round(share * calls.length)} wrote`;
  const at = first.atMs === null ? 'time not recorded' : exactTime(first.atMs);
  return `${at}: ${first.reached === 'no' ? 'did not reach the server' : SAID[first.state]}`;
}

export interface CallsStripProps {
  /** In time order. */
  readonly calls: readonly CallCell[];
  /** None where they are counted over other runs too. */
  readonly clients: EndpointPage['clients'];
  /** Its colour is that of the writes it rests on. */
  readonly verdict: Verdict | undefined;
  /** Named where there are several. */
  readonly run: number | undefined;
  readonly shown: number | undefined;
  readonly onShow: (call: CallCell) => void;
}

/** All calls in time order, one cell each; from 200 on a cell stands for several, its height for the share. */
export function CallsStrip({ calls, clients, verdict, run, shown, onShow }: CallsStripProps) {
  const bins = binCalls(calls);
  const single = bins.every((bin) => bin.calls.length <= 1);
  const count = calls.length;
  return (
    <section className={classes.card} aria-label="All calls in time order">
      <header className={classes.head}>
        <h2 className={classes.title}>
          {count === 1 ? 'The one call' : `All ${formatCount(count)} ${plural(count, 'call')} in time order`}
          {run !== undefined && `, run ${run}`}
        </h2>
        <span className={classes.pattern}>{patternOf({ calls, clients })}</span>
      </header>
      <div className={classes.cells} data-single={single || undefined} data-verdict={verdict}>
        {bins.map((bin) => {
          const [first] = bin.calls;
          if (!first) return null;
          const isShown = bin.calls.some((call) => call.exchangeId === shown);
          return (
            <button
              key={first.exchangeId}
              type="button"
              className={classes.cell}
              // The keys are [ and ]; a tab stop for each call would be hundreds.
              tabIndex={-1}
              title={binWords(bin)}
              aria-label={binWords(bin)}
              aria-current={isShown || undefined}
              onClick={() => onShow(bin.calls.find((call) => call.state === 'wrote') ?? first)}
            >
              {single ? (
                <span className={classes.mark} data-state={stateOf(first)} />
              ) : (
                <span className={classes.share} style={{ height: `${Math.max(6, bin.share * 100)}%` }} />
              )}
            </button>
          );
        })}
      </div>
    </section>
  );
}

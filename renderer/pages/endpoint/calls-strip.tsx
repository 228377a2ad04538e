import { formatCount, plural } from '../../../shared/text.ts';
import type { EndpointPage } from '../../../shared/views.ts';
import type { Verdict } from '../../../shared/words.ts';
import { exactTime } from '../../components/format.ts';
import {
  binCalls,
  type CallBin,
  type GroupWords,
  groupCalls,
  groupWords,
  patternOf,
  type RuledCall,
  type ShownRule,
} from './call-order.ts';
import classes from './calls-strip.module.css';

/** Of a rule's calls what they did; where some count, of the others that they do not. */
function saidOf({ state }: RuledCall, words: GroupWords, isAnyCounted: boolean): string {
  if (state === 'counted') return words.counted.toLowerCase();
  return state === 'wrote' ? `wrote${isAnyCounted ? ', not counted' : ''}` : 'no write';
}

const stateOf = (call: RuledCall): string => (call.reached === 'no' ? 'away' : call.state);

function binWords({ calls, share }: CallBin, said: (call: RuledCall) => string, word: string): string {
  const [first] = calls;
  if (!first) return '';
  if (calls.length > 1) return `${formatCount(calls.length)} calls, ${Math.round(share * calls.length)} ${word}`;
  const at = first.atMs === null ? 'time not recorded' : exactTime(first.atMs);
  return `${at}: ${first.reached === 'no' ? 'did not reach the server' : said(first)}`;
}

export interface CallsStripProps {
  /** In time order. */
  readonly rule: ShownRule;
  readonly calls: readonly RuledCall[];
  /** None where they are counted over other runs too. */
  readonly clients: EndpointPage['clients'];
  /** Its colour is that of the writes it rests on. */
  readonly verdict: Verdict | undefined;
  /** Named where there are several. */
  readonly run: number | undefined;
  readonly shown: number | undefined;
  readonly onShow: (call: RuledCall) => void;
}

/** All calls in time order, one cell each; from 200 on a cell stands for several, its height for the share. */
export function CallsStrip({ rule, calls, clients, verdict, run, shown, onShow }: CallsStripProps) {
  const bins = binCalls(calls);
  const single = bins.every((bin) => bin.calls.length <= 1);
  const count = calls.length;
  const words = groupWords(rule, groupCalls(calls));
  const isAnyCounted = calls.some(({ state }) => state === 'counted');
  const wordsOf = (bin: CallBin) =>
    binWords(bin, (call) => saidOf(call, words, isAnyCounted), words.counted.toLowerCase());
  return (
    <section className={classes.card} aria-label="All calls in time order">
      <header className={classes.head}>
        <h2 className={classes.title}>
          {count === 1 ? 'The one call' : `All ${formatCount(count)} ${plural(count, 'call')} in time order`}
          {run !== undefined && `, run ${run}`}
        </h2>
        <span className={classes.pattern}>{patternOf({ rule, calls, clients })}</span>
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
              title={wordsOf(bin)}
              aria-label={wordsOf(bin)}
              aria-current={isShown || undefined}
              onClick={() => onShow(bin.calls.find((call) => call.state === 'counted') ?? first)}
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

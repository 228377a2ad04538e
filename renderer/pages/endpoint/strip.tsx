import { useMemo } from 'react';
import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import type { Verdict } from '../../../shared/words.ts';
import { micros } from '../../components/format.ts';
import classes from './strip.module.css';
import { isCoarse, makeScale, type Scale, spansOf, spread, ticksOf } from './strip-geometry.ts';
import { inMs, whenWords } from './when-words.ts';

const STRIP_WIDTH = 176;
const TOP = 24;
/** Other requests drawn; the rest is counted. */
export const MOST_OTHERS = 6;
const RULER = 40;
const OTHER_STEP = 11;
const BAR = 18;
/** Least distance of two time labels in px. */
const LABEL_DISTANCE = 14;

/** A letter for each other request that was open: A is the request itself. */
export const letterOf = (index: number): string => String.fromCharCode('B'.charCodeAt(0) + index);

export interface StripProps {
  readonly call: CallProof;
  readonly height: number;
  /** What counts is drawn in its colour. */
  readonly verdict: Verdict | undefined;
  /** Where the card of each transaction begins, by its id; for the curves. */
  readonly cardYs: ReadonlyMap<number, number>;
}

export const isCounted = (link: LinkedTransaction) => link.changes.some((change) => change.counted);

/** Time from request to rows: the request's bar with its server window, who else was open, a diamond a commit. */
export function Strip({ call, height, verdict, cardYs }: StripProps) {
  const spans = useMemo(() => spansOf(call), [call]);
  const scale = useMemo(() => spans && makeScale(spans, height - TOP - 8), [spans, height]);
  const startUs = call.exchange.startUs;
  if (!scale || startUs === null) return <p className={classes.without}>No times were recorded for this call.</p>;
  const others = call.alsoOpen.slice(0, MOST_OTHERS);
  const x = RULER + 8 + others.length * OTHER_STEP;
  return (
    <div className={classes.strip} data-verdict={verdict}>
      <svg
        className={classes.svg}
        width={STRIP_WIDTH}
        height={height}
        viewBox={`0 0 ${STRIP_WIDTH} ${height}`}
        role="img"
        aria-label={sentenceOf(call)}
      >
        <g transform={`translate(0 ${TOP})`}>
          <Ruler scale={scale} startUs={startUs} />
          <Others call={call} scale={scale} count={others.length} />
          <Bar call={call} scale={scale} x={x} />
          <Commits call={call} scale={scale} x={x + BAR / 2} cardYs={cardYs} />
        </g>
      </svg>
      <Twin call={call} />
    </div>
  );
}

function Ruler({ scale, startUs }: { scale: Scale; startUs: number }) {
  const { unit, ticks } = ticksOf(scale, startUs);
  return (
    <g className={classes.ruler}>
      <text x={RULER - 12} y={-10} textAnchor="end">
        {unit}
      </text>
      {ticks.map(({ y, label }) => (
        <g key={y}>
          <text x={RULER - 12} y={y + 4} textAnchor="end">
            {label}
          </text>
          <line x1={RULER - 8} x2={RULER - 2} y1={y} y2={y} />
        </g>
      ))}
      {scale.stretches.slice(1).map(({ y0 }) => (
        <path key={y0} className={classes.zigzag} d={`M${RULER - 14} ${y0 - 20}l10 5l-10 5l10 5l-10 5`} />
      ))}
    </g>
  );
}

function Others({ call, scale, count }: { call: CallProof; scale: Scale; count: number }) {
  const more = call.alsoOpen.length - count;
  return (
    <g>
      {call.alsoOpen.slice(0, count).map(({ exchangeId, endpoint, startUs, endUs }, i) => {
        const x = RULER + 6 + i * OTHER_STEP;
        const [from, to] = [scale.y(startUs), scale.y(endUs)];
        return (
          <g key={exchangeId} className={classes.other}>
            <title>{`${letterOf(i)}: ${endpoint}`}</title>
            <text x={x + 3.5} y={-10} textAnchor="middle">
              {letterOf(i)}
            </text>
            <rect x={x} y={from} width={7} height={Math.max(3, to - from)} rx={2} />
          </g>
        );
      })}
      {more > 0 && (
        <text className={classes.more} x={RULER + 8 + count * OTHER_STEP + BAR + 6} y={-10}>
          <title>{`${more} more were open`}</title>+{more}
        </text>
      )}
    </g>
  );
}

function Bar({ call: { exchange, links }, scale, x }: { call: CallProof; scale: Scale; x: number }) {
  const { startUs, endUs, serverFromUs, serverToUs } = exchange;
  if (startUs === null) return null;
  const [from, to] = [scale.y(startUs), scale.y(endUs ?? startUs)];
  const windowFrom = scale.y(serverFromUs ?? startUs);
  const windowTo = scale.y(serverToUs ?? endUs ?? startUs);
  // Its name stands where no commit does.
  const marks = links.flatMap(({ time }) => (time ? [scale.y(time.us)] : [])).filter((y) => y > windowFrom);
  const nameTo = Math.min(windowTo, ...marks);
  return (
    <g className={classes.own}>
      <text className={classes.name} x={x + BAR / 2} y={-10} textAnchor="middle">
        A
      </text>
      <rect className={classes.request} x={x + 2} y={from} width={BAR - 4} height={Math.max(2, to - from)} rx={2} />
      <rect
        className={classes.window}
        x={x}
        y={windowFrom}
        width={BAR}
        height={Math.max(2, windowTo - windowFrom)}
        rx={3}
      />
      {nameTo - windowFrom > 110 && (
        <text
          className={classes.windowName}
          transform={`translate(${x + 12.5} ${(windowFrom + nameTo) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          server window
        </text>
      )}
      <text className={classes.moment} x={x + BAR + 5} y={from + 4}>
        sent
      </text>
    </g>
  );
}

interface CommitsProps {
  readonly call: CallProof;
  readonly scale: Scale;
  readonly x: number;
  readonly cardYs: ReadonlyMap<number, number>;
}

function Commits({ call, scale, x, cardYs }: CommitsProps) {
  const startUs = call.exchange.startUs ?? 0;
  const timed = call.links
    .flatMap((link) => (link.time ? [{ link, time: link.time, y: scale.y(link.time.us) }] : []))
    .sort((a, b) => a.y - b.y);
  const { endUs } = call.exchange;
  const end =
    endUs === null ? null : { at: timed.filter(({ time }) => time.us <= endUs).length, y: scale.y(endUs) + 6 };
  // The end of the request is one label among those of the commits, so that none covers another.
  const ys = timed.map(({ y }) => y - 4);
  const labels = spread(end ? ys.toSpliced(end.at, 0, end.y) : ys, LABEL_DISTANCE);
  const labelOf = (i: number) => labels[end && i >= end.at ? i + 1 : i];
  return (
    <g>
      {end && endUs !== null && (
        <text className={classes.moment} x={x + BAR / 2 + 5} y={labels[end.at]}>
          {inMs(endUs - startUs)}
        </text>
      )}
      {timed.map(({ link, time, y }, i) => {
        const card = cardYs.get(link.transactionId);
        const coarse = isCoarse(time);
        return (
          <g key={link.transactionId} className={classes.commit} data-counted={isCounted(link) || undefined}>
            {card !== undefined && <path className={classes.curve} d={curve(x, y, card - TOP)} />}
            {coarse ? (
              <path className={classes.bracket} d={bracket(x, y, scale.y(time.us + time.resolutionUs))} />
            ) : (
              <path className={classes.diamond} d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />
            )}
            <text className={classes.time} x={x + BAR / 2 + 5} y={labelOf(i)}>
              {coarse ? `within ${micros(time.resolutionUs)}` : inMs(time.us - startUs)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const curve = (x: number, y: number, card: number): string => {
  const bend = x + (STRIP_WIDTH - x) * 0.45;
  const middle = (bend + STRIP_WIDTH) / 2;
  return `M${x + 5} ${y}H${bend}C${middle} ${y} ${middle} ${card} ${STRIP_WIDTH} ${card}`;
};

const bracket = (x: number, from: number, to: number): string => `M${x + 6} ${from}h-12V${to}h12`;

/** The picture in words. */
export function sentenceOf({ exchange, links, alsoOpen }: CallProof): string {
  const long = exchange.startUs !== null && exchange.endUs !== null ? micros(exchange.endUs - exchange.startUs) : null;
  const commits = links.map((link) => `${whenWords(link, exchange)}${isCounted(link) ? '' : ', not counted'}`);
  return [
    long ? `The request took ${long}.` : 'The length of the request is not known.',
    commits.length > 0 ? `${commits.join('; ')}.` : 'No transaction is linked to it.',
    alsoOpen.length > 0 ? `${alsoOpen.length} other requests were open.` : 'No other request was open.',
  ].join(' ');
}

/** The same for those who do not see it. */
export function Twin({ call }: { call: CallProof }) {
  return (
    <table className="ea-hidden">
      <caption>Moments of this call</caption>
      <tbody>
        {call.links.map((link) => (
          <tr key={link.transactionId}>
            <th scope="row">Transaction {link.sourceId}</th>
            <td>{whenWords(link, call.exchange)}</td>
          </tr>
        ))}
        {call.alsoOpen.map(({ exchangeId, endpoint }, i) => (
          <tr key={exchangeId}>
            <th scope="row">{letterOf(i)}, open too</th>
            <td>{endpoint}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

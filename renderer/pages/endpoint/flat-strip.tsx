import { useElementSize } from '@mantine/hooks';
import type { CallProof } from '../../../shared/call-views.ts';
import type { Verdict } from '../../../shared/words.ts';
import classes from './strip.module.css';
import { isCounted, letterOf, MOST_OTHERS, sentenceOf, Twin } from './strip.tsx';
import { isCoarse, makeScale, type Scale, spansOf, spread, ticksOf } from './strip-geometry.ts';
import { inMs } from './when-words.ts';

/** The strip lying flat, for where request and rows stand below each other: time runs to the right. */

const SIDE = 14;
const RULER = 30;
const BAR = 18;
const OTHER_STEP = 11;
/** Least distance of two time labels in px. */
const LABEL_DISTANCE = 34;

export interface FlatStripProps {
  readonly call: CallProof;
  /** What counts is drawn in its colour. */
  readonly verdict: Verdict | undefined;
}

export function FlatStrip({ call, verdict }: FlatStripProps) {
  const { ref, width } = useElementSize();
  const spans = spansOf(call);
  const startUs = call.exchange.startUs;
  if (!spans || startUs === null) return <p className={classes.without}>No times were recorded for this call.</p>;
  const others = call.alsoOpen.slice(0, MOST_OTHERS);
  const height = RULER + BAR + 26 + others.length * OTHER_STEP;
  const scale = makeScale(spans, Math.max(200, width - 2 * SIDE));
  return (
    <div ref={ref} className={classes.flat} data-verdict={verdict}>
      <svg className={classes.lying} height={height} role="img" aria-label={sentenceOf(call)}>
        <g transform={`translate(${SIDE} 0)`}>
          <Ruler scale={scale} startUs={startUs} />
          <Request call={call} scale={scale} />
          <Commits call={call} scale={scale} />
          <g transform={`translate(0 ${RULER + BAR + 24})`}>
            {others.map(({ exchangeId, endpoint, startUs: from, endUs }, i) => (
              <g key={exchangeId} className={classes.other}>
                <title>{`${letterOf(i)}: ${endpoint}`}</title>
                <rect
                  x={scale.y(from)}
                  y={i * OTHER_STEP}
                  width={Math.max(3, scale.y(endUs) - scale.y(from))}
                  height={7}
                  rx={2}
                />
                <text x={scale.y(from) - 4} y={i * OTHER_STEP + 8} textAnchor="end">
                  {letterOf(i)}
                </text>
              </g>
            ))}
          </g>
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
      {ticks.map(({ y: x, label }, i) => (
        <g key={x}>
          <text x={x} y={12} textAnchor="middle">
            {i === 0 ? `${label} ${unit}` : label}
          </text>
          <line x1={x} x2={x} y1={16} y2={22} />
        </g>
      ))}
    </g>
  );
}

function Request({ call: { exchange }, scale }: { call: CallProof; scale: Scale }) {
  const { startUs, endUs, serverFromUs, serverToUs } = exchange;
  const [from, to] = [scale.y(startUs ?? 0), scale.y(endUs ?? startUs ?? 0)];
  const [windowFrom, windowTo] = [scale.y(serverFromUs ?? startUs ?? 0), scale.y(serverToUs ?? endUs ?? startUs ?? 0)];
  return (
    <g>
      <rect className={classes.request} x={from} y={RULER + 2} width={Math.max(2, to - from)} height={BAR - 4} rx={2} />
      <rect
        className={classes.window}
        x={windowFrom}
        y={RULER}
        width={Math.max(2, windowTo - windowFrom)}
        height={BAR}
        rx={3}
      />
    </g>
  );
}

function Commits({ call, scale }: { call: CallProof; scale: Scale }) {
  const startUs = call.exchange.startUs ?? 0;
  const timed = call.links
    .flatMap((link) => (link.time ? [{ link, time: link.time, x: scale.y(link.time.us) }] : []))
    .sort((a, b) => a.x - b.x);
  const labels = spread(
    timed.map(({ x }) => x),
    LABEL_DISTANCE,
  );
  const y = RULER + BAR / 2;
  return timed.map(({ link, time, x }, i) => (
    <g key={link.transactionId} className={classes.commit} data-counted={isCounted(link) || undefined}>
      {isCoarse(time) ? (
        <path className={classes.bracket} d={`M${x} ${y + 6}v-12H${scale.y(time.us + time.resolutionUs)}v12`} />
      ) : (
        <path className={classes.diamond} d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />
      )}
      <text className={classes.time} x={labels[i]} y={RULER + BAR + 14} textAnchor="middle">
        {inMs(time.us - startUs)}
      </text>
    </g>
  ));
}

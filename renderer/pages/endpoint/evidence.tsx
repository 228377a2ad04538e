import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CallProof, LinkedTransaction } from '../../../shared/call-views.ts';
import type { Verdict } from '../../../shared/words.ts';
import { useStacked } from '../../components/use-narrow.ts';
import classes from './evidence.module.css';
import { FlatStrip } from './flat-strip.tsx';
import { RequestCard } from './request-card.tsx';
import { RowsColumn } from './rows-column.tsx';
import { Strip } from './strip.tsx';

/** Least height of the three columns in px. */
const HEIGHT = 452;
/** From the top of a transaction to where its curve ends. */
const HEAD = 12;

/** The element's id, for those who lead there. */
export const EVIDENCE = 'evidence';

const NONE: ReadonlyMap<number, number> = new Map();

/** Where each transaction's rows begin, for the curves; measured again whenever something folds or grows. */
function useCardYs(area: RefObject<HTMLDivElement | null>, call: CallProof): ReadonlyMap<number, number> {
  const [ys, setYs] = useState(NONE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new call brings new cards to measure
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = () => {
      const top = element.getBoundingClientRect().top;
      const cards = [...element.querySelectorAll<HTMLElement>('[data-transaction]')];
      const next = cards.map(
        (card) => [Number(card.dataset.transaction), card.getBoundingClientRect().top - top + HEAD] as const,
      );
      setYs((old) => (isSame(old, next) ? old : new Map(next)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const card of element.querySelectorAll('[data-transaction]')) observer.observe(card);
    measure();
    return () => observer.disconnect();
  }, [area, call]);
  return ys;
}

const isSame = (old: ReadonlyMap<number, number>, next: readonly (readonly [number, number])[]): boolean =>
  old.size === next.length && next.every(([id, y]) => old.get(id) === y);

export interface EvidenceProps {
  readonly call: CallProof;
  readonly verdict: Verdict | undefined;
  readonly chosen: LinkedTransaction | undefined;
  readonly onChoose: (link: LinkedTransaction) => void;
  /** The next call is being read: this one is still the last. */
  readonly stale: boolean;
}

/** Request, time, rows: the proof of one call side by side; below each other where there is no room for that. */
export function Evidence({ call, verdict, chosen, onChoose, stale }: EvidenceProps) {
  const area = useRef<HTMLDivElement>(null);
  const ys = useCardYs(area, call);
  const [query, setQuery] = useState('');
  const stacked = useStacked();
  return (
    <div ref={area} id={EVIDENCE} className={classes.evidence} data-stale={stale || undefined}>
      <div className={classes.request}>
        <RequestCard call={call} query={query} onQuery={setQuery} />
      </div>
      {stacked ? (
        <FlatStrip call={call} verdict={verdict} />
      ) : (
        <Strip call={call} height={HEIGHT} verdict={verdict} cardYs={ys} />
      )}
      <RowsColumn key={call.exchangeId} call={call} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

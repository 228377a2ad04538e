import { createContext, type ReactNode, useContext } from 'react';
import classes from './marking.module.css';
import type { Mark } from './marks.ts';

/** The marked values of the call on screen, and which of them is lit on both sides. */
export interface Marking {
  readonly marks: readonly Mark[];
  readonly lit: number | null;
  readonly light: (number: number | null) => void;
}

const MarkingContext = createContext<Marking>({ marks: [], lit: null, light: () => {} });
export const MarkingProvider = MarkingContext.Provider;
export const useMarking = (): Marking => useContext(MarkingContext);

/** A number that stands for a value; lights the same value on the other side while the pointer is on it. */
export function MarkBadge({ mark }: { mark: Mark }) {
  const { lit, light } = useMarking();
  return (
    <span
      className={classes.badge}
      data-lit={lit === mark.number || undefined}
      onPointerEnter={() => light(mark.number)}
      onPointerLeave={() => light(null)}
    >
      <span className="ea-hidden">matched value </span>
      {mark.number}
    </span>
  );
}

/** A value with its number; plain where it has none. */
export function Marked({ mark, children }: { mark: Mark | null; children: ReactNode }) {
  const { lit, light } = useMarking();
  if (!mark) return children;
  return (
    <span
      className={classes.marked}
      data-mark={mark.number}
      data-lit={lit === mark.number || undefined}
      onPointerEnter={() => light(mark.number)}
      onPointerLeave={() => light(null)}
    >
      <span className={classes.value}>{children}</span>
      <span className={classes.badge} data-lit={lit === mark.number || undefined} data-added>
        <span className="ea-hidden"> matched value </span>
        {mark.number}
      </span>
    </span>
  );
}

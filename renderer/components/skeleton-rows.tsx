import { useEffect, useRef, useState } from 'react';
import classes from './skeleton-rows.module.css';

const APPEARS_AFTER_MS = 150;
const STAYS_MS = 300;

/** True once something has been pending for 150 ms, and then for at least 300 ms: nothing flashes. */
export function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false);
  const since = useRef(0);
  useEffect(() => {
    const wait = pending ? APPEARS_AFTER_MS : Math.max(0, since.current + STAYS_MS - performance.now());
    const timer = setTimeout(() => {
      if (pending) since.current = performance.now();
      setSlow(pending);
    }, wait);
    return () => clearTimeout(timer);
  }, [pending]);
  return slow;
}

/** Bars of the real row height while a list is read. */
export function SkeletonRows({ rows = 12, height }: { rows?: number; height?: number }) {
  return (
    <div className={classes.rows} role="status" aria-label="Reading">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal rows without an identity
        <div key={i} className={classes.row} style={height ? { height } : undefined}>
          <span className={classes.short} />
          <span className={classes.long} />
          <span className={classes.short} />
        </div>
      ))}
    </div>
  );
}

import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** What a page shows when there is nothing: one sentence and what to do about it. */
export function Empty({ sentence, children }: { sentence: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.sentence}>{sentence}</p>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}

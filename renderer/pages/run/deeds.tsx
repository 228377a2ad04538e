import type { CountedDeed, Deed } from '../../../shared/run-views.ts';
import classes from './deeds.module.css';
import { deedWords } from './run-words.ts';

/** What a transaction did to which tables. */
export function Deeds({ deeds }: { deeds: readonly (Deed | CountedDeed)[] }) {
  return (
    <span className={classes.deeds}>
      {deeds.map((deed) => (
        <span key={`${deed.op} ${deed.table}`} className={classes.deed} title={`${deed.op} ${deed.table}`}>
          {deedWords(deed)}
        </span>
      ))}
    </span>
  );
}

import type { TableRow } from '../../../shared/table-views.ts';
import { CLASS_LABELS } from '../../../shared/text.ts';
import { TABLE_CLASSES, type TableClass } from '../../../shared/words.ts';
import classes from './class-switch.module.css';

export interface ClassSwitchProps {
  readonly name: string;
  readonly value: TableClass;
  readonly by: TableRow['by'];
  /** The class being looked at before it is set. */
  readonly looked: TableClass | null;
  readonly onPick: (value: TableClass) => void;
}

/** The four classes side by side. Blue is set by a person, black is the default; the list's keys reach it as well. */
export function ClassSwitch({ name, value, by, looked, onPick }: ClassSwitchProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a border of its own
    <div className={classes.switch} role="group" aria-label={`Class of ${name}`} data-by={by}>
      {TABLE_CLASSES.map((each) => (
        <button
          key={each}
          type="button"
          tabIndex={-1}
          className={classes.option}
          aria-pressed={each === value}
          data-looked={each === looked || undefined}
          // The list keeps the focus, so that its keys go on working.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(each)}
        >
          {CLASS_LABELS[each]}
        </button>
      ))}
    </div>
  );
}

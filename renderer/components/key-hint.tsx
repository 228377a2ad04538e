import { shownCombo } from '../keys/combo.ts';
import classes from './key-hint.module.css';

export interface KeyHintProps {
  readonly keys: string;
  /** Read out too: where the key is the content. */
  readonly spoken?: boolean;
}

/** A key as a keycap: `j`, `Ctrl+k`, `g i`. For eyes, unless it is the content itself, as in the sheet of keys. */
export function KeyHint({ keys, spoken = false }: KeyHintProps) {
  return (
    <kbd className={classes.key} aria-hidden={spoken ? undefined : true}>
      {keys.split(' ').map(shownCombo).join(' ')}
    </kbd>
  );
}

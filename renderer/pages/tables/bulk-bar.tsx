import { Button } from '@mantine/core';
import { CLASS_LABELS } from '../../../shared/text.ts';
import { TABLE_CLASSES, type TableClass } from '../../../shared/words.ts';
import { counted } from '../../components/format.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import classes from './bulk-bar.module.css';

export interface BulkBarProps {
  readonly selected: number;
  /** Of these, how many the filter hides. */
  readonly hidden: number;
  readonly onPick: (to: TableClass | null) => void;
  readonly onClear: () => void;
}

/** What can be done with the selected tables; floats over the list. */
export function BulkBar({ selected, hidden, onPick, onClear }: BulkBarProps) {
  const note = hidden > 0 ? `, ${hidden} hidden by the filter` : '';
  return (
    <div className={classes.bar} role="toolbar" aria-label="For the selected tables">
      <strong className={classes.count}>
        {counted(selected, 'table')} selected{note}
      </strong>
      {TABLE_CLASSES.map((each, i) => (
        <Button key={each} size="xs" rightSection={<KeyHint keys={String(i + 1)} />} onClick={() => onPick(each)}>
          {CLASS_LABELS[each]}
        </Button>
      ))}
      <Button size="xs" onClick={() => onPick(null)}>
        Back to default
      </Button>
      <Button size="xs" variant="subtle" rightSection={<KeyHint keys="Escape" />} onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}

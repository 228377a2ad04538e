import { CLASS_LABELS } from '../../../shared/text.ts';
import { TABLE_CLASSES, type TableClass } from '../../../shared/words.ts';
import type { Binding } from '../../keys/registry.ts';
import { useKeys } from '../../keys/use-keys.ts';
import type { ClassPreview } from './use-class-preview.ts';

export interface TableKeys {
  readonly hasRow: boolean;
  readonly preview: ClassPreview;
  /** Whether a person gave one of the aimed tables its class. */
  readonly canReset: boolean;
  /** Null: back to the default. */
  readonly onSet: (to: TableClass | null) => void;
  readonly onSelect: () => void;
  readonly onSelectAll: () => void;
  readonly onColumns: () => void;
  /** What Esc leaves, innermost first: the first that is so. */
  readonly onBack: readonly (readonly [isSo: boolean, leave: () => void])[];
}

/** The keys of the tables page besides those of every list. */
export function useTableKeys(keys: TableKeys): void {
  const { hasRow: when, preview, onSet } = keys;
  const back = keys.onBack.find(([isSo]) => isSo)?.[1];
  const looked = preview.class;
  const look = { label: 'look first', when };
  const quiet = { when, line: false };
  const classKeys = TABLE_CLASSES.map(
    (each, i): Binding => ({
      keys: String(i + 1),
      label: CLASS_LABELS[each].toLowerCase(),
      run: () => onSet(each),
      when,
    }),
  );
  useKeys([
    { keys: 'x', label: 'select', run: keys.onSelect, when },
    ...classKeys,
    { keys: '0', label: 'default', run: () => onSet(null), when: when && keys.canReset },
    { keys: 'Enter', label: 'set it', run: () => looked && onSet(looked), when: looked !== null },
    { keys: 'ArrowLeft', run: () => preview.step(-1), ...look },
    { keys: 'ArrowRight', run: () => preview.step(1), ...look },
    { keys: 'c', label: 'columns', run: keys.onColumns, when },
    { keys: 'Ctrl+a', label: 'select all', run: keys.onSelectAll, ...quiet },
    { keys: 'Escape', label: 'back', run: () => back?.(), when: back !== undefined, inText: true, line: false },
  ]);
}

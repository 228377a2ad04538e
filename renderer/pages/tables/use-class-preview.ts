import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AwaitedState } from '../../../shared/summary-views.ts';
import type { ClassChange, TableRow } from '../../../shared/table-views.ts';
import { TABLE_CLASSES, type TableClass } from '../../../shared/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useAwaited } from '../../data/awaited.ts';
import { classesOf, type Target } from './table-words.ts';

export interface ClassPreview {
  /** The class looked at; null: none, the present one stands. */
  readonly class: TableClass | null;
  readonly follows: ClassChange | null;
  /** How far judging it on trial is. */
  readonly state: AwaitedState | null;
  readonly error: unknown;
  /** Goes to the next (1) or previous (-1) class of the switch. */
  readonly step: (by: 1 | -1) => void;
  readonly clear: () => void;
}

/** What would follow if the targets had another class; nothing is kept. Ends when the targets change. */
export function useClassPreview(rows: readonly TableRow[], targets: readonly Target[]): ClassPreview {
  const about = JSON.stringify(targets);
  const [looked, setLooked] = useState<{ about: string; class: TableClass } | null>(null);
  const now = classesOf(rows, targets);
  const wanted = looked?.about === about ? looked.class : null;
  const shown = wanted !== null && !(now.length === 1 && now[0] === wanted) ? wanted : null;
  const { name, state } = useAwaited();
  const { data, error } = useQuery(
    useTRPC().previewClass.queryOptions(
      { tables: [...targets], class: shown, name },
      // Many looks at one answer are cheap; old ones are of no use.
      { enabled: shown !== null, gcTime: 60_000, trpc: { abortOnUnmount: true } },
    ),
  );
  const step = (by: 1 | -1) => {
    const from = wanted ?? now[0];
    if (!from) return;
    const next = TABLE_CLASSES[TABLE_CLASSES.indexOf(from) + by];
    if (next) setLooked({ about, class: next });
  };
  const follows = (shown !== null && data) || null;
  return { class: shown, follows, state, error, step, clear: () => setLooked(null) };
}

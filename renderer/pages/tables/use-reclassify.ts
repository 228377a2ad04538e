import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClassChange, ColumnRow, TableRow } from '../../../shared/table-views.ts';
import { CLASS_LABELS } from '../../../shared/text.ts';
import type { TableClass } from '../../../shared/words.ts';
import { hideMessages, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useUndo } from '../../data/use-undo.ts';
import { classesOf, classesWord, movesWords, type Target, targetsWord } from './table-words.ts';

/** A class change that was asked for on this page. */
export interface MadeChange {
  readonly targets: readonly Target[];
  readonly before: readonly TableClass[];
  /** Null: back to the default. */
  readonly to: TableClass | null;
  /** Null until everything is judged again. */
  readonly follows: ClassChange | null;
}

export interface Reclassify {
  readonly made: MadeChange | null;
  readonly classify: (targets: readonly Target[], to: TableClass | null) => void;
}

/** Sets classes at once on screen; the engine's answer says which verdicts followed. A refusal puts the old class back. */
export function useReclassify(rows: readonly TableRow[]): Reclassify {
  const api = useTRPC();
  const queries = useQueryClient();
  const { offerUndo } = useUndo();
  const [made, setMade] = useState<MadeChange | null>(null);
  const queryKey = api.tables.queryKey();
  const { mutateAsync } = useMutation(api.classify.mutationOptions());

  const classify = async (targets: readonly Target[], to: TableClass | null) => {
    const change = { targets, before: classesOf(rows, targets), to, follows: null };
    setMade(change);
    hideMessages();
    await queries.cancelQueries({ queryKey });
    const old = queries.getQueryData(queryKey);
    if (to !== null) queries.setQueryData(queryKey, (now) => now && withClass(now, targets, to));
    try {
      const follows = await mutateAsync({ tables: [...targets], class: to });
      setMade((now) => (now === change ? { ...change, follows } : now));
      offerUndo(`${changeText(change)}. ${movesWords(follows, false)}`);
    } catch (error) {
      queries.setQueryData(queryKey, old);
      setMade((now) => (now === change ? null : now));
      showFailure(`${targetsWord(targets)} kept its class. ${messageOf(error)}`);
    }
    void queries.invalidateQueries({ queryKey });
  };
  return { made, classify: (targets, to) => void classify(targets, to) };
}

/** `page_hits: Domain to Telemetry`. */
function changeText({ targets, before, to }: MadeChange): string {
  const after = to === null ? 'its default' : CLASS_LABELS[to];
  return `${targetsWord(targets)}: ${classesWord(before)} to ${after}`;
}

/** The rows as they will be once the engine has answered. */
export function withClass<Row extends TableRow>(
  rows: readonly Row[],
  targets: readonly Target[],
  to: TableClass,
): Row[] {
  const by = { class: to, reason: 'You, just now', by: 'person' } as const;
  return rows.map((row) => {
    const own = targets.filter(({ table }) => table === row.table);
    if (own.length === 0) return row;
    const inColumn = (column: ColumnRow) =>
      own.some((target) => target.column === column.column) ? { ...column, ...by } : column;
    const table = own.some(({ column }) => column === null) ? { ...row, ...by } : row;
    return { ...table, columns: row.columns.map(inColumn) };
  });
}

/** Whether the workspace still is as the change left it: false once it is undone or changed again. */
export function stillStands(rows: readonly TableRow[], { targets, to }: MadeChange): boolean {
  return targets.every(({ table, column }) => {
    const row = rows.find((other) => other.table === table);
    const now = column === null ? row : row?.columns.find((other) => other.column === column);
    return to === null ? now?.by !== 'person' : now?.class === to && now.by === 'person';
  });
}

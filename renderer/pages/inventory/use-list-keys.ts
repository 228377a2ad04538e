import { showDone } from '../../components/toast.tsx';
import type { Question } from '../../decide/use-decisions.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import type { ListGroup } from './list-groups.ts';
import { isOpen, type ListedRow } from './listed-row.ts';
import type { Cursor } from './use-cursor.ts';
import type { Folding } from './use-folding.ts';
import type { Selection } from './use-selection.ts';

/** For Page Up and Page Down. */
const ROWS_A_PAGE = 14;

export interface ListKeys {
  /** Rows to be seen, among which the cursor moves. */
  readonly rows: readonly ListedRow[];
  /** These and those that folded groups hide. */
  readonly all: readonly ListedRow[];
  readonly groups: readonly ListGroup[];
  readonly folding: Folding;
  readonly cursor: Cursor;
  readonly selection: Selection;
  readonly filtered: boolean;
  readonly peeking: boolean;
  readonly onOpen: (row: ListedRow) => void;
  readonly onPeek: () => void;
  readonly onAsk: (question: Question) => void;
  /** Takes the focus to the list, so that readers say the row. */
  readonly onMoved: () => void;
  /** Filters by the cell under the cursor. */
  readonly onNarrow: () => void;
  readonly onClearFilter: () => void;
  readonly onCopy: (markdown: boolean) => void;
}

/** Moves, and takes the rows it passes into the selection; going back lets them go. */
function stretch(list: ListKeys, by: number): void {
  const { rows, cursor, selection } = list;
  const [from, to] = [rows[cursor.index], rows[cursor.index + by]];
  if (!from || !to) return;
  if (selection.selected.has(to.id)) selection.set([from], false);
  else selection.set([from, to], true);
  cursor.point(cursor.index + by);
  list.onMoved();
}

/** Nobody has said anything of it yet. */
const isUnsolved = ({ finding }: ListedRow): boolean =>
  finding !== null && isOpen(finding) && finding.tracking.status === 'detected';

/** The next row that waits for its first decision, going round; -1: none. */
function nextUnsolved(rows: readonly ListedRow[], from: number): number {
  const after = rows.findIndex((row, at) => at > from && isUnsolved(row));
  return after >= 0 ? after : rows.findIndex(isUnsolved);
}

/** Folding by key: the cursor's group, or all of them. */
function foldKeys({ groups, folding, cursor }: ListKeys) {
  const own = groups.find((group) => cursor.row && group.rows.includes(cursor.row));
  const allFolded = groups.every((group) => group.folded);
  const when = groups.length > 0;
  return [
    { keys: 'c', label: 'fold the group', run: () => own && folding.toggle(own.id), when: own !== undefined },
    {
      keys: 'Shift+c',
      label: allFolded ? 'unfold all' : 'fold all',
      run: () => folding.set(allFolded ? [] : groups.map((group) => group.id)),
      when,
    },
  ];
}

/** Everything the inventory does by key. */
export function useListKeys(list: ListKeys): void {
  const { rows, cursor, selection, filtered, peeking } = list;
  const any = rows.length > 0;
  const decidable = selection.selected.size > 0 || cursor.row?.finding != null;
  const quiet = { line: false, when: any };
  const goTo = (index: number) => {
    cursor.point(index);
    list.onMoved();
  };
  const move = (by: number) => () => goTo(cursor.index + by);
  const step = (by: number) => () => {
    cursor.step(by);
    list.onMoved();
  };
  const closeOrClear = () => {
    if (peeking) list.onPeek();
    else if (selection.selected.size > 0) selection.clear();
    else list.onClearFilter();
  };
  const ask = (keys: string, question: Question) => ({
    keys,
    label: question,
    run: () => list.onAsk(question),
    when: decidable,
  });
  useKeys(
    [
      { keys: 'j', label: 'move', run: move(1), when: any },
      { keys: 'k', label: 'move', run: move(-1), when: any },
      { keys: 'ArrowDown', label: 'move', run: move(1), ...quiet },
      { keys: 'ArrowUp', label: 'move', run: move(-1), ...quiet },
      { keys: 'PageDown', label: 'a page down', run: move(ROWS_A_PAGE), ...quiet },
      { keys: 'PageUp', label: 'a page up', run: move(-ROWS_A_PAGE), ...quiet },
      { keys: 'Home', label: 'first', run: () => goTo(0), ...quiet },
      { keys: 'End', label: 'last', run: () => goTo(rows.length - 1), ...quiet },
      { keys: 'ArrowRight', label: 'next cell', run: step(1), ...quiet },
      { keys: 'ArrowLeft', label: 'previous cell', run: step(-1), ...quiet },
      {
        keys: 'x',
        label: 'select',
        run: () => cursor.row && selection.toggle(cursor.row),
        when: cursor.row?.finding != null,
      },
      { keys: 'Shift+j', label: 'stretch', run: () => stretch(list, 1), ...quiet },
      { keys: 'Shift+k', label: 'stretch', run: () => stretch(list, -1), ...quiet },
      { keys: 'Shift+ArrowDown', label: 'stretch', run: () => stretch(list, 1), ...quiet },
      { keys: 'Shift+ArrowUp', label: 'stretch', run: () => stretch(list, -1), ...quiet },
      { keys: 'Ctrl+a', label: 'select all', run: () => selection.set(list.all, true), ...quiet },
      { keys: 'Enter', label: 'open', run: () => cursor.row && list.onOpen(cursor.row), when: any },
      { keys: 'Space', label: 'peek', run: list.onPeek, when: any },
      {
        keys: 'u',
        label: 'next to decide',
        run: () => {
          const next = nextUnsolved(rows, cursor.index);
          if (next >= 0) goTo(next);
          else showDone('Somebody has decided about every finding in this list.');
        },
        when: any,
      },
      ask('s', 'status'),
      ask('a', 'owner'),
      ask('e', 'exception'),
      ask('n', 'note'),
      ...foldKeys(list),
      { keys: 'f', label: 'filter by this cell', run: list.onNarrow, ...quiet },
      { keys: 'y', label: 'copy the address', run: () => list.onCopy(false), ...quiet },
      { keys: 'Shift+y', label: 'copy as a Markdown link', run: () => list.onCopy(true), ...quiet },
      {
        keys: 'Escape',
        label: 'close, clear',
        run: closeOrClear,
        when: peeking || selection.selected.size > 0 || filtered,
        line: false,
      },
    ],
    { group: 'Inventory' },
  );
}

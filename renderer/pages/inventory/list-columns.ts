import type { SortName } from './list-order.ts';

/** A column's id is the name of its order, where it has one. The list puts in the box and the names of the runs. */
export type ColumnId = 'box' | 'verdict' | 'runs' | Exclude<SortName, 'calls'>;

export interface Column {
  readonly id: Exclude<ColumnId, 'box'>;
  readonly header: string;
  /** The order that a click on its heading asks for; null: none. */
  readonly sort: SortName | null;
}

/** Columns of the list, without the box that selects. */
export const COLUMNS: readonly Column[] = [
  { id: 'verdict', header: 'Verdict', sort: null },
  { id: 'route', header: 'Endpoint and finding', sort: 'route' },
  { id: 'proof', header: 'Proof', sort: 'proof' },
  { id: 'rows', header: 'Rows changed', sort: 'rows' },
  { id: 'runs', header: 'Runs', sort: null },
  { id: 'status', header: 'Status', sort: 'status' },
  { id: 'owner', header: 'Owner', sort: 'owner' },
];

/** Columns that the peek panel takes over below 1200 px. */
const WIDE_ONLY: readonly ColumnId[] = ['rows', 'runs'];

/** Without these a row says nothing. */
const ALWAYS: readonly ColumnId[] = ['box', 'route'];

const COLUMN_IDS: readonly ColumnId[] = ['box', ...COLUMNS.map(({ id }) => id)];

/** Columns that a person may leave out, with their names. */
export const OPTIONAL_COLUMNS: readonly { readonly id: ColumnId; readonly name: string }[] = COLUMNS.map(
  ({ id, header }) => ({ id, name: header }),
).filter(({ id }) => !ALWAYS.includes(id));

/** `rows,runs` of the address; what is no column is nothing. */
export const parseHidden = (text: string | undefined): ColumnId[] =>
  OPTIONAL_COLUMNS.flatMap(({ id }) => (text?.split(',').includes(id) ? [id] : []));

/** The address with one more column left out, or one fewer. */
export function toggleHidden(text: string | undefined, id: ColumnId): string | undefined {
  const hidden = parseHidden(text);
  const next = hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id];
  return next.join(',') || undefined;
}

/** The columns on screen, in their order. */
export function shownColumns(hide: string | undefined, few: boolean): ColumnId[] {
  const hidden = parseHidden(hide);
  return COLUMN_IDS.filter((id) => !hidden.includes(id) && !(few && WIDE_ONLY.includes(id)));
}

const WIDTHS: Readonly<Record<ColumnId, readonly [wide: string, narrow: string]>> = {
  box: ['16px', '16px'],
  verdict: ['90px', '90px'],
  route: ['minmax(300px, 1fr)', 'minmax(220px, 1fr)'],
  proof: ['160px', '160px'],
  rows: ['192px', '192px'],
  runs: ['86px', '86px'],
  status: ['106px', '112px'],
  owner: ['58px', '46px'],
};

/** The grid's template: fixed widths, so that nothing moves while rows come and go. */
export const templateOf = (shown: readonly ColumnId[], few: boolean): string =>
  shown.map((id) => WIDTHS[id][few ? 1 : 0]).join(' ');

import type { Cell } from '../../../shared/records.ts';
import type { Call, DossierWrite, RunView, Value } from '../rule.ts';
import { toSnake } from './columns.ts';
import { isObject, isSameAsCell, leavesOf } from './values.ts';

/**
 * Whether a call itself set a cell: its body names the column and carries the value that stands there afterwards.
 * What the server works out (a word count), appends or counts up is nobody's to overwrite.
 * @param cell `public.articles {"id":5} title`
 */
export function setsCell(run: RunView, { id }: Call, write: DossierWrite, cell: string): boolean {
  const { after } = cellMove(run, write, cell);
  const sent = sentFor(run.contentOf(id).request.body, columnOfCell(cell));
  return after !== undefined && sent.some((each) => isSet(each, after));
}

/** What stood in a cell before and after a write; undefined where that was not captured. */
export interface CellMove {
  readonly before: Cell | undefined;
  readonly after: Cell | undefined;
}

/** @param cell `public.articles {"id":5} title` */
export function cellMove(run: RunView, write: DossierWrite, cell: string): CellMove {
  const column = columnOfCell(cell);
  const at = write.changes.findIndex(({ rowId }) => rowId !== null && cell === `${rowId} ${column}`);
  const row = run.rowsOf(write.transactionId)[at];
  return { before: row?.before?.[column], after: row?.after?.[column] };
}

const columnOfCell = (cell: string): string => cell.slice(cell.lastIndexOf(' ') + 1);

/** Small texts may be trimmed or cleaned on their way into the row; they are set all the same. */
const isSet = (sent: Value, after: Cell): boolean =>
  isSameAsCell(sent, after) || (typeof sent === 'string' && typeof after === 'string' && sent.trim() === after.trim());

/** Values of a body that go by the column's name; of a JSON Patch (RFC 6902) those of its operations on it. */
function sentFor(body: Value | undefined, column: string): Value[] {
  const isNamed = (name: string): boolean =>
    [toSnake(column), toSnake(column).replace(/_id$/, '')].includes(toSnake(name));
  if (Array.isArray(body))
    return body.flatMap((each) =>
      isObject(each) && typeof each.path === 'string' && isNamed(each.path.slice(each.path.lastIndexOf('/') + 1))
        ? [each.value ?? null]
        : isObject(each)
          ? sentFor(each, column)
          : [],
    );
  if (!isObject(body)) return [];
  const own = Object.entries(body).flatMap(([name, value]) => (isNamed(name) ? [value] : []));
  const inner = [...leavesOf(body)].flatMap(([path, value]) => (isNamed(path.split('.').at(-1) ?? '') ? [value] : []));
  return [...own, ...inner];
}

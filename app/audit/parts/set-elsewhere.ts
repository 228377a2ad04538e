import type { EndpointName } from '../../../shared/views.ts';
import type { RunView } from '../rule.ts';
import { isBookkeeping } from './columns.ts';
import type { Matrix } from './property-matrix.ts';
import { hasMethod, sentTo } from './requests.ts';
import { carried, columnOf, isEmptyCell, targetRows } from './target-row.ts';

/** Properties that a PATCH of the same route moved, that no PUT of the endpoint sends, and that every PUT kept. */
export function otherwiseSet(run: RunView, endpoint: EndpointName, matrix: Matrix, most: number): string[] {
  const sentByPut = new Set(
    matrix.rows.flatMap(({ sent, after }) => Object.keys(sent.body).flatMap((name) => columnOf(name, after) ?? [])),
  );
  const patches = run.endpoints.filter(
    (each) => each.route === endpoint.route && each.origin === endpoint.origin && hasMethod(each, 'PATCH'),
  );
  const moved = patches.flatMap((patch) =>
    targetRows(run, sentTo(run, patch, most)).flatMap(({ sent, after, changed, change }) =>
      change.table !== matrix.rows[0]?.change.table
        ? []
        : carried(sent.body, after).flatMap((name) => {
            const column = columnOf(name, after);
            return column !== null && changed?.includes(column) ? [{ name, column }] : [];
          }),
    ),
  );
  const left = moved.filter(({ column }) => !sentByPut.has(column) && !isBookkeeping(column) && isKept(matrix, column));
  return [...new Set(left.map(({ name }) => name))];
}

const isKept = ({ rows }: Matrix, column: string): boolean =>
  rows.some(
    ({ after, change, changed }) =>
      change.op === 'update' &&
      changed !== null &&
      !changed.includes(column) &&
      !isEmptyCell(after[column]) &&
      after[column] !== undefined,
  );

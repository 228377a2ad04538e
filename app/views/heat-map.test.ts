import { expect, test } from 'vitest';
import type { FindingRow, TableWrites } from '../../shared/views.ts';
import { heatMapOf } from './heat-map.ts';

const writes = (table: string, inserts: number): TableWrites => ({
  table,
  class: 'domain',
  inserts,
  updates: 0,
  deletes: 0,
  columns: [],
});

const finding = (id: number, tables: readonly TableWrites[]) =>
  ({
    endpoint: { id, method: 'PUT', origin: 'http://shop', route: `/${id}` },
    rule: 'put-partial',
    tables,
  }) as unknown as FindingRow;

test('every endpoint shown has a figure, although others write more tables than can be shown', () => {
  const wide = finding(
    1,
    Array.from({ length: 9 }, (_, i) => writes(`wide${i}`, 100)),
  );
  const heat = heatMapOf([wide, finding(2, [writes('one', 3)]), finding(3, [writes('two', 2)])]);
  expect(heat.tables).toHaveLength(8);
  expect(heat.moreTables).toBe(3);
  expect(heat.rows.map(({ cells }) => Math.max(...cells))).toEqual([100, 3, 2]);
  expect(heat.moreEndpoints).toBe(0);
});

test('an endpoint whose tables find no room is counted instead of shown empty', () => {
  const heat = heatMapOf(Array.from({ length: 10 }, (_, i) => finding(i, [writes(`table${i}`, 20 - i)])));
  expect(heat.rows).toHaveLength(8);
  expect(heat.moreEndpoints).toBe(2);
});

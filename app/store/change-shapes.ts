import type { Change } from '../../shared/records.ts';
import type { Columns } from '../../shared/row-text.ts';
import type { ChangeShape } from './change-texts.ts';
import { type Db, fromJson } from './database.ts';

/** What the changes of a capture have in common stands once for all of them. */

const MOST_KNOWN = 10_000;
const SHAPE = 'op, table_name, before_image, changed, before_columns, after_columns';

/** Gives each shape its id in the capture, and writes it when it comes for the first time. */
export function createShapeIds(db: Db, captureId: number): (shape: ChangeShape) => number {
  const insert = db.prepare(`INSERT INTO change_shape (capture_id, ${SHAPE}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const known = new Map<ChangeShape, number>();
  return (shape) => {
    const before = known.get(shape);
    if (before !== undefined) return before;
    const { op, table, beforeImage, changed } = shape;
    const columns = [shape.beforeColumns, shape.afterColumns].map((names) => names && JSON.stringify(names));
    const id = Number(insert.run(captureId, op, table, beforeImage, changed, ...columns).lastInsertRowid);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(shape, id);
    return id;
  };
}

/** What a change reads of its shape. */
export interface StoredShape extends Pick<Change, 'op' | 'table' | 'beforeImage' | 'changed'> {
  readonly beforeColumns: Columns | null;
  readonly afterColumns: Columns | null;
}

interface ShapeColumns {
  op: Change['op'];
  table_name: string;
  before_image: Change['beforeImage'];
  changed: string | null;
  before_columns: string | null;
  after_columns: string | null;
}

/** Reads shapes by their ids, each once. */
export function createShapeReader(db: Db): (id: number) => StoredShape {
  const read = db.prepare<[number], ShapeColumns>(`SELECT ${SHAPE} FROM change_shape WHERE id = ?`);
  const known = new Map<number, StoredShape>();
  return (id) => {
    const shape = known.get(id) ?? toShape(read.get(id) as ShapeColumns);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, shape);
    return shape;
  };
}

const toShape = (row: ShapeColumns): StoredShape => ({
  op: row.op,
  table: row.table_name,
  beforeImage: row.before_image,
  changed: fromJson<string[]>(row.changed),
  beforeColumns: fromJson<Columns>(row.before_columns),
  afterColumns: fromJson<Columns>(row.after_columns),
});

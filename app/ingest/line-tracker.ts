import type { Change, TransactionContext } from '../../shared/records.ts';
import type { RowText } from '../../shared/row-text.ts';
import type { ChangeText, StorableTransaction } from '../store/change-texts.ts';
import type { LineShape } from './changes/line-shape.ts';
import { shapedChange } from './changes/shaped-changes.ts';
import { ShapedLine } from './changes/wal2json-lines.ts';
import type { RawTransaction } from './format.ts';
import { HeldRows } from './held-rows.ts';
import { completeChange } from './images.ts';
import { type LinePlan, linePlan } from './line-plan.ts';
import { type Masker, maskChange } from './mask.ts';
import type { Hiding } from './masking/hiding.ts';
import { type PlannedCell, RawCells } from './masking/raw-cells.ts';
import { movedCells } from './moved-cells.ts';
import { ownText } from './own-text.ts';

/** Masks and completes transactions of which changes may still be lines of a log. */
export interface LineTracker {
  /** Gives what would be stored of the changes as rows. Call in log order. */
  complete(raw: RawTransaction<Change | ShapedLine>): StorableTransaction;
}

export function createLineTracker(masker: Masker): LineTracker {
  const rows = new HeldRows();
  const lines = new Lines(masker.rowHiding, rows);
  const asRows = (change: Change): Change => completeChange(maskChange(change, masker.rowHiding), rows);
  const complete = (change: Change | ShapedLine): Change | ChangeText =>
    change instanceof ShapedLine ? (lines.complete(change) ?? asRows(shapedChange(change))) : asRows(change);
  return {
    complete({ sourceId, byteOffset, time, context, changes }) {
      const masked = context.length === 0 ? NO_CONTEXT : masker.maskContext(context);
      return { sourceId, byteOffset, time, context: masked, changes: changes.map(complete) };
    },
  };
}

const NO_CONTEXT: readonly TransactionContext[] = [];

/** Follows rows without making any: values are compared, masked and put together as the texts that they are. */
class Lines {
  readonly #hiding: Hiding;
  readonly #cells: RawCells;
  readonly #rows: HeldRows;
  readonly #plans = new Map<LineShape, LinePlan | null>();

  constructor(hiding: Hiding, rows: HeldRows) {
    this.#hiding = hiding;
    this.#cells = new RawCells(hiding);
    this.#rows = rows;
  }

  /** Null where the line is to be read as rows; then nothing has been masked, and nothing forgotten. */
  complete(line: ShapedLine): ChangeText | null {
    const plan = this.#planOf(line.shape);
    if (!plan || this.#namesSecret(plan, line)) return null;
    const key = this.#keyOf(plan, line, false);
    const oldKey = movesKey(plan, line) ? this.#keyOf(plan, line, true) : key;
    if (key === null || oldKey === null) return null;
    const held = this.#rows.peek(plan.table, oldKey);
    if (held && plan.columns && held.columns !== plan.columns) return null;
    if (held) this.#rows.take(plan.table, oldKey);
    const { byteOffset } = line;
    if (plan.op === 'delete') {
      const { shape, before } = this.#deleted(plan, line, held);
      return { shape, key, before, after: null, byteOffset };
    }
    const values = this.#values(plan, line, 0, plan.width);
    const after = rowText(values);
    this.#rows.keep(plan.table, key, { columns: plan.columns, text: after });
    const { shape, before } = this.#beforeOf(plan, line, held, values);
    return { shape, key, before, after, byteOffset };
  }

  #planOf(shape: LineShape): LinePlan | null {
    const known = this.#plans.get(shape);
    if (known !== undefined) return known;
    const plan = linePlan(shape, this.#hiding.names);
    this.#plans.set(shape, plan);
    return plan;
  }

  #namesSecret({ nameCells }: LinePlan, line: ShapedLine): boolean {
    for (const at of nameCells) if (this.#cells.namesSecret(line.raw(at))) return true;
    return false;
  }

  /** The key's text, now or before; null where a secret is in it, or NULL. */
  #keyOf({ key, cells }: LinePlan, line: ShapedLine, old: boolean): string | null {
    const parts: string[] = [];
    for (const { lead, at, oldAt } of key) {
      const cell = old && oldAt !== null ? oldAt : at;
      const value = this.#cells.unhidden(line.raw(cell), cells[cell] as PlannedCell);
      // No key is NULL: what the log means by such a one is for who reads rows to say.
      if (value === null || value === 'null') return null;
      parts.push(lead, value);
    }
    parts.push('}');
    // Joined to a text of its own: one that is added up keeps its parts, and with them the file's text, in memory.
    return parts.join('');
  }

  /** Of some cells, as they are stored. */
  #values({ cells }: LinePlan, line: ShapedLine, from: number, to: number): string[] {
    const values: string[] = [];
    for (let at = from; at < to; at++) values.push(this.#cells.mask(line.raw(at), cells[at] as PlannedCell));
    return values;
  }

  #deleted(plan: LinePlan, line: ShapedLine, held: RowText | null): Before {
    if (held && !plan.isFull) return { shape: plan.shapes.plain('earlier', held.columns), before: held.text };
    return this.#asLogged(plan, line);
  }

  /** The row before an insert or an update. */
  #beforeOf(plan: LinePlan, line: ShapedLine, held: RowText | null, values: readonly string[]): Before {
    if (plan.op === 'insert') return { shape: plan.shapes.plain('none', null), before: null };
    if (!plan.isFull && !held) return this.#asLogged(plan, line);
    const beforeImage = plan.isFull ? 'full' : 'earlier';
    const before = plan.isFull ? this.#identity(plan, line) : (held as RowText).text;
    return { shape: plan.shapes.moved(beforeImage, movedCells(before, values)), before };
  }

  #asLogged(plan: LinePlan, line: ShapedLine): Before {
    const { identity, isFull } = plan;
    if (identity === null) return { shape: plan.shapes.plain('none', null), before: null };
    return { shape: plan.shapes.plain(isFull ? 'full' : 'key', identity), before: this.#identity(plan, line) };
  }

  #identity(plan: LinePlan, line: ShapedLine): string {
    return this.#values(plan, line, plan.width, plan.cells.length).join();
  }
}

/** One value joined is that value, a part of the file's text. */
const rowText = (values: readonly string[]): string =>
  values.length === 1 ? ownText(values[0] as string) : values.join();

const movesKey = ({ key }: LinePlan, line: ShapedLine): boolean =>
  key.some(({ at, oldAt }) => oldAt !== null && line.raw(at) !== line.raw(oldAt));

type Before = Pick<ChangeText, 'shape' | 'before'>;

import type { ChangeOp } from '../../shared/records.ts';
import type { TableClass } from '../../shared/words.ts';
import type { ClassLookup } from './table-classes.ts';

/** What one change means. */
export interface ChangeClass {
  readonly class: TableClass;
  /** The class rests on columns whose movement was not captured. */
  readonly unsure: boolean;
  /** False for an update that changed nothing, which counts for no rule. */
  readonly counts: boolean;
}

/** The part of a change that decides its class. */
export interface ClassableChange {
  readonly op: ChangeOp;
  readonly table: string;
  /** Moved columns; null = not known; [] = nothing moved. */
  readonly changed: readonly string[] | null;
}

/** Strongest first: a change means what the strongest of its moved columns means. */
const BY_STRENGTH: readonly TableClass[] = ['domain', 'outbox', 'telemetry', 'session', 'ignored'];

/** Columns that move with every write, whatever it was for. */
const VOLATILE =
  /^(date_updated|user_updated|updated|updated_(at|on|by|date)|modified|modified_(at|on|by|date)|last_modified(_at|_by|_on)?|mtime|lock_version|row_version)$/i;

/** Columns that say when or by whom a row was touched: they move with every write and are none of its effects. */
export const isVolatile = (column: string): boolean => VOLATILE.test(column);

/** The class of one change: that of its table, or for updates that of the columns that moved. */
export function classOfChange(change: ClassableChange, classes: ClassLookup): ChangeClass {
  const table = classes.table(change.table).class;
  if (change.op !== 'update') return { class: table, unsure: false, counts: true };
  if (change.changed === null) return { class: table, unsure: isOpen(change.table, classes), counts: true };
  if (change.changed.length === 0) return { class: table, unsure: false, counts: false };
  return { class: strongest(change.table, change.changed, classes), unsure: false, counts: true };
}

/** Whether an update of unknown columns could mean something else than its table. */
function isOpen(table: string, classes: ClassLookup): boolean {
  const own = classes.table(table).class;
  return [...classes.ownColumns(table).values()].some((column) => column.class !== own);
}

/** A volatile column tells only where nothing else moved. */
function strongest(table: string, changed: readonly string[], classes: ClassLookup): TableClass {
  const own = classes.table(table).class;
  const classOf = (column: string): TableClass | undefined => classes.column(table, column)?.class;
  const telling = changed.filter((column) => !isVolatile(column) || classOf(column) !== undefined);
  const found = new Set(telling.map((column) => classOf(column) ?? own));
  return BY_STRENGTH.find((each) => found.has(each)) ?? own;
}

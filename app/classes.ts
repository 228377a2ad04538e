import type { TableClass } from '../shared/words.ts';
import { type ClassLookup, createClassLookup } from './audit/table-classes.ts';
import type { Db } from './store/database.ts';
import { lastDecider, readAllDecided } from './store/decisions.ts';
import { readTableColumns } from './store/inventory.ts';
import { readSetting } from './store/settings.ts';

/** A class that a person gives, or takes back with null. `key` as of `classKey`. */
export type ClassEdit = readonly [key: string, value: TableClass | null];

/** The classes as decided so far, and as they would be with `edits`, or with tables of other columns. */
export function readClasses(
  db: Db,
  edits: readonly ClassEdit[] = [],
  columns: ReadonlyMap<string, readonly string[]> = readTableColumns(db),
): ClassLookup {
  return createClassLookup(columns, {
    policy: readSetting(db, 'policy')?.tables ?? {},
    persons: withEdits(decidedClasses(db), edits),
  });
}

type Persons = Map<string, { class: TableClass; who: string }>;

function decidedClasses(db: Db): Persons {
  const decided: Persons = new Map();
  for (const kind of ['table', 'column'] as const) {
    for (const [name, fields] of readAllDecided(db, kind)) {
      decided.set(name, { class: fields.class as TableClass, who: lastDecider(db, `${kind}:${name}`) });
    }
  }
  return decided;
}

function withEdits(decided: Persons, edits: readonly ClassEdit[]): Persons {
  for (const [key, value] of edits) {
    if (value === null) decided.delete(key);
    else decided.set(key, { class: value, who: 'you' });
  }
  return decided;
}

/** Whether a table of these runs has another class in one than in the other; a column's rests on its table's. */
export const moveClasses = (db: Db, runIds: readonly number[], before: ClassLookup, after: ClassLookup): boolean =>
  [...readTableColumns(db, runIds).keys()].some((table) => {
    const [was, is] = [before.table(table), after.table(table)];
    return was.class !== is.class || was.reason !== is.reason;
  });

import { z } from 'zod';
import type { ClassFile, ClassFileEffect } from '../shared/table-views.ts';
import { type TableClass, tableClass } from '../shared/words.ts';
import { createClassLookup } from './audit/table-classes.ts';
import { BadInput } from './calls.ts';
import { readClasses } from './classes.ts';
import { type ClassSet, type KeptBy, keepSets, previewSets } from './classify.ts';
import type { Watch } from './judging.ts';
import type { Db } from './store/database.ts';
import { readAllDecided } from './store/decisions.ts';
import { readTableColumns } from './store/inventory.ts';
import { readSetting } from './store/settings.ts';
import { seenColumns, unknownTables } from './unknown-names.ts';

/** Classes as a file that a team shares. It has the form of a policy, so that the CLI takes it as well. */

type Named = Readonly<Record<string, TableClass>>;

/** A whole policy is fine too: only its tables are looked at. */
const classFileSchema = z.object({ tables: z.record(z.string().min(1).max(300), tableClass) });

/** Everything that a policy or a person decided, by name; defaults are left out, as every version knows its own. */
export function classFileOf(db: Db, workspace: string): ClassFile {
  const decided = (['table', 'column'] as const).flatMap((kind) =>
    [...readAllDecided(db, kind)].map(([name, fields]) => [name, fields.class as TableClass] as const),
  );
  const tables: Named = { ...readSetting(db, 'policy')?.tables, ...Object.fromEntries(decided) };
  const sorted = Object.fromEntries(Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    name: `${workspace.replace(/[^\p{L}\p{N}._-]+/gu, '-')}-classes.json`,
    text: `${JSON.stringify({ tables: sorted }, null, 2)}\n`,
    classes: Object.keys(sorted).length,
  };
}

/**
 * What would follow from a file; nothing is kept.
 * @throws BadInput when it is no file of classes.
 */
export async function previewClassFile(db: Db, text: string, watch: Watch): Promise<ClassFileEffect> {
  const { sets, unknown } = readClassFile(db, text);
  return { sets, unknown, change: await previewSets(db, sets.map(toSet), watch) };
}

/** Takes the classes over as this person's, all as one action. */
export async function keepClassFile(db: Db, text: string, by: Omit<KeptBy, 'label'>): Promise<ClassFileEffect> {
  const { sets, unknown } = readClassFile(db, text);
  const label = `Classes from a file: ${sets.length}`;
  return { sets, unknown, change: await keepSets(db, sets.map(toSet), { ...by, label }) };
}

type Set = ClassFileEffect['sets'][number];

const toSet = ({ table, column, after }: Set): ClassSet => ({ table, column, class: after });

function readClassFile(db: Db, text: string): Pick<ClassFileEffect, 'sets' | 'unknown'> {
  const named = parseClassFile(text);
  const columns = readTableColumns(db);
  const now = readClasses(db);
  const asked = createClassLookup(columns, { policy: named, persons: new Map() });
  const sets = [...columns].flatMap(([table, names]): Set[] => {
    const own = asked.table(table);
    const before = now.table(table).class;
    return [
      ...(own.by === 'policy' && own.class !== before ? [{ table, column: null, before, after: own.class }] : []),
      ...names.flatMap((column): Set[] => {
        const said = asked.column(table, column);
        const was = now.column(table, column)?.class ?? before;
        return said?.by === 'policy' && said.class !== was ? [{ table, column, before: was, after: said.class }] : [];
      }),
    ];
  });
  return { sets, unknown: unknownTables(Object.keys(named), seenColumns(db)) };
}

const FORM = 'A file of classes looks like {"tables": {"public.page_hits": "telemetry"}}';

function parseClassFile(text: string): Named {
  const parsed = classFileSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.tables;
  const [issue] = parsed.error.issues;
  const where = issue?.path.slice(1).join('.');
  throw new BadInput(where ? `${where}: ${issue?.message}. ${FORM}.` : `${FORM}; this one does not.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`This is no JSON. ${FORM}.`);
  }
}

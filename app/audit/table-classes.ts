import type { TableClass } from '../../shared/words.ts';
import { KNOWN_COLUMNS } from './known-columns.ts';
import { KNOWN_TABLES } from './known-tables.ts';
import { remember } from './remember.ts';

/** What a write to a table or column means, and why we say so. */
export interface Classified {
  readonly class: TableClass;
  readonly reason: string;
  /** A policy file speaks for a person too. */
  readonly by: 'default' | 'policy' | 'person';
}

/** What people decided: a policy file's patterns and, above them, decisions made in the program. */
export interface ClassOverrides {
  /** Patterns `schema.table`, `table`, `schema.table.column`, `table.column`; `*` stands for anything but a dot. */
  readonly policy: Readonly<Record<string, TableClass>>;
  /** By `classKey`. `who` may be empty. */
  readonly persons: ReadonlyMap<string, { readonly class: TableClass; readonly who: string }>;
}

export const NO_OVERRIDES: ClassOverrides = { policy: {}, persons: new Map() };

/** The key of a person's decision: `public.page_hits` or `public.directus_users.last_access`. */
export const classKey = (table: string, column: string | null = null): string =>
  column === null ? table : `${table}.${column}`;

/**
 * Classifies a table `schema.table`. The columns seen in it decide where a name alone is ambiguous:
 * `sessions` of log-ins and `sessions` of a timetable.
 */
export function classifyTable(table: string, columns: readonly string[], overrides: ClassOverrides): Classified {
  return overridden([table, bareName(table)], classKey(table), overrides) ?? knownTable(table, columns);
}

/** The class of a column of its own; null = as its table. */
export function classifyColumn(table: string, column: string, overrides: ClassOverrides): Classified | null {
  const names = [`${table}.${column}`, `${bareName(table)}.${column}`];
  return overridden(names, classKey(table, column), overrides) ?? knownColumn(column);
}

function overridden(names: readonly string[], key: string, overrides: ClassOverrides): Classified | null {
  const person = overrides.persons.get(key);
  if (person) return { class: person.class, reason: `Set by ${person.who || 'a person'}`, by: 'person' };
  const pattern = mostSpecific(overrides.policy, names);
  const fromPolicy = pattern === null ? undefined : overrides.policy[pattern];
  return fromPolicy === undefined ? null : { class: fromPolicy, reason: `Policy: ${pattern}`, by: 'policy' };
}

/** Of the patterns that match, the one that leaves least open. */
function mostSpecific(policy: Readonly<Record<string, TableClass>>, names: readonly string[]): string | null {
  const matching = Object.keys(policy).filter((pattern) => names.some((name) => matches(pattern, name)));
  return matching.sort((a, b) => literals(b) - literals(a))[0] ?? null;
}

/** A pattern without `*` leaves nothing open, however short it is. */
const literals = (pattern: string): number =>
  pattern.includes('*') ? pattern.replaceAll('*', '').length : Number.MAX_SAFE_INTEGER;

function knownTable(table: string, columns: readonly string[]): Classified {
  const names = [table, bareName(table)];
  for (const known of KNOWN_TABLES) {
    const pattern = known.tables.find((each) => names.some((name) => matches(each, name)));
    if (pattern === undefined || !hasColumns(known.withColumns, columns)) continue;
    return { class: known.class, reason: reasonFor(known.what, pattern), by: 'default' };
  }
  return { class: 'domain', reason: 'Default: not a known telemetry or session table', by: 'default' };
}

const hasColumns = (wanted: readonly string[] | undefined, columns: readonly string[]): boolean =>
  wanted === undefined || wanted.some((pattern) => columns.some((column) => matches(pattern, column)));

function knownColumn(column: string): Classified | null {
  const known = KNOWN_COLUMNS.find((each) => each.columns.some((pattern) => matches(pattern, column)));
  return known ? { class: known.class, reason: `Known: ${known.what}`, by: 'default' } : null;
}

const reasonFor = (what: string, pattern: string): string =>
  pattern.includes('*') ? `Known name pattern: ${pattern}` : `Known: ${what}`;

/** `public.page_hits` → `page_hits`. */
const bareName = (table: string): string => table.slice(table.indexOf('.') + 1);

const compiled = new Map<string, RegExp>();

/** `*` stands for anything but a dot; case does not matter. */
function matches(pattern: string, name: string): boolean {
  const known = compiled.get(pattern);
  if (known) return known.test(name);
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const regex = new RegExp(`^${literal.join('[^.]*')}$`, 'i');
  compiled.set(pattern, regex);
  return regex.test(name);
}

/** Classes of every table and column of a workspace, each worked out once. */
export interface ClassLookup {
  table(table: string): Classified;
  /** Null: as its table. Known column names stand out only inside a domain table. */
  column(table: string, column: string): Classified | null;
  /** The columns of a table that have a class of their own. */
  ownColumns(table: string): ReadonlyMap<string, Classified>;
}

/** @param columnsOf columns by `schema.table`, as far as seen */
export function createClassLookup(
  columnsOf: ReadonlyMap<string, readonly string[]>,
  overrides: ClassOverrides,
): ClassLookup {
  const table = remember((name: string) => classifyTable(name, columnsOf.get(name) ?? [], overrides));
  const column = (name: string, each: string): Classified | null => {
    const own = classifyColumn(name, each, overrides);
    return own?.by === 'default' && table(name).class !== 'domain' ? null : own;
  };
  const ownColumns = remember((name: string) => {
    const classes = (columnsOf.get(name) ?? []).map((each) => [each, column(name, each)] as const);
    return new Map(classes.filter((entry): entry is readonly [string, Classified] => entry[1] !== null));
  });
  return { table, column, ownColumns };
}

import { listOf, tableWord } from '../../shared/text.ts';
import type { EndpointName, TableWrites } from '../../shared/views.ts';

/** How notes name things: for readers who know the calls and not the database. */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `2027-01-01` → `1 January 2027`. */
export function dateWords(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** The UTC date of a moment. */
export const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** `public.page_hits` → `page hits`. */
const thingsOf = (table: string): string => tableWord(table).replace(/[._]+/g, ' ');

type Tense = 'now' | 'past' | 'bare';

const VERBS = {
  now: ['adds', 'changes', 'removes'],
  past: ['added', 'changed', 'removed'],
  bare: ['add', 'change', 'remove'],
} as const;

/** What the call does besides reading: `adds page hits`, `changes users (status)`. */
export function deedsOf(tables: readonly TableWrites[], tense: Tense): string[] {
  const [add, change, remove] = VERBS[tense];
  return tables.flatMap(({ table, inserts, updates, deletes, columns }) => [
    ...(inserts > 0 ? [`${add} ${thingsOf(table)}`] : []),
    ...(updates > 0 ? [`${change} ${thingsOf(table)}${columns.length > 0 ? ` (${columns.join(', ')})` : ''}`] : []),
    ...(deletes > 0 ? [`${remove} ${thingsOf(table)}`] : []),
  ]);
}

/** The tables that make it a change for clients: domain ones, or all where there are none. */
export function toldTables(tables: readonly TableWrites[]): readonly TableWrites[] {
  const domain = tables.filter((each) => each.class === 'domain');
  return domain.length > 0 ? domain : tables;
}

/** `GET /flows/trigger/{id}`. */
export const callOf = ({ method, route }: EndpointName): string => `${method} ${route}`;

/** The note's title in the client's words. */
export function titleOf(endpoint: EndpointName, tables: readonly TableWrites[], live: boolean): string {
  const deeds = deedsOf(
    toldTables(tables).map((each) => ({ ...each, columns: [] })),
    live ? 'now' : 'bare',
  );
  const call = callOf(endpoint);
  if (deeds.length === 0 || deeds.length > 3) return `${call} ${live ? 'only reads' : 'will only read'}`;
  return `${call} ${live ? 'no longer' : 'will no longer'} ${listOf(deeds)}`;
}

/**
 * The explicit call proposed for the write: a POST to the same action, or, where the route ends in a parameter or
 * rows are added, to a collection named after the table.
 */
export function proposedCall(endpoint: EndpointName, tables: readonly TableWrites[]): string {
  const route = endpoint.route.replace(/\/$/, '');
  const slash = endpoint.route.endsWith('/') && route !== '' ? '/' : '';
  const [main] = [...toldTables(tables)].sort((a, b) => b.inserts - a.inserts);
  const isAction = !route.endsWith('}') && route !== '';
  if (main === undefined || (main.inserts === 0 && isAction)) return `POST ${route || '/'}${slash}`;
  return `POST ${route}/${thingsOf(main.table).replaceAll(' ', '-')}${slash}`;
}

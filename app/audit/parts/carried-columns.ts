import type { EndpointName } from '../../../shared/views.ts';
import type { DossierWrite, RunView, Value } from '../rule.ts';
import { isCertain } from '../weigh.ts';
import { isBookkeeping, toSnake } from './columns.ts';
import { representationOf } from './representation.ts';
import { callWord, isAccepted, type Sent, sentTo } from './requests.ts';
import { isSameAsCell, leavesOf } from './values.ts';

/** What an endpoint's bodies carry of one table, nested parts included, and which rows they wrote. */
export interface CarriedTable {
  readonly columns: ReadonlySet<string>;
  /** Of these, columns that a call was seen to move to the value it sent. */
  readonly moved: ReadonlySet<string>;
  /** By row: a call that wrote it. */
  readonly rows: ReadonlyMap<string, { readonly call: string; readonly callId: number; readonly write: DossierWrite }>;
}

interface Growing {
  readonly columns: Set<string>;
  readonly moved: Set<string>;
  readonly rows: Map<string, { call: string; callId: number; write: DossierWrite }>;
}

/** Each endpoint is compared with every other: what it carries is worked out once a run. */
const known = new WeakMap<RunView, Map<number, ReadonlyMap<string, CarriedTable>>>();

/** By table. */
export function carriedTables(run: RunView, endpoint: EndpointName, most: number): ReadonlyMap<string, CarriedTable> {
  const ofRun = known.get(run) ?? new Map<number, ReadonlyMap<string, CarriedTable>>();
  known.set(run, ofRun);
  const tables = ofRun.get(endpoint.id) ?? readTables(run, endpoint, most);
  ofRun.set(endpoint.id, tables);
  return tables;
}

function readTables(run: RunView, endpoint: EndpointName, most: number): Map<string, CarriedTable> {
  const tables = new Map<string, Growing>();
  for (const sent of sentTo(run, endpoint, most)) {
    const values = valuesByName(sent);
    for (const write of sent.writes) if (write.isNamed || isCertain(write)) addWrite(run, sent, write, values, tables);
  }
  return tables;
}

type Values = ReadonlyMap<string, readonly Value[]>;

/** Leaves by their last name: `lines[0].unitPrice` is a `unit_price`. */
function valuesByName({ body }: Sent): Values {
  const values = new Map<string, Value[]>();
  for (const [path, value] of leavesOf(body)) {
    const name = toSnake((path.split('.').at(-1) ?? '').replace(/(?:\[\d+\])+$/, ''));
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}

function addWrite(
  run: RunView,
  { call }: Sent,
  write: DossierWrite,
  values: Values,
  tables: Map<string, Growing>,
): void {
  for (const [at, change] of run.rowsOf(write.transactionId).entries()) {
    const classed = write.changes[at];
    if (classed?.class !== 'domain' || classed.rowId === null || change.after === null) continue;
    const after = change.after;
    const own = Object.keys(after).filter(
      (column) =>
        !Object.hasOwn(change.key ?? {}, column) &&
        !isBookkeeping(column) &&
        values.get(toSnake(column))?.some((value) => isSameAsCell(value, after[column])) === true,
    );
    if (own.length === 0) continue;
    const table = tables.get(change.table) ?? { columns: new Set(), moved: new Set(), rows: new Map() };
    tables.set(change.table, table);
    for (const column of own) {
      table.columns.add(column);
      if (change.op === 'insert' || change.changed?.includes(column)) table.moved.add(column);
    }
    table.rows.set(classed.rowId, { call: callWord(call), callId: call.id, write });
  }
}

/** So many answers show what a representation holds. */
const LOOK_AT = 20;

/** Names, in snake case, that answers to reads of the route and to its own calls show. */
export function shownNames(run: RunView, endpoint: EndpointName): ReadonlySet<string> {
  const { route, origin } = endpoint;
  const reads = run.endpoints.filter((each) => each.method === 'GET' && each.route === route && each.origin === origin);
  const names = new Set<string>();
  for (const each of [endpoint, ...reads])
    for (const call of run.callsOf(each.id).filter(isAccepted).slice(0, LOOK_AT)) {
      const shown = representationOf(run.contentOf(call.id).response.body) ?? {};
      for (const name of Object.keys(shown)) names.add(toSnake(name));
    }
  return names;
}

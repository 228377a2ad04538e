import type { Change } from '../../../shared/records.ts';
import type { Call, Dossier, DossierWrite } from '../rule.ts';
import { toSnake } from './columns.ts';

/**
 * Calls that name in their address the key of a row which is inserted only now: their caller had the key from somewhere,
 * so that the row was most likely there before the call, as after a seed of a test or a request that was not recorded.
 */
export function namedBeforeMade({ run, endpoint }: Dossier, writes: readonly DossierWrite[]): ReadonlySet<number> {
  const byCall = Map.groupBy(writes, ({ exchangeId }) => exchangeId);
  const named = run.callsOf(endpoint.id).filter((call) => {
    const rows = (byCall.get(call.id) ?? []).flatMap(({ transactionId }) => run.rowsOf(transactionId));
    const words = namesIn(call);
    return rows.flatMap(ownKeyOf).some((key) => words.has(key));
  });
  return new Set(named.map(({ id }) => id));
}

const namesIn = ({ path, query }: Call): ReadonlySet<string> =>
  new Set([...path.split('/'), ...query.map(([, value]) => value)]);

/** Numbers and long ids, which a server gives; a name may be the caller's own. */
const GIVEN = /^\d+$|^(?=.*\d)[\w-]{12,}$/;
const OWN_KEY = /^_?(?:id|uuid|guid|pk|oid)$/;

/**
 * The inserted row's key where it is one column that names the row itself and not another one, as `settings.user_id`
 * does, and no other column holds the same: a summary of course 7 may have the number 7, too.
 */
function ownKeyOf({ op, table, key, after }: Change): string[] {
  const [only, ...more] = Object.entries(key ?? {});
  if (op !== 'insert' || !only || more.length > 0) return [];
  const [name, value] = [only[0], String(only[1])];
  const isTwice = Object.entries(after ?? {}).some(([other, cell]) => other !== name && String(cell) === value);
  return isOwnKey(toSnake(name), toSnake(table.slice(table.indexOf('.') + 1))) && GIVEN.test(value) && !isTwice
    ? [value]
    : [];
}

const isOwnKey = (column: string, table: string): boolean =>
  OWN_KEY.test(column) || (column.endsWith('_id') && table.startsWith(column.slice(0, -3)));

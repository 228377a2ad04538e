import { tableWord } from '../../../shared/text.ts';
import type { Call, Dossier, DossierChange, DossierWrite } from '../rule.ts';
import { canonical, leavesIn } from './answers.ts';

/** So many different new keys in one field are no chance: a small number may stand in any answer. */
const SERIES = 3;
/** So many calls show what an endpoint answers. */
const MOST_CALLS = 200;

/** A field of the calls' answers, as it goes along with a column of the rows that they inserted. */
interface Field {
  readonly path: string;
  readonly column: string;
  readonly keys: Set<string>;
}

/**
 * Fields of the calls' own answers that carry the key of a row which each inserted: `data.id = page_hits.id`. A field
 * counts when it has a new key in every call that has the field, different ones in three calls or more.
 */
export function keysShown(
  { run, endpoint }: Dossier,
  writes: readonly DossierWrite[],
  counts: (change: DossierChange) => boolean,
): string[] {
  const byCall = Map.groupBy(writes, ({ exchangeId }) => exchangeId);
  const calls = run.callsOf(endpoint.id).filter(({ id }) => byCall.has(id));
  const seen = calls.slice(0, MOST_CALLS).map((call) => ({
    leaves: leavesIn(run.contentOf(call.id).response.body),
    keys: newKeys(run, call, byCall.get(call.id) ?? [], counts),
  }));
  const fields = new Map<string, Field>();
  for (const { leaves, keys } of seen) noteFields(fields, leaves, keys);
  return [...fields.values()]
    .filter(({ keys }) => keys.size >= SERIES)
    .filter(({ path, column }) => seen.every(({ leaves, keys }) => follows(leaves.get(path), keys.get(column))))
    .map(({ path, column }) => `${path || 'the body'} = ${column}`);
}

const follows = (text: string | undefined, keys: ReadonlySet<string> | undefined): boolean =>
  text === undefined || (keys?.has(text) ?? false);

function noteFields(
  fields: Map<string, Field>,
  leaves: ReadonlyMap<string, string>,
  keys: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const [path, text] of leaves)
    for (const [column, own] of keys) {
      if (!own.has(text)) continue;
      const name = `${path} = ${column}`;
      const field = fields.get(name) ?? { path, column, keys: new Set<string>() };
      fields.set(name, field);
      field.keys.add(text);
    }
}

/** Keys of the rows that a call inserted, by table and column; what the call itself named is an echo. */
function newKeys(
  run: Dossier['run'],
  call: Call,
  writes: readonly DossierWrite[],
  counts: (change: DossierChange) => boolean,
): Map<string, Set<string>> {
  const sent = new Set([...call.path.split('/'), ...call.query.map(([, value]) => value)]);
  const keys = new Map<string, Set<string>>();
  for (const write of writes)
    run.rowsOf(write.transactionId).forEach((change, at) => {
      const classed = write.changes[at];
      if (!classed || change.op !== 'insert' || !counts(classed)) return;
      for (const [name, cell] of Object.entries(change.key ?? {})) {
        const text = canonical(cell);
        if (text === null || sent.has(text)) continue;
        const column = `${tableWord(change.table)}.${name}`;
        keys.set(column, (keys.get(column) ?? new Set<string>()).add(text));
      }
    });
  return keys;
}

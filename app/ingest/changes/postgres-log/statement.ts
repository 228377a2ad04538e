import { lookup } from '../../../../shared/lookup.ts';
import type { Cell, Change, Row } from '../../../../shared/records.ts';
import { statementsOf, type Token, tokensOf } from '../sql/tokens.ts';
import { type SqlWrite, writesOf } from '../sql/writes.ts';
import type { Audit } from './message.ts';

/** What a statement's first words do to its transaction. */
export type Control =
  | { readonly type: 'begin' | 'commit' | 'rollback' }
  | { readonly type: 'savepoint' | 'rollback-to'; readonly name: string };

/** One statement of a transaction, and what proves that it wrote. */
export interface Statement {
  readonly offset: number;
  readonly writes: readonly SqlWrite[];
  /** `rows` = counted by pgaudit; `xid` = the transaction got its id while it ran. */
  proof: 'rows' | 'xid' | null;
  readonly fromAudit: boolean;
}

/** The statements of one line with what they control; several stand in one line of the simple protocol. */
export function partsOf(
  sql: string,
  parameters: ReadonlyMap<string, Cell>,
): { control: Control | null; writes: SqlWrite[] }[] {
  return statementsOf(tokensOf(sql)).map((tokens) => ({
    control: controlOf(tokens),
    writes: writesOf(tokens, (number) => parameters.get(number)),
  }));
}

function controlOf([first, second, third, fourth]: readonly Token[]): Control | null {
  if (first?.kind !== 'word') return null;
  if (first.text === 'BEGIN' || (first.text === 'START' && second?.text === 'TRANSACTION')) return { type: 'begin' };
  if (first.text === 'COMMIT' || first.text === 'END') return { type: 'commit' };
  if (first.text === 'SAVEPOINT') return { type: 'savepoint', name: second?.raw ?? '' };
  if (first.text !== 'ROLLBACK' && first.text !== 'ABORT') return null;
  if (second?.text !== 'TO') return { type: 'rollback' };
  return { type: 'rollback-to', name: (third?.text === 'SAVEPOINT' ? fourth?.raw : third?.raw) ?? '' };
}

const AUDITED = lookup<SqlWrite['op']>({
  INSERT: 'insert',
  UPDATE: 'update',
  DELETE: 'delete',
  MERGE: 'update',
  COPY: 'insert',
  'COPY FROM': 'insert',
});

/** pgaudit names table and command; the SQL text gives the values. TRUNCATE it leaves to the text. */
export function auditedWrites({ command, object, sql, parameters }: Audit): SqlWrite[] {
  // Nothing stands for NULL and for an empty text alike.
  const known = parameters.flatMap((text, at): [string, Cell][] => (text === '' ? [] : [[String(at + 1), text]]));
  const values = new Map(known);
  const written = partsOf(sql, values).flatMap(({ writes }) => writes);
  if (command.startsWith('TRUNCATE')) return written.filter(({ op }) => op === 'truncate');
  const op = AUDITED[command];
  if (op === undefined || object === '') return [];
  const same = written.find((write) => write.op === op && qualified(write.table) === object);
  return [same ? { ...same, table: object } : { op, table: object, rows: [], where: {}, isSure: false }];
}

/** Most databases keep their tables in `public`, and the log does not say where a bare name was found. */
const qualified = (table: string): string => (table.includes('.') ? table : `public.${table}`);

/** The changes a statement is proven to have made; null where the log does not say whether it met a row. */
export function changesOf({ writes, proof, offset }: Statement): Change[] | null {
  const proven = writes.filter((write) => write.isSure || proof !== null);
  if (proven.length < writes.length) return null;
  return proven.flatMap((write) => changesOfWrite(write, offset));
}

function changesOfWrite({ op, table, rows, where }: SqlWrite, byteOffset: number): Change[] {
  const base = { op, table: qualified(table), key: keyIn(where), changed: null, byteOffset };
  const before = Object.keys(where).length > 0 ? where : null;
  const old = { before, beforeImage: before ? ('key' as const) : ('none' as const) };
  if (op === 'insert') {
    const all = rows.length > 0 ? rows : [null];
    return all.map((row) => ({ ...base, key: row && keyIn(row), before: null, beforeImage: 'none', after: row }));
  }
  if (op !== 'update') return [{ ...base, ...old, after: null }];
  const [set = null] = rows;
  // What WHERE asked for still holds of the columns that were not set.
  return [{ ...base, ...old, after: set && { ...where, ...set }, changed: set && Object.keys(set) }];
}

/** A row's key, where a condition or a value list names what is one by its name. */
function keyIn(row: Row): Row | null {
  const name = ['id', 'uuid', 'guid'].find((each) => Object.hasOwn(row, each));
  const cell = name === undefined ? undefined : row[name];
  if (name === undefined || cell == null || (typeof cell === 'object' && 'notCaptured' in cell)) return null;
  return { [name]: cell };
}

import { lookup } from './lookup.ts';
import type { ChangeOp } from './records.ts';

/** What audit tables call their operations, in lower case: understood without being told. */
export const OPERATION_WORDS = lookup<ChangeOp>({
  i: 'insert',
  insert: 'insert',
  inserted: 'insert',
  create: 'insert',
  created: 'insert',
  '+': 'insert',
  u: 'update',
  update: 'update',
  updated: 'update',
  change: 'update',
  '~': 'update',
  d: 'delete',
  delete: 'delete',
  deleted: 'delete',
  destroy: 'delete',
  remove: 'delete',
  '-': 'delete',
  t: 'truncate',
  truncate: 'truncate',
});

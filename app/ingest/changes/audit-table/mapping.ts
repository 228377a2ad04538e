import type { ChangeOp, TimeKind } from '../../../../shared/records.ts';
import type { JsonObject } from '../../lossless.ts';

/** Which column of an audit table says what. Names of columns unless said otherwise. */
export interface AuditMapping {
  /** Whose table it is, for people. */
  readonly title: string;
  /** Columns that together only this table has. */
  readonly signature: readonly string[];
  readonly op: string;
  /** The operation's words, in lower case; without it the usual ones. */
  readonly ops?: Readonly<Record<string, ChangeOp | 'none'>>;
  /** Columns of the table's name, the first that is there; or how the row tells it otherwise. */
  readonly table: readonly string[] | ((row: JsonObject) => string | null);
  readonly schema?: string;
  /** The key's value; its column is called `id` where nothing says otherwise. */
  readonly key?: string;
  readonly keyName?: string;
  /** The whole row before and after. */
  readonly before?: string;
  readonly after?: string;
  /** `changes` = {"name": ["old", "new"]}; `updated` = the new values of an update, where `before` has the old row. */
  readonly changes?: string;
  readonly updated?: string;
  /** The row's columns stand beside the table's own, which match this. */
  readonly ownColumns?: RegExp;
  readonly time: readonly string[];
  readonly timeKind: TimeKind;
  /** What all rows of one transaction, or of one request, share. */
  readonly transaction?: string;
  /** 64-bit ids with an epoch: the xid is their lower half. */
  readonly isTxid?: boolean;
  /** What is said of the cause: by which name, in which column. */
  readonly context: Readonly<Record<string, string>>;
  /** SQL text whose comments say something of the cause. */
  readonly sql?: string;
}

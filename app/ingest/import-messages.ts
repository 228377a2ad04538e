import type { FileChoice, ImportState } from '../../shared/import-views.ts';
import type { ImportOrder } from './import-progress.ts';

/** What the engine gives its import thread at the start. */
export interface ImportThreadData {
  readonly workspace: string;
  readonly order: ImportOrder;
}

/** Engine → import thread. */
export type ToImport =
  | {
      readonly type: 'piece';
      readonly ticket: number;
      readonly fileId: string;
      readonly piece: Uint8Array;
      readonly last: boolean;
    }
  | { readonly type: 'choice'; readonly fileId: string; readonly choice: FileChoice }
  | { readonly type: 'cancel' };

/** Import thread → engine. */
export type FromImport =
  | { readonly type: 'state'; readonly state: ImportState }
  | { readonly type: 'consumed'; readonly ticket: number };

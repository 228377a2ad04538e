import type { Cell } from '../../shared/records.ts';
import type { StoryChange } from '../story-for-tests.ts';
import type { FieldOptions, FieldRun } from './field-run-for-tests.ts';

/** What a real service does, with what must be said of it. */
export interface FieldScenario {
  readonly name: string;
  readonly tell: (run: FieldRun) => void;
  readonly options?: FieldOptions;
  /** `safe-method-writes GET /articles/{id}`: all that is called broken, and nothing else may be. */
  readonly broken?: readonly string[];
  /** What is called unsure, for those that were accused once. */
  readonly unsure?: readonly string[];
}

type Cells = Readonly<Record<string, Cell>>;

export const inserted = (table: string, after: Cells): StoryChange => ({ table, before: null, after });
export const deleted = (table: string, before: Cells): StoryChange => ({ table, before, after: null });
export const updated = (table: string, before: Cells, moved: Cells): StoryChange => ({
  table,
  before,
  after: { ...before, ...moved },
});

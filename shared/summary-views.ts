import type { ImportState, JudgedSoFar } from './import-views.ts';
import type { LinkCounts } from './views.ts';

/** What the shell shows on every page, and what the engine says unasked. */

/** Counts for the shell: rail, trust bar, page heads. */
export interface WorkspaceSummary {
  readonly name: string;
  readonly file: string;
  readonly runs: number;
  readonly exchanges: number;
  readonly endpoints: number;
  readonly tables: number;
  /** Findings that are broken or unsure and neither verified nor an exception. */
  readonly openFindings: number;
  /** Links of the newest run; null before the first run. */
  readonly links: LinkCounts | null;
  /** What z and Shift+z would do now, for the toast and the menus. */
  readonly undo: string | null;
  readonly redo: string | null;
  /** Runs that are attributed again because people corrected their links. */
  readonly attributing: ReAttribution;
  /** Null: all that is shown is what the rules say now. */
  readonly rejudging: Rejudging | null;
  /** Set when the last import was cut off and its remains were removed at this start. */
  readonly recovered: string | null;
}

/** Runs whose calls are counted before lists can show them: so many of so many are done. */
export interface Preparing {
  readonly counted: number;
  readonly of: number;
}

/** Findings are made again; the older ones are shown until then. */
export interface Rejudging {
  /** An earlier version made them, or somebody changed what they rest on. */
  readonly why: 'rules' | 'decision';
  /** Null: it has not begun. */
  readonly judged: JudgedSoFar | null;
  /** Why the last time did not end well. */
  readonly failed: string | null;
}

export interface ReAttribution {
  /** Still to do; the first is under way. */
  readonly runs: readonly number[];
  /** Why the last time did not end well; what was there before stays. */
  readonly failed: string | null;
}

/** How far work is that a page waits for; it gave it a name. */
export interface AwaitedState {
  readonly judged: JudgedSoFar;
  /** Null where it cannot be said yet. */
  readonly secondsLeft: number | null;
}

export type EngineEvent =
  | { readonly type: 'import'; readonly state: ImportState }
  /** Told on the way only: at the end, all that is shown changes. */
  | { readonly type: 'rejudging'; readonly state: Rejudging }
  | { readonly type: 'awaited'; readonly name: string; readonly state: AwaitedState | null }
  | { readonly type: 'preparing'; readonly state: Preparing | null }
  | { readonly type: 'changed'; readonly what: 'runs' | 'decisions' | 'classes' | 'settings' | 'summary' };

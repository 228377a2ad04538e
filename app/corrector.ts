import type { JudgedSoFar } from '../shared/import-views.ts';
import type { EngineEvent, ReAttribution, Rejudging } from '../shared/summary-views.ts';
import { createCorrectionThread, type FromCorrection } from './correction-thread.ts';

/** Where bringing runs up to date stands. */
export interface CorrectorState {
  readonly attributing: ReAttribution;
  /** Null: no findings are to be made again. */
  readonly rejudging: Rejudging | null;
}

/**
 * Brings runs to what people said of their links, and findings to what they rest on, off the engine's thread,
 * one pass at a time.
 */
export interface Corrector {
  state(): CorrectorState;
  /** Somebody looks at something that can be corrected. */
  prepare(): void;
  /** After a correction. One that comes during a pass starts another after it. */
  start(): void;
  /** Judges again where that is to be done; returns whether it is. */
  catchUp(): boolean;
  /** Resolves when no pass is under way. @throws Error why the last one did not end well */
  upToDate(): Promise<void>;
  /** Stops a pass that is under way: the next start of the engine takes it up. */
  close(): Promise<void>;
}

/** @param why findings are to be made again; null: none are */
export function createCorrector(
  workspace: string,
  workerUrl: URL,
  why: () => Rejudging['why'] | null,
  emit: (event: EngineEvent) => void,
): Corrector {
  const thread = createCorrectionThread(workspace, workerUrl);
  let attributing: ReAttribution = { runs: [], failed: null };
  let judged: JudgedSoFar | null = null;
  let unjudged: string | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;
  const rejudging = (): Rejudging | null => {
    const because = why();
    return because && { why: because, judged, failed: unjudged };
  };
  const set = (next: ReAttribution) => {
    attributing = next;
    emit({ type: 'changed', what: 'summary' });
  };
  const hear = (news: Exclude<FromCorrection, { type: 'done' }>): void => {
    if (news.type === 'left') set({ runs: news.runs, failed: null });
    else {
      judged = news.sofar;
      if (attributing.runs.length > 0) set({ runs: [], failed: null });
      emit({ type: 'rejudging', state: { why: why() ?? 'rules', judged, failed: null } });
    }
  };
  const pass = async (): Promise<void> => {
    do {
      again = false;
      const failed = await thread.pass(hear);
      judged = null;
      // It judges when no run is left to be attributed.
      const isOfLinks = attributing.runs.length > 0 || why() === null;
      unjudged = isOfLinks ? null : failed;
      set({ runs: [], failed: isOfLinks ? failed : null });
      emit({ type: 'changed', what: 'runs' });
    } while (again);
    running = null;
  };
  const start = (): void => {
    again = true;
    running ??= pass();
  };
  return {
    state: () => ({ attributing, rejudging: rejudging() }),
    prepare: thread.prepare,
    start,
    catchUp() {
      const isBehind = why() !== null;
      if (isBehind) start();
      return isBehind;
    },
    async upToDate() {
      await running;
      if (closed) throw new Error('The workspace was closed. What is left is done when it is opened again');
      const failed = attributing.failed ?? unjudged;
      if (failed !== null) throw new Error(failed);
    },
    close: async () => {
      again = false;
      closed = true;
      await thread.close();
      await running;
    },
  };
}

import type { ReAttribution } from '../shared/views.ts';
import { createCorrectionThread } from './correction-thread.ts';

/** Brings runs to what people said of their links, off the engine's thread, one pass at a time. */
export interface Corrector {
  /** Where it stands. */
  state(): ReAttribution;
  /** Somebody looks at something that can be corrected. */
  prepare(): void;
  /** After a correction. One that comes during a pass starts another after it. */
  start(): void;
  /** Stops a pass that is under way: the next start of the engine takes it up. */
  close(): Promise<void>;
}

export function createCorrector(workspace: string, workerUrl: URL, onState: () => void, onDone: () => void): Corrector {
  const thread = createCorrectionThread(workspace, workerUrl);
  let state: ReAttribution = { runs: [], failed: null };
  let running: Promise<void> | null = null;
  let again = false;
  const set = (next: ReAttribution) => {
    state = next;
    onState();
  };
  const pass = async (): Promise<void> => {
    do {
      again = false;
      const failed = await thread.attribute((runs) => set({ runs, failed: null }));
      set({ runs: [], failed });
      onDone();
    } while (again);
    running = null;
  };
  return {
    state: () => state,
    prepare: thread.prepare,
    start() {
      again = true;
      running ??= pass();
    },
    close: async () => {
      again = false;
      await thread.close();
      await running;
    },
  };
}

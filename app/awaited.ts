import type { JudgedSoFar } from '../shared/import-views.ts';
import type { EngineEvent } from '../shared/summary-views.ts';
import type { Waiting } from './long-thread.ts';
import { secondsLeft } from './time-left.ts';

/** What a page says of work that it waits for. */
export interface Asked {
  readonly signal?: AbortSignal | undefined;
  /** By which it hears how far the work is, and can call it off. */
  readonly name?: string | undefined;
}

/** Work that pages wait for: each by the name that its page gave it. */
export interface AwaitedWork {
  run<T>(asked: Asked, work: (waiting: Waiting) => Promise<T>): Promise<T>;
  /** Calls it off, where it is not done. */
  stop(name: string): void;
}

export function createAwaitedWork(emit: (event: EngineEvent) => void, now = Date.now): AwaitedWork {
  const running = new Map<string, AbortController>();
  const tellerOf = (name: string): ((judged: JudgedSoFar) => void) => {
    let from: number | null = null;
    return (judged) => {
      from ??= now();
      emit({ type: 'awaited', name, state: { judged, secondsLeft: secondsLeft(judged.share, now() - from) } });
    };
  };
  return {
    async run({ signal, name }, work) {
      if (name === undefined) return work({ signal });
      const stopping = new AbortController();
      running.set(name, stopping);
      try {
        const both = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
        return await work({ signal: both, hear: tellerOf(name) });
      } finally {
        if (running.get(name) === stopping) running.delete(name);
        emit({ type: 'awaited', name, state: null });
      }
    },
    stop: (name) => running.get(name)?.abort(),
  };
}

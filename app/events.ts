import type { EngineEvent } from '../shared/summary-views.ts';
import type { Engine } from './calls.ts';

/** The engine's events as an async iterable; ends when the signal aborts. Nothing is lost between reads. */
export async function* eventsOf(engine: Engine, signal: AbortSignal | undefined): AsyncGenerator<EngineEvent> {
  const queue: EngineEvent[] = [];
  let wake = () => {};
  const stop = engine.subscribe((event) => {
    queue.push(event);
    wake();
  });
  signal?.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal?.aborted) {
      const next = queue.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}

const LOOKS_MS = 60_000;

/** Calls back when the local day is another one: exceptions end with their day. Returns what stops it. */
export function onNewDay(call: () => void): () => void {
  let day = new Date().toDateString();
  const timer = setInterval(() => {
    const today = new Date().toDateString();
    if (today !== day) call();
    day = today;
  }, LOOKS_MS);
  // A window that is open overnight sees it; a command that is through does not wait for it.
  timer.unref();
  return () => clearInterval(timer);
}

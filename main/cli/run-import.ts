import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../app/api.ts';
import type { ImportState } from '../../shared/import-views.ts';

const ENDED: ReadonlySet<ImportState['step']> = new Set(['done', 'failed', 'cancelled']);

/** Starts an import and waits for its end; `see` is told of every state on the way. */
export function runImport(
  calls: TRPCClient<AppRouter>,
  start: () => Promise<ImportState>,
  see: (state: ImportState) => void,
): Promise<ImportState> {
  return new Promise((resolve, reject) => {
    const stream = calls.events.subscribe(undefined, {
      onStarted: () => void start().catch(reject),
      onError: reject,
      onData: ({ data: event }) => {
        if (event.type !== 'import') return;
        see(event.state);
        if (!ENDED.has(event.state.step)) return;
        stream.unsubscribe();
        resolve(event.state);
      },
    });
  });
}

import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../../app/contract.ts';
import type { FromEngine } from '../../shared/ipc.ts';
import type { IpcChannel } from './ipc-channel.ts';

/** A tRPC link over messages. For the page a call looks exactly as it does over HTTP, subscription states included. */
export function ipcLink(channel: IpcChannel): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const stop = channel.ask(
          (id) => ({ type: 'call', id, kind: op.type, path: op.path, input: op.input }),
          (message) => {
            if (message.type === 'failed') {
              observer.error(TRPCClientError.from({ error: message.error }));
              return;
            }
            for (const result of resultsOf(op, message)) observer.next({ result });
            if (message.type === 'ended') observer.complete();
          },
        );
        return stop;
      });
}

type Result =
  | { type: 'started' }
  | { type: 'stopped' }
  | { type: 'state'; state: 'pending' | 'idle'; error: null }
  | { type: 'data'; id?: string; data: unknown };

/** The same order of results as tRPC's own HTTP links give. */
function resultsOf(op: Operation, message: Exclude<FromEngine, { type: 'failed' }>): Result[] {
  if (message.type === 'started') return [{ type: 'started' }, { type: 'state', state: 'pending', error: null }];
  if (message.type === 'ended') {
    return op.type === 'subscription' ? [{ type: 'stopped' }, { type: 'state', state: 'idle', error: null }] : [];
  }
  if (message.eventId === null) return [{ type: 'data', data: message.data }];
  return [{ type: 'data', id: message.eventId, data: { id: message.eventId, data: message.data } }];
}

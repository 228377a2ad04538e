import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, isTrackedEnvelope } from '@trpc/server';
import { router } from '../../app/api.ts';
import type { Engine } from '../../app/calls.ts';
import { type FromEngine, type IpcCall, type IpcUpload, toEngine } from '../../shared/ipc.ts';

/**
 * Answers the page's messages out of the engine; the counterpart of the page's own tRPC link. What is no message of a
 * page is not heard.
 */
export function serveCalls(engine: Engine, send: (message: FromEngine) => void): (said: unknown) => void {
  const running = new Map<string, AbortController>();

  const run = async (id: string, work: (signal: AbortSignal) => Promise<void>) => {
    const abort = new AbortController();
    running.set(id, abort);
    await work(abort.signal);
    running.delete(id);
  };
  const stop = (id: string) => {
    running.get(id)?.abort();
    running.delete(id);
  };

  return (said) => {
    const { data: message } = toEngine.safeParse(said);
    if (message === undefined) return;
    if (message.type === 'call') void run(message.id, (signal) => answer(engine, message, signal, send));
    else if (message.type === 'upload') void run(message.id, () => take(engine, message, send));
    else if (message.type === 'stop') stop(message.id);
    else if (message.type === 'reset') for (const id of [...running.keys()]) stop(id);
  };
}

type Send = (message: FromEngine) => void;

async function answer(engine: Engine, call: IpcCall, signal: AbortSignal, send: Send): Promise<void> {
  const { id, kind, path, input } = call;
  try {
    const result: unknown = await callTRPCProcedure({
      router,
      path,
      getRawInput: async () => input,
      ctx: { engine },
      type: kind,
      signal,
      batchIndex: 0,
    });
    if (kind === 'subscription') await stream(id, result as AsyncIterable<unknown>, signal, send);
    else send({ type: 'data', id, data: result, eventId: null });
    send({ type: 'ended', id });
  } catch (cause) {
    send({ type: 'failed', id, error: errorOf(call, cause) });
  }
}

async function stream(id: string, items: AsyncIterable<unknown>, signal: AbortSignal, send: Send): Promise<void> {
  send({ type: 'started', id });
  for await (const item of items) {
    if (signal.aborted) return;
    const [eventId, data] = isTrackedEnvelope(item) ? [item[0], item[1]] : [null, item];
    send({ type: 'data', id, data, eventId });
  }
}

async function take(engine: Engine, upload: IpcUpload, send: Send): Promise<void> {
  const { id, importId, fileId, bytes, last } = upload;
  try {
    await engine.upload(importId, fileId, bytes, last);
    send({ type: 'ended', id });
  } catch (cause) {
    const { message } = getTRPCErrorFromUnknown(cause);
    send({ type: 'failed', id, error: { message, code: -32_603, data: {} } });
  }
}

function errorOf({ kind, path, input }: IpcCall, cause: unknown) {
  const error = getTRPCErrorFromUnknown(cause);
  return getTRPCErrorShape({ config: router._def._config, error, type: kind, path, input, ctx: undefined });
}

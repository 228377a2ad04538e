import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppRouter } from '../../app/contract.ts';
import type { FromEngine, ToEngine } from '../../shared/ipc.ts';
import { desktopBridge } from './desktop-bridge.ts';

/** The other end of the line, played by the test. */
let sent: ToEngine[];
let answer: (message: FromEngine) => void;
let bridge: ReturnType<typeof desktopBridge>;

beforeEach(() => {
  sent = [];
  bridge = desktopBridge({
    send: (message) => sent.push(message),
    receive: (listener) => {
      answer = listener;
    },
    pathOf: (file) => (file as { at?: string }).at ?? '',
    showWorkspace: () => {},
    saveFile: async (name) => ({ saved: false, message: name === 'bad' ? 'The disk is full.' : null }),
  });
});

const client = () => createTRPCClient<AppRouter>({ links: [bridge.link] });
const idOf = (at: number) => (sent[at] as { id: string }).id;

describe('calls', () => {
  test('go out with path and input, and come back with their own answer', async () => {
    const first = client().endpoint.query({ id: 1 });
    const second = client().endpoint.query({ id: 2 });
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]).toMatchObject({ type: 'call', kind: 'query', path: 'endpoint', input: { id: 2 } });
    answer({ type: 'data', id: idOf(1), data: 'second', eventId: null });
    answer({ type: 'data', id: idOf(0), data: 'first', eventId: null });
    answer({ type: 'ended', id: idOf(0) });
    answer({ type: 'ended', id: idOf(1) });
    expect([await first, await second]).toEqual(['first', 'second']);
  });

  test('that fail reject with the engine’s message', async () => {
    const failing = client().settings.query();
    await expect.poll(() => sent.length).toBe(1);
    answer({ type: 'failed', id: idOf(0), error: { message: 'Gone.', code: -32_603, data: { code: 'NOT_FOUND' } } });
    const error = await failing.catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(error).toMatchObject({ message: 'Gone.', data: { code: 'NOT_FOUND' } });
  });

  test('for another page’s ids are not heard', () => {
    expect(() => answer({ type: 'data', id: 'elsewhere:0', data: 1, eventId: null })).not.toThrow();
  });
});

test('a subscription tells its states in tRPC’s order, and stops when it is left', async () => {
  const told: unknown[] = [];
  const subscription = client().events.subscribe(undefined, {
    onStarted: () => told.push('started'),
    onData: (event) => told.push(event),
    onConnectionStateChange: (state) => told.push(state.state),
    onComplete: () => told.push('complete'),
  });
  await expect.poll(() => sent.length).toBe(1);
  answer({ type: 'started', id: idOf(0) });
  answer({ type: 'data', id: idOf(0), data: { type: 'changed', what: 'runs' }, eventId: '7' });
  expect(told).toEqual(['started', 'pending', { id: '7', data: { type: 'changed', what: 'runs' } }]);
  subscription.unsubscribe();
  expect(sent[1]).toEqual({ type: 'stop', id: idOf(0) });
});

describe('files', () => {
  test('have a path only where the window knows one', () => {
    expect(bridge.pathOf({ at: '/a.har' } as unknown as File)).toBe('/a.har');
    expect(bridge.pathOf({} as File)).toBeNull();
  });

  test('are uploaded once the engine has taken them', async () => {
    const uploading = bridge.upload('i', 'f', new Uint8Array([1]), true);
    expect(sent[0]).toMatchObject({ type: 'upload', importId: 'i', fileId: 'f', last: true });
    answer({ type: 'ended', id: idOf(0) });
    await expect(uploading).resolves.toBeUndefined();
  });

  test('that the person does not want saved are no error; those that cannot be are', async () => {
    await expect(bridge.saveFile('notes.md', '', 'text/markdown')).resolves.toBe(false);
    await expect(bridge.saveFile('bad', '', 'text/markdown')).rejects.toThrow('The disk is full.');
  });
});

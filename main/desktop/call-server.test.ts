import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../app/calls.ts';
import { openEngine } from '../../app/engine.ts';
import type { FromEngine, ToEngine } from '../../shared/ipc.ts';
import { serveCalls } from './call-server.ts';

let folder: string;
let engine: Engine;
let heard: FromEngine[];
let send: (said: unknown) => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'call-server-'));
  engine = openEngine({
    workspace: join(folder, 'workspace.audit'),
    samples: folder,
    importWorker: new URL('../../app/ingest/import-worker.ts', import.meta.url),
  });
  heard = [];
  send = serveCalls(engine, (message) => heard.push(message));
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const types = (id: string) => heard.filter((message) => message.id === id).map((message) => message.type);
const call = (id: string, kind: 'query' | 'mutation' | 'subscription', path: string, input?: unknown) =>
  send({ type: 'call', id, kind, path, input } satisfies ToEngine);

describe('calls', () => {
  test('a query gets one answer and an end', async () => {
    call('a', 'query', 'settings');
    await expect.poll(() => types('a')).toEqual(['data', 'ended']);
    expect(heard[0]).toMatchObject({ data: { workspaceName: 'workspace' }, eventId: null });
  });

  test('a mutation reaches the workspace', async () => {
    call('a', 'mutation', 'saveSettings', { person: 'M. Keller' });
    await expect.poll(() => types('a')).toEqual(['data', 'ended']);
    expect(engine.settings().person).toBe('M. Keller');
  });

  test.each([
    ['input that is not as agreed', 'endpoint', { id: 'three' }, 'BAD_REQUEST'],
    ['a call that does not exist', 'nothing', undefined, 'NOT_FOUND'],
  ])('%s fails with its code and without a stack', async (_what, path, input, code) => {
    call('a', 'query', path, input);
    await expect.poll(() => types('a')).toEqual(['failed']);
    expect(heard[0]).toMatchObject({ error: { data: { code } } });
    expect(JSON.stringify(heard[0])).not.toContain('call-server');
  });
});

describe('subscriptions', () => {
  test('deliver events with their ids until they are stopped', async () => {
    call('s', 'subscription', 'events');
    await expect.poll(() => types('s')).toEqual(['started']);
    engine.saveSettings({ person: 'A' });
    engine.saveSettings({ person: 'B' });
    await expect.poll(() => types('s')).toEqual(['started', 'data', 'data']);
    expect(heard.slice(1)).toMatchObject([{ eventId: '0' }, { eventId: '1' }]);

    send({ type: 'stop', id: 's' });
    await expect.poll(() => types('s').at(-1)).toBe('ended');
    engine.saveSettings({ person: 'C' });
    expect(types('s')).toEqual(['started', 'data', 'data', 'ended']);
  });

  test('of a page that was left end when the next one starts', async () => {
    call('s', 'subscription', 'events');
    await expect.poll(() => types('s')).toEqual(['started']);
    send({ type: 'reset' });
    await expect.poll(() => types('s').at(-1)).toBe('ended');
  });
});

test.each([
  ['the window’s own orders', { type: 'close' }],
  ['calls of another kind', { type: 'call', id: 'x', kind: 'everything', path: 'settings', input: null }],
  [
    'pieces that are no bytes',
    { type: 'upload', id: 'x', importId: 'i', fileId: '0', bytes: '/etc/passwd', last: true },
  ],
  ['nothing', undefined],
])('%s are not heard from a page', async (_what, said) => {
  send(said);
  call('a', 'query', 'settings');
  await expect.poll(() => types('a')).toEqual(['data', 'ended']);
  expect(heard.map(({ id }) => id)).toEqual(['a', 'a']);
});

test('an upload for an import that is not there says so', async () => {
  send({ type: 'upload', id: 'u', importId: 'gone', fileId: '0', bytes: new Uint8Array(1), last: true });
  await expect.poll(() => types('u')).toEqual(['failed']);
  expect(heard[0]).toMatchObject({ error: { message: expect.stringContaining('gone') } });
});

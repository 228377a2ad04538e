import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Timeline } from '../../shared/timeline-views.ts';
import type { Engine } from '../calls.ts';
import { fixtureFiles, importPaths, openTestEngine } from '../engine-for-tests.ts';

/** Runs: 1 = serial-api, 2 = the requests of serial-ui without their log. */
let engine: Engine;
let timeline: Timeline;
beforeAll(async () => {
  engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  await importPaths(engine, fixtureFiles('directus-serial-ui').slice(0, 1));
  timeline = await timelineIn(engine, { id: 1 });
}, 120_000);
afterAll(() => engine.close());

const timelineIn = async (from: Engine, input: Parameters<Engine['timeline']>[0]) =>
  JSON.parse(await from.timeline(input)) as Timeline;
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const counted = (answer: number) => timeline.commits.answer.filter((one) => one === answer).length;

test('every request and every transaction is one mark, all columns are as long', () => {
  const lengths = (columns: object) => [...new Set(Object.values(columns).map((column: number[]) => column.length))];
  expect(lengths(timeline.requests)).toEqual([136]);
  expect(lengths(timeline.commits)).toEqual([166]);
  expect(timeline.withoutTime).toEqual({ requests: 0, commits: 0 });
});

test('the marks lie where the run has them', () => {
  const { coverage } = engine.run(1);
  const [fromUs, toUs] = timeline.spanUs ?? [0, 0];
  expect(fromUs).toBe(Math.min(coverage.requests.span?.[0] ?? 0, coverage.commits.span?.[0] ?? 0));
  expect(toUs).toBe(Math.max(coverage.requests.span?.[1] ?? 0, coverage.commits.span?.[1] ?? 0));
  expect(fromUs + sum(timeline.commits.afterUs)).toBe(coverage.commits.span?.[1]);
  expect(Math.min(...timeline.requests.afterUs.slice(1), ...timeline.commits.afterUs)).toBeGreaterThanOrEqual(0);
});

test('a server window lies inside its request', () => {
  const { lengthUs, serverFromUs, serverToUs } = timeline.requests;
  lengthUs.forEach((length, i) => {
    expect(serverFromUs[i]).toBeGreaterThanOrEqual(0);
    expect(serverToUs[i]).toBeGreaterThanOrEqual(serverFromUs[i] ?? 0);
    expect(serverToUs[i]).toBeLessThanOrEqual(length);
  });
});

test('answers are those of the run; only linked commits stand on a request, and it is theirs', () => {
  const { links } = engine.run(1);
  expect([counted(0), counted(1), counted(2)]).toEqual([links.linked, links.background, links.undecided]);
  timeline.commits.request.forEach((place, i) => {
    expect(place >= 0).toBe(timeline.commits.answer[i] === 0);
  });
  const at = timeline.commits.answer.indexOf(0);
  const proof = engine.commit(timeline.commits.id[at] ?? 0);
  expect(proof).toMatchObject({ run: 1, answer: 'linked', time: { kind: 'commit', resolutionUs: 1 } });
  expect(proof.candidates[0]?.exchangeId).toBe(timeline.requests.id[timeline.commits.request[at] ?? -1]);
  expect(proof.evidence.length).toBeGreaterThan(0);
});

test('names clients, endpoints and what a transaction did', () => {
  const heartbeat = timeline.deeds.findIndex((deeds) => deeds.some((deed) => deed.table === 'public.heartbeats'));
  expect(timeline.deeds[heartbeat]).toEqual([{ op: 'insert', table: 'public.heartbeats' }]);
  expect(timeline.commits.deed.filter((deed) => deed === heartbeat)).toHaveLength(5);
  expect(timeline.clients).toHaveLength(1);
  expect(timeline.endpoints.map(({ method, route }) => `${method} ${route}`)).toContain('GET /flows/trigger/{id}');
  expect(Math.min(...timeline.requests.endpoint)).toBe(0);
});

test('of a background commit the best answer is none', () => {
  const at = timeline.commits.answer.indexOf(1);
  const proof = engine.commit(timeline.commits.id[at] ?? 0);
  expect(proof).toMatchObject({ answer: 'background', candidates: [{ exchangeId: null }] });
});

test('without a change log there are only requests', async () => {
  const one = await timelineIn(engine, { id: 2 });
  expect(one.requests.id).toHaveLength(304);
  expect(one.commits.id).toEqual([]);
  expect(one.spanUs?.[0]).toBe(engine.run(2).coverage.requests.span?.[0]);
});

test('what is not there says so', async () => {
  await expect(engine.timeline({ id: 99 })).rejects.toThrow('This run is not in this workspace');
  expect(() => engine.commit(999_999)).toThrow('This transaction is not in this workspace');
});

test('commits of a log whose clock is off stand where its correction puts them, or as recorded', async () => {
  const off = openTestEngine();
  const [har = '', log = ''] = fixtureFiles('directus-serial-api');
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-'));
  const late = join(folder, 'late.jsonl');
  const stamp = /"timestamp":"([^"]+)\+00"/g;
  const shifted = (text: string) => {
    const [day = '', time = ''] = text.split(' ');
    const [seconds = '', fraction = ''] = time.split('.');
    const moved = new Date(Date.parse(`${day}T${seconds}Z`) + 9_000).toISOString();
    return `"timestamp":"${moved.slice(0, 10)} ${moved.slice(11, 19)}.${fraction.padEnd(6, '0')}+00"`;
  };
  const lines = gunzipSync(readFileSync(log)).toString('utf8');
  writeFileSync(
    late,
    lines.replaceAll(stamp, (_, text: string) => shifted(text)),
  );
  await importPaths(off, [har, late]);
  const [corrected, recorded] = [await timelineIn(off, { id: 1 }), await timelineIn(off, { id: 1, recorded: true })];
  expect([corrected.clocksOff, recorded.clocksOff, timeline.clocksOff]).toEqual([true, true, false]);
  const last = (one: Timeline) => (one.spanUs?.[0] ?? 0) + sum(one.commits.afterUs);
  expect(last(recorded) - last(corrected)).toBeGreaterThan(8_900_000);
  expect(last(recorded) - last(corrected)).toBeLessThan(9_100_000);
  expect(corrected.commits.id.toSorted()).toEqual(recorded.commits.id.toSorted());
  await off.close();
}, 60_000);

test('lanes are clients, or connections where the captures name them', async () => {
  expect(timeline.hasConnections).toBe(true);
  const lanes = (await timelineIn(engine, { id: 1, lanes: 'connection' })).clients;
  expect(lanes.every((lane) => /^connection \d+, /.test(lane ?? ''))).toBe(true);
  expect(lanes.length).toBeGreaterThanOrEqual(timeline.clients.length);
});

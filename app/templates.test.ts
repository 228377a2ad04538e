import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPaths, openTestEngine } from './engine-for-tests.ts';

const START = Date.UTC(2026, 10, 21, 12);
const folder = mkdtempSync(join(tmpdir(), 'templates-'));

const entry = (day: number, course: string, at: number) => ({
  startedDateTime: new Date(START + day * 86_400_000 + at * 1000).toISOString(),
  time: 40,
  request: {
    method: 'GET',
    url: `https://school.test/courses/${course}/home`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: [],
    queryString: [],
    headersSize: -1,
    bodySize: -1,
  },
  response: {
    status: 200,
    statusText: 'OK',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: [],
    content: { size: 2, mimeType: 'application/json', text: '{}' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  },
  cache: {},
  timings: { send: 1, wait: 38, receive: 1 },
});

/** Every visit of a course's page writes a row. */
const change = (day: number, at: number) => {
  const frame = {
    xid: 100 + day * 1000 + at,
    timestamp: new Date(START + day * 86_400_000 + at * 1000 + 20).toISOString().replace('T', ' ').replace('Z', '+00'),
  };
  const columns = [{ name: 'id', type: 'integer', value: day * 1000 + at }];
  return [
    { action: 'B', ...frame },
    { action: 'I', ...frame, schema: 'public', table: 'enrolments', columns, pk: [{ name: 'id', type: 'integer' }] },
    { action: 'C', ...frame },
  ];
};

function writeRun(day: number, courses: readonly string[]): string[] {
  const files = [join(folder, `run-${day}.har`), join(folder, `run-${day}.jsonl`)] as const;
  const entries = courses.map((course, at) => entry(day, course, at));
  writeFileSync(
    files[0],
    JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } }),
  );
  const lines = courses.flatMap((_, at) => change(day, at)).map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(files[1], lines.join(''));
  return [...files];
}

const key = (course: string): string => `safe-method-writes GET https://school.test/courses/${course}/home`;

test('decisions follow their endpoints when more data makes a template of them', async () => {
  const engine = openTestEngine();
  const keys = () =>
    engine.inventory().findings.flatMap(({ key, rule }) => (rule === 'safe-method-writes' ? [key] : []));
  await importPaths(engine, writeRun(1, ['alpha', 'bravo']));
  expect(keys().sort()).toEqual([key('alpha'), key('bravo')]);
  engine.setStatus({ keys: [key('alpha')], status: 'triaged', why: 'seen', shippedOn: null });
  engine.setOwner({ keys: [key('bravo')], owner: 'M. Keller' });
  engine.addNote({ keys: [key('bravo')], text: 'Ask the course team.' });

  await importPaths(
    engine,
    writeRun(
      2,
      Array.from({ length: 50 }, (_, at) => `course-${at}-home`),
    ),
  );
  expect(engine.runs()).toHaveLength(2);
  expect(keys()).toEqual([key('{}')]);
  const united = engine.inventory().findings.find((finding) => finding.key === key('{}'));
  expect(united?.tracking).toMatchObject({ status: 'triaged', owner: 'M. Keller', notes: 1 });
  await engine.close();
});

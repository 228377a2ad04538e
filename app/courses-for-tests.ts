import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** When day 0 is. */
export const START = Date.UTC(2026, 10, 21, 12);
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

/** A run in which each course's page is visited once on that day, and each visit writes a row. */
export function writeRun(day: number, courses: readonly string[]): string[] {
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

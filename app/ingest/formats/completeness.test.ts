import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presets } from '../changes/audit-table/presets.ts';
import { detect, formats } from '../detect.ts';
import { bytesOf, fixtures } from '../fixture-files.ts';

/** Every format is recorded in a fixture and told of in docs/formats.md, with the command that produces it. */

const docs = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

interface Row {
  readonly from: string;
  readonly starred: boolean;
  readonly how: string;
}

/** The tables of files in the docs. */
const rows: readonly Row[] = docs
  .slice(docs.indexOf('## Requests'), docs.indexOf('## Ids that name'))
  .split('\n')
  .flatMap((line) => {
    const [, from = '', how = ''] = /^\| (.*?) \| (.*) \|$/.exec(line) ?? [];
    return from === '' || from === 'from'
      ? []
      : [{ from: from.replaceAll('\\*', ''), starred: from.includes('\\*'), how }];
  });

/** Rows of the docs by the fixtures behind them; a fixture's name may be cut. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  'Chrome, Edge: HAR': ['har/chrome-devtools', 'har/chrome-sanitised'],
  'Firefox: HAR': ['har/firefox-153', 'har/firefox'],
  'Safari, WebKit: HAR': ['har/webkit-2.50', 'har/safari'],
  'Playwright: HAR': ['har/playwright-embed', 'har/playwright-attach', 'har/playwright-minimal'],
  'Playwright: trace': ['playwright-trace/'],
  'Puppeteer: HAR': ['har/chrome-har'],
  Charles: ['har/charles'],
  Fiddler: ['har/with-mark'],
  'mitmproxy 8': ['har/mitmproxy-8'],
  'mitmproxy 10 and later': ['har/mitmproxy-10'],
  'HTTP Toolkit': ['har/http-toolkit'],
  Insomnia: ['har/insomnia-2022', 'har/insomnia', 'har/export-time-only'],
  'OpenTelemetry (OTLP JSON)': ['otlp-json/'],
  nginx: ['nginx-json/docs-format', 'nginx-json/combined'],
  'Envoy, Istio': ['envoy-json/'],
  'PostgreSQL, wal2json 1 and 2': ['wal2json-1/', 'wal2json-2/'],
  'PostgreSQL, test_decoding': ['test-decoding/'],
  'PostgreSQL, server log': ['postgres-log/', 'postgres-log-csv/', 'postgres-log-json/'],
  MariaDB: ['mysqlbinlog/mariadb-'],
  'MySQL 9': ['mysqlbinlog/mysql-9'],
  'MySQL 8': ['mysqlbinlog/mysql-8'],
  Debezium: ['debezium/'],
  Maxwell: ['maxwell/'],
  Canal: ['canal/'],
  MongoDB: ['mongodb/'],
  DynamoDB: ['dynamodb/'],
  'SQL Server CDC': ['sqlserver-cdc/'],
  'AWS DMS': ['dms-csv/', 'dms-json/'],
  'audit.logged_actions, supa_audit': ['audit-table/logged-actions-', 'audit-table/supa-audit-'],
  Bemi: ['audit-table/bemi'],
  'django-auditlog': ['audit-table/django-auditlog'],
  'django-simple-history': ['audit-table/django-simple-history'],
  'django-easy-audit, django-pghistory': ['audit-table/django-easy-audit', 'audit-table/django-pghistory'],
  PaperTrail: ['audit-table/paper-trail'],
  'an audit table of your own': ['audit-table/home-made-'],
};

const all = fixtures();
const behind = (from: string) => all.filter(({ name }) => (FROM[from] ?? []).some((start) => name.startsWith(start)));
const readmeOf = (expected: string): string => readFileSync(expected.replace(/expected\.json$/, 'README.md'), 'utf8');

/** Fixtures that a recorder or a database wrote, and not a person after its documentation. */
const isReal = (expected: string): boolean => !/not real output|written by hand/i.test(readmeOf(expected));

describe('docs/formats.md', () => {
  test('has the rows that this test knows', () => {
    expect(rows.map(({ from }) => from)).toEqual(Object.keys(FROM));
  });

  test.each(formats.map(({ id }) => id))('tells of %s', (id) => {
    const starts = Object.values(FROM).flat();
    expect(starts.some((start) => start.startsWith(`${id}/`))).toBe(true);
  });

  test.each(rows)('$from: says how to get it', ({ how }) => {
    expect(how.length).toBeGreaterThan(15);
  });

  test.each(rows)('$from: has a fixture, and a star where none of them is real', ({ from, starred }) => {
    const found = behind(from);
    for (const start of FROM[from] ?? []) expect(all.filter(({ name }) => name.startsWith(start))).not.toEqual([]);
    expect(found.some(({ expected }) => isReal(expected))).toBe(!starred);
  });
});

describe('fixtures', () => {
  test.each(all)('$name says where it is from', ({ expected }) => {
    expect(existsSync(expected)).toBe(true);
    expect(readmeOf(expected).trim().length).toBeGreaterThan(20);
  });

  test.each(presets)('the audit table of $title has one', ({ title }) => {
    const titles = all
      .filter(({ formatId }) => formatId === 'audit-table')
      .map(({ expected }) => (JSON.parse(readFileSync(expected, 'utf8')) as [{ title: string }])[0].title);
    expect(titles.some((found) => found.split(', as ')[0] === title)).toBe(true);
  });

  test('what recognised a file is said in a sentence', () => {
    for (const { expected } of all) {
      const [{ title, why }] = JSON.parse(readFileSync(expected, 'utf8')) as [{ title: string; why: string }];
      expect(title).not.toBe('');
      expect(why).toMatch(/\w+ .*\w+/);
    }
  });
});

test('a first look reads at most 64 KiB: what stands behind it tells nothing', () => {
  const padded = bytesOf(`${' '.repeat(70_000)}{"log":{"version":"1.2","entries":[]}}`);
  expect(detect(padded.subarray(0, 65_536)).type).toBe('none');
});

test('the README points to the page of formats', () => {
  expect(README).toContain('docs/formats.md');
});

import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-semantics'));
}, 60_000);
afterAll(() => engine.close());

const list = (
  format: 'csv' | 'json' | 'sarif' | 'issue',
  over: { of?: 'findings' | 'endpoints'; keys?: string[] } = {},
) => engine.exportList({ format, of: over.of ?? 'findings', keys: over.keys ?? null });

const linesOf = (text: string) => text.trimEnd().split('\r\n');

test('findings as CSV: one line each, in the order asked for', async () => {
  const { findings } = engine.inventory();
  const { text, fileName, count } = await list('csv');
  expect(fileName).toBe('findings.csv');
  expect(count).toBe(findings.length);
  expect(linesOf(text)).toHaveLength(findings.length + 1);
  expect(linesOf(text)[0]).toMatch(/^rule,verdict,severity,method,origin,route,summary,/);

  const [first, second] = findings.map(({ key }) => key) as [string, string];
  const two = linesOf((await list('csv', { keys: [second, first] })).text);
  expect(two.map((line) => line.split(',').at(-1))).toEqual(['key', second, first]);
});

test('only what asks for work, or what somebody decided about, has a status', async () => {
  const { findings, endpoints } = engine.inventory();
  const asks = ({ verdict }: { verdict: string }) => (verdict === 'broken' || verdict === 'unsure' ? 'detected' : null);
  const json = JSON.parse((await list('json')).text);
  expect(json.findings.map((each: { tracking: { status: unknown } }) => each.tracking.status)).toEqual(
    findings.map(asks),
  );
  const csv = linesOf((await list('csv', { of: 'endpoints' })).text).slice(1);
  expect(csv.filter((line) => line.includes(',detected,'))).toHaveLength(endpoints.filter(asks).length);
  const one = findings.find(({ verdict }) => verdict === 'holds')?.key ?? '';
  expect((await list('csv', { keys: [one] })).text).not.toContain('detected');
  const [{ id = 0 } = {}] = engine.inventory().runs;
  expect(engine.report(id).endpoints.map(({ status }) => status)).toEqual(engine.report(id).endpoints.map(asks));
});

test('chance is a figure of reads that wrote, and of no other finding', async () => {
  const { findings } = engine.inventory();
  const isWeighed = findings.map(({ rule, proof }) => rule === 'safe-method-writes' && proof.wrote > 0);
  expect(isWeighed).toContain(true);
  const { results } = JSON.parse((await list('sarif')).text).runs[0];
  const figures = results.map(
    (each: { properties: { expectedByChance: unknown } }) => each.properties.expectedByChance,
  );
  expect(figures.map((figure: unknown) => typeof figure === 'number')).toEqual(isWeighed);
  const other = findings.find((_, at) => !isWeighed[at])?.key ?? '';
  expect((await list('csv', { keys: [other] })).text).toMatch(/,\d+,\d+,,[\d.]+,/);
});

test('endpoints as CSV and JSON', async () => {
  const { endpoints } = engine.inventory();
  expect(linesOf((await list('csv', { of: 'endpoints' })).text)).toHaveLength(endpoints.length + 1);
  const json = JSON.parse((await list('json', { of: 'endpoints', keys: [String(endpoints[0]?.endpoint.id)] })).text);
  expect(json).toMatchObject({
    schema: 'endpoint-audit/list@1',
    findings: [],
    endpoints: [{ route: endpoints[0]?.endpoint.route }],
  });
});

test('findings as SARIF hold to the schema of SARIF 2.1.0', async () => {
  const schema = new URL('./export/fixtures/schemas/sarif-2.1.0-rtm.5.json', import.meta.url);
  // One pattern of the schema is no regular expression with the u flag.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv as never);
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  const log = JSON.parse((await list('sarif')).text);
  validate(log);
  expect(validate.errors).toBeNull();
  const { findings } = engine.inventory();
  expect(log.runs[0].results).toHaveLength(findings.length);
  for (const [index, { ruleIndex, ruleId }] of log.runs[0].results.entries()) {
    expect(log.runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(ruleId).toBe(findings[index]?.rule);
  }
  expect(validate({ ...log, version: '2.0' })).toBe(false);
});

test('an issue says what is wrong, why and when it is done', async () => {
  const broken = engine.inventory().findings.find(({ verdict }) => verdict === 'broken');
  const { text, fileName } = await list('issue', { keys: [broken?.key ?? ''] });
  expect(fileName).toBe('issue.md');
  expect(text).toContain(`\`${broken?.endpoint.method} ${broken?.endpoint.route}\``);
  expect(text).toContain('**Why it matters.**');
  expect(text).toContain('**Done when** it is proved by 180 calls, no write');
});

test('nothing that leaves holds a mask', async () => {
  for (const format of ['csv', 'json', 'sarif', 'issue'] as const)
    expect((await list(format)).text).not.toContain('masked·');
});

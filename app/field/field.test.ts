import { describe, expect, test } from 'vitest';
import { BACKGROUND } from './background-for-tests.ts';
import { judgeField } from './field-run-for-tests.ts';
import { GUILTY } from './guilty-for-tests.ts';
import { MISSING } from './missing-for-tests.ts';
import type { FieldScenario } from './scenario-for-tests.ts';
import { WRITES } from './writes-for-tests.ts';

/** Whole runs as real services leave them behind, from files to verdicts: nobody is accused who did not do it. */

async function saidOf({ tell, options, unsure = [] }: FieldScenario) {
  const { verdicts } = await judgeField(tell, options);
  const withVerdict = (wanted: string) =>
    [...verdicts.keys()].flatMap((line) => (line.startsWith(`${wanted} `) ? line.slice(wanted.length + 1) : []));
  return {
    broken: withVerdict('broken').sort(),
    unsure: withVerdict('unsure').filter((line) => unsure.includes(line)),
  };
}

const SETS = { background: BACKGROUND, 'what is not recorded': MISSING, 'methods that write': WRITES, guilty: GUILTY };

describe.each(Object.entries(SETS))('%s', (_, scenarios) => {
  test.each(scenarios.map((each) => [each.name, each] as const))('%s', async (_name, scenario) => {
    const { broken = [], unsure = [] } = scenario;
    expect(await saidOf(scenario)).toEqual({ broken: [...broken].sort(), unsure });
  });
});

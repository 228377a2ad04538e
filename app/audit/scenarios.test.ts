import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RuleId, Verdict } from '../../shared/words.ts';
import { dossierOf, dossiersOf, type Story } from '../story-for-tests.ts';
import { endpointWord } from './facts.ts';
import { judgeEndpoint } from './judge.ts';

/** Offenders as they are met in the field, and their innocent neighbours: calls and rows in, verdicts out. */
interface Scenario {
  readonly name: string;
  readonly story: Story;
  /** By endpoint and rule; rules that are not named must not call anything broken. */
  readonly verdicts: Readonly<Record<string, Readonly<Partial<Record<RuleId, Verdict>>>>>;
  /** By endpoint: texts that stand in what is said of it. */
  readonly says?: Readonly<Record<string, readonly string[]>>;
}

const SCENARIOS = JSON.parse(readFileSync(new URL('fixtures/scenarios.json', import.meta.url), 'utf8')) as Scenario[];

describe('scenarios', () => {
  test('there are many', () => expect(SCENARIOS.length).toBeGreaterThanOrEqual(25));

  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_, { story, verdicts, says = {} }) => {
      for (const [endpoint, wanted] of Object.entries(verdicts)) {
        const judged = [...judgeEndpoint(dossierOf(story, endpoint), {})];
        const named = judged.filter(({ rule }) => wanted[rule] !== undefined);
        expect(Object.fromEntries(named.map(({ rule, judgement }) => [rule, judgement.verdict]))).toEqual(wanted);
      }
      for (const [endpoint, texts] of Object.entries(says)) {
        const told = [...judgeEndpoint(dossierOf(story, endpoint), {})].map(({ judgement }) => judgement.summary);
        for (const text of texts) expect(told.join(' ')).toContain(text);
      }
      const broken = dossiersOf(story).flatMap((dossier) =>
        [...judgeEndpoint(dossier, {})].flatMap(({ rule, judgement }) =>
          judgement.verdict === 'broken' ? [`${rule} ${endpointWord(dossier.endpoint)}`] : [],
        ),
      );
      const expected = Object.entries(verdicts).flatMap(([endpoint, wanted]) =>
        Object.entries(wanted).flatMap(([rule, verdict]) => (verdict === 'broken' ? [`${rule} ${endpoint}`] : [])),
      );
      expect(broken.sort()).toEqual(expected.sort());
    },
  );
});

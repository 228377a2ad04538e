import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULE_IDS, type Verdict } from '../../../shared/words.ts';
import { findRule } from '../judge.ts';
import type { Dossier, DossierWrite } from '../rule.ts';
import { RULES } from './registry.ts';

/** One file in fixtures/<rule>/. A write with `times` stands for so many calls with the like. */
interface Fixture {
  readonly about: string;
  /** Looks much like something broken and is not. */
  readonly nearMiss: boolean;
  readonly dossier: Omit<Dossier, 'writes' | 'chance'> & {
    readonly writes: readonly (Pick<DossierWrite, 'probability' | 'basis' | 'rival' | 'changes'> & {
      readonly times: number;
      /** Named where nothing is said. */
      readonly isNamed?: boolean;
    })[];
    readonly chance: Readonly<Record<string, number>>;
  };
  readonly expected: {
    readonly verdict: Verdict;
    readonly summary: string;
    readonly clause?: string;
    readonly counted?: number;
  };
}

const FOLDER = new URL('fixtures/', import.meta.url);
const namesOf = (rule: string): string[] => readdirSync(new URL(`${rule}/`, FOLDER)).sort();
const read = (rule: string, name: string): Fixture =>
  JSON.parse(readFileSync(new URL(`${rule}/${name}`, FOLDER), 'utf8')) as Fixture;

function toDossier({ dossier }: Fixture): Dossier {
  const calls = dossier.writes.flatMap(({ times, ...write }) => Array.from({ length: times }, () => write));
  const writes = calls.map((write, at) => ({
    isNamed: true,
    ...write,
    exchangeId: at,
    exchange: { capture: 'requests.har', index: at },
    transactionId: at,
    transaction: { capture: 'changes.jsonl', id: String(700 + at) },
  }));
  return { ...dossier, writes, chance: new Map(Object.entries(dossier.chance)) };
}

describe.each(RULES.map((rule) => rule.id))('%s', (id) => {
  const rule = findRule(id);

  test.each(namesOf(id))('%s', (name) => {
    const fixture = read(id, name);
    const dossier = toDossier(fixture);
    expect(rule.appliesTo(dossier.endpoint)).toBe(true);
    const judgement = rule.judge(dossier);
    const { counted, ...told } = fixture.expected;
    expect(judgement).toMatchObject(told);
    if (counted !== undefined) expect(judgement.counted).toHaveLength(counted);
  });

  test.each(namesOf(id))('%s: the proof agrees with itself', (name) => {
    const { counted, evidence, proof, probability, clause } = rule.judge(toDossier(read(id, name)));
    expect(proof.wrote).toBe(counted.length);
    expect(proof.wrote).toBeLessThanOrEqual(proof.calls);
    expect(evidence.length).toBeGreaterThanOrEqual(counted.length);
    expect(evidence.map((each) => each.probability)).toEqual(
      evidence.map((each) => each.probability).toSorted((a, b) => b - a),
    );
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1);
    expect(clause).not.toBe('');
  });

  test('shows a broken, a holds, an unsure and a near miss', () => {
    const fixtures = namesOf(id).map((name) => read(id, name));
    const verdicts = fixtures.map((fixture) => fixture.expected.verdict);
    expect(verdicts).toEqual(expect.arrayContaining(['broken', 'holds', 'unsure']));
    expect(fixtures.filter((each) => each.nearMiss && each.expected.verdict !== 'broken')).not.toEqual([]);
  });

  test('says why and what to do', () => {
    for (const text of [rule.title, rule.why, rule.remedy]) expect(text.length).toBeGreaterThan(20);
  });
});

test('every rule of the vocabulary has a file, and no folder is left over', () => {
  expect(RULES.map((rule) => rule.id)).toEqual([...RULE_IDS]);
  expect(readdirSync(FOLDER).sort()).toEqual([...RULE_IDS].sort());
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIKELY } from '../../../shared/text.ts';
import { RULE_IDS, type RuleId, type Severity, type Verdict } from '../../../shared/words.ts';
import { dossierOf, type Story } from '../../story-for-tests.ts';
import { findRule, limitsOf } from '../judge.ts';
import type { Dossier, DossierWrite, Judgement } from '../rule.ts';
import { RULES } from './registry.ts';

/** One file in fixtures/<rule>/: a dossier with its writes counted, or a run told in short and the endpoint that is judged. */
type Fixture = { readonly about: string; readonly nearMiss: boolean; readonly expected: Expected } & (
  | { readonly dossier: CountedDossier }
  | { readonly endpoint: string; readonly story: Story; readonly thresholds?: Readonly<Record<string, number>> }
);

interface Expected {
  readonly verdict: Verdict;
  readonly summary?: string;
  readonly clause?: string;
  readonly severity?: Severity;
  /** How many calls. */
  readonly counted?: number;
  /** Texts that stand somewhere in the exhibits. */
  readonly exhibits?: readonly string[];
  /** Texts that stand in the remedy. */
  readonly remedy?: readonly string[];
}

/** A write with `times` stands for so many calls with the like. */
interface CountedDossier extends Omit<Dossier, 'writes' | 'chance' | 'run'> {
  readonly writes: readonly (Pick<DossierWrite, 'probability' | 'basis' | 'rival' | 'changes'> & {
    readonly times: number;
    /** Named where nothing is said. */
    readonly isNamed?: boolean;
    /** So it is where nothing is said. */
    readonly isTelling?: boolean;
  })[];
  readonly chance: Readonly<Record<string, number>>;
}

const FOLDER = new URL('fixtures/', import.meta.url);
const namesOf = (rule: string): string[] => readdirSync(new URL(`${rule}/`, FOLDER)).sort();
const read = (rule: string, name: string): Fixture =>
  JSON.parse(readFileSync(new URL(`${rule}/${name}`, FOLDER), 'utf8')) as Fixture;

const toDossier = (fixture: Fixture): Dossier =>
  'dossier' in fixture ? counted(fixture.dossier) : dossierOf(fixture.story, fixture.endpoint);

function counted(dossier: CountedDossier): Dossier {
  const calls = dossier.writes.flatMap(({ times, ...write }) => Array.from({ length: times }, () => write));
  const writes = calls.map((write, at) => ({
    isNamed: true,
    isSent: true,
    isTelling: true,
    ...write,
    isLikely: write.probability >= LIKELY,
    exchangeId: at,
    exchange: { capture: 'requests.har', index: at },
    transactionId: at,
    transaction: { capture: 'changes.jsonl', id: String(700 + at) },
    timeUs: null,
  }));
  return { ...dossier, writes, chance: new Map(Object.entries(dossier.chance)), run: NO_RUN };
}

const NO_RUN: Dossier['run'] = {
  endpoints: [],
  callsOf: () => [],
  answeredReads: () => [],
  unanswered: () => [],
  streams: () => [],
  contentOf: () => {
    throw new Error('a counted dossier has no contents');
  },
  writesOf: () => [],
  rowsOf: () => [],
  eventsOf: () => [],
};

function judge(id: RuleId, fixture: Fixture): Judgement {
  const rule = findRule(id);
  const dossier = toDossier(fixture);
  expect(rule.appliesTo(dossier.endpoint)).toBe(true);
  const thresholds = 'thresholds' in fixture ? (fixture.thresholds ?? {}) : {};
  return rule.judge(dossier, limitsOf(rule, { [id]: { off: false, thresholds } }));
}

describe.each(RULES.map((rule) => rule.id))('%s', (id) => {
  const rule = findRule(id);

  test.each(namesOf(id))('%s', (name) => {
    const fixture = read(id, name);
    const judgement = judge(id, fixture);
    const { counted, exhibits = [], remedy = [], ...told } = fixture.expected;
    expect(judgement).toMatchObject(told);
    if (counted !== undefined) expect(judgement.counted).toHaveLength(counted);
    for (const text of exhibits) expect(JSON.stringify(judgement.exhibits)).toContain(text);
    for (const text of remedy) expect(judgement.remedy).toContain(text);
  });

  test.each(namesOf(id))('%s: the proof agrees with itself', (name) => {
    const { counted, evidence, proof, probability, clause } = judge(id, read(id, name));
    expect(proof.wrote).toBe(counted.length);
    expect(proof.wrote).toBeLessThanOrEqual(proof.calls);
    if ('dossier' in read(id, name)) expect(evidence.length).toBeGreaterThanOrEqual(counted.length);
    expect(evidence.map((each) => each.probability)).toEqual(
      evidence.map((each) => each.probability).toSorted((a, b) => b - a),
    );
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1);
    expect(clause).not.toBe('');
  });

  test.each(namesOf(id))('%s: what matters for the rule stands in a box of its own', (name) => {
    const { verdict, proof } = judge(id, read(id, name));
    const isBoxed = id !== 'safe-method-writes' && verdict !== 'not-judged';
    expect(proof.figure !== undefined).toBe(isBoxed);
    expect(JSON.stringify(proof.figure ?? '')).not.toMatch(/undefined|NaN|Infinity|null/);
  });

  test('shows a broken, a holds, an unsure and a near miss', () => {
    const fixtures = namesOf(id).map((name) => read(id, name));
    const verdicts = fixtures.map((fixture) => fixture.expected.verdict);
    expect(verdicts).toEqual(expect.arrayContaining(['broken', 'holds', 'unsure']));
    expect(fixtures.filter((each) => each.nearMiss && each.expected.verdict !== 'broken')).not.toEqual([]);
  });

  test('says why and what to do', () => {
    for (const text of [rule.title, rule.what, rule.why, rule.source, rule.remedy, rule.example])
      expect(text.length).toBeGreaterThan(20);
    for (const { about } of Object.values(rule.thresholds)) expect(about.length).toBeGreaterThan(10);
  });
});

test('every rule of the vocabulary has a file, and no folder is left over', () => {
  expect(RULES.map((rule) => rule.id)).toEqual([...RULE_IDS]);
  expect(readdirSync(FOLDER).sort()).toEqual([...RULE_IDS].sort());
});

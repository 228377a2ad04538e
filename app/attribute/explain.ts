import type { Basis, Link, LinkEvidence, ValueMatch } from '../../shared/records.ts';
import { plural } from '../../shared/text.ts';
import type { Case } from './case.ts';
import type { Limits } from './doubt.ts';
import { findMatches } from './find-matches.ts';
import type { Frame } from './frame.ts';
import type { Habits } from './habit.ts';
import { callsThatWrite, type Ledger, withoutRequest } from './ledger.ts';
import type { Matter } from './matter.ts';
import type { AttributableExchange, AttributableTransaction } from './model.ts';
import type { Pair } from './pair.ts';
import { describeFind, describeKey, describeTime, duration, nameOf } from './phrases.ts';
import type { Run } from './run.ts';
import { featureWeights } from './score.ts';
import { findName } from './value-evidence.ts';

/** All that a link is made from. */
export interface Findings {
  readonly matter: Matter;
  readonly frame: Frame;
  readonly habits: Habits;
  readonly ledger: Ledger;
  readonly limits: ReadonlyMap<Case, Limits>;
}

/** Without a key nothing is certain. */
const MOST_SURE = 0.999;
const MOST_RIVALS = 3;
const MOST_SENTENCES = 6;
/** Weights (natural log) from which a value is worth a sentence. */
const WORTH_SAYING = 0.5;
/** A rival below this is not worth naming. */
const LEAST_RIVAL = 0.001;

/** The link of one member of a case, with its evidence, strongest first. */
export function linkOf(findings: Findings, one: Case, member: number): Link | null {
  const transaction = findings.matter.run.transactions[member];
  if (!transaction) return null;
  const [best, ...others] = answersOf(one, findings.limits.get(one));
  const pair = best?.pair ?? null;
  const evidence = pair ? explainPair(findings, one, pair, member) : explainNone(findings, one);
  return {
    transactionId: transaction.id,
    exchangeId: idOf(findings.matter.run, pair),
    probability: best?.probability ?? 0,
    basis: one.key.type === 'decided' || one.key.type === 'unrecorded' ? ['key'] : basesOf(evidence),
    evidence,
    rivals: others
      .filter(({ probability }) => probability >= LEAST_RIVAL)
      .slice(0, MOST_RIVALS)
      .map(({ pair: rival, probability }) => ({ exchangeId: idOf(findings.matter.run, rival), probability })),
  };
}

interface Answer {
  readonly pair: Pair | null;
  readonly probability: number;
}

/** Every answer, best first; of equals "none" comes first, so that nobody is accused on a draw. */
function answersOf(one: Case, limits: Limits | undefined): Answer[] {
  const sure = one.key.type === 'decided' || one.key.type === 'unrecorded';
  const most = sure ? 1 : MOST_SURE;
  const answers = [
    { pair: null, probability: Math.min(most, limits?.none ?? 1, one.none) },
    ...one.pairs.map((pair) => ({ pair, probability: Math.min(most, limits?.pair ?? 1, pair.probability) })),
  ];
  return answers.sort((a, b) => b.probability - a.probability);
}

const idOf = ({ exchanges }: Run, pair: Pair | null) => (pair ? (exchanges[pair.exchange]?.id ?? null) : null);

const basesOf = (evidence: readonly LinkEvidence[]): Basis[] => [
  ...new Set(evidence.filter(({ speaks }) => speaks === 'for').map(({ basis }) => basis)),
];

const say = (basis: Basis, text: string, matches: readonly ValueMatch[] = []): LinkEvidence => ({
  basis,
  speaks: 'for',
  text,
  matches,
});
const object = (basis: Basis, text: string): LinkEvidence => ({ basis, speaks: 'against', text, matches: [] });

function explainPair(findings: Findings, one: Case, pair: Pair, member: number): LinkEvidence[] {
  const exchange = findings.matter.run.exchanges[pair.exchange];
  const transaction = findings.matter.run.transactions[member];
  if (!exchange || !transaction) return [];
  const time = describeTime(exchange, atOf(transaction));
  return [
    ...sayKey(one),
    ...sayValues(findings, one, pair, exchange, transaction),
    ...sayJoins(findings, member),
    ...(time === null ? [] : [say('time', time)]),
    ...sayHabit(findings, one, pair),
    ...objections(findings, one, pair),
  ];
}

const atOf = ({ time }: AttributableTransaction) =>
  time && { fromUs: time.us, toUs: time.us + Math.max(1, time.resolutionUs) };

function sayKey({ key }: Case): LinkEvidence[] {
  if (key.type === 'decided') return [say('key', describeKey(key.key, 1))];
  return key.type === 'narrowed' ? [say('key', describeKey(key.key, key.exchanges.size))] : [];
}

function sayValues(
  { frame, habits }: Findings,
  one: Case,
  pair: Pair,
  exchange: AttributableExchange,
  transaction: AttributableTransaction,
): LinkEvidence[] {
  const matches = findMatches(exchange, transaction);
  return featureWeights(frame, habits, one, pair)
    .map((weight, i) => ({ weight, feature: one.features[i], find: findName(pair.findOf(i)) }))
    .filter(({ weight, find }) => weight >= WORTH_SAYING && find !== 'nowhere')
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_SENTENCES)
    .flatMap(({ feature, find }) => {
      if (!feature) return [];
      const own = matches.get(feature.value);
      const text = describeFind(feature, find);
      return [say('value', own ? text : `in a transaction of the same cause: ${text}`, own ?? [])];
    });
}

function sayJoins({ matter: { run, joins } }: Findings, member: number): LinkEvidence[] {
  return (joins.get(member) ?? []).slice(0, 2).map(({ earlier, later, target, value }) => {
    const between = (run.transactions[later]?.time?.us ?? 0) - (run.transactions[earlier]?.time?.us ?? 0);
    const table = target.slice(0, target.lastIndexOf('.'));
    return member === later
      ? say(
          'value',
          `names row ${value} of ${table}, which a transaction of the same cause inserted ${duration(between)} earlier`,
        )
      : say(
          'value',
          `its row ${value} of ${table} is named ${duration(between)} later by a transaction of the same cause`,
        );
  });
}

function sayHabit({ ledger, frame }: Findings, one: Case, pair: Pair): LinkEvidence[] {
  const writers = callsThatWrite(ledger, pair.kind, one.signature);
  const calls = frame.kindSizes[pair.kind] ?? 0;
  const those = frame.isSample
    ? `the ${calls} calls of this endpoint that were counted`
    : `${calls} calls of this endpoint`;
  return writers < 2 ? [] : [say('habit', `${writers} of ${those} write this`)];
}

function objections({ matter: { run }, frame, habits }: Findings, one: Case, pair: Pair): LinkEvidence[] {
  const rivals = one.pairs.filter((rival) => rival !== pair && rival.probability >= 0.01);
  rivals.sort((a, b) => b.probability - a.probability);
  const open = rivals.slice(0, MOST_RIVALS).flatMap((rival) => {
    const exchange = run.exchanges[rival.exchange];
    return exchange ? [object('time', `${nameOf(exchange)} was open too`)] : [];
  });
  if (one.key.type === 'decided') return [];
  const missing = featureWeights(frame, habits, one, pair)
    .map((weight, i) => ({ weight, feature: one.features[i], find: pair.findOf(i) }))
    .filter(({ weight, find }) => find === 0 && weight <= -1)
    .sort((a, b) => a.weight - b.weight)
    .slice(0, 2)
    .flatMap(({ feature }) => (feature ? [object('value', describeFind(feature, 'nowhere'))] : []));
  const none = one.none >= 0.05 ? [object('habit', 'it may have come from no recorded request')] : [];
  return [...missing, ...open, ...none];
}

function explainNone({ matter: { run }, frame, ledger }: Findings, one: Case): LinkEvidence[] {
  if (one.key.type === 'unrecorded') return [say('key', 'carries the key of a request that was not recorded')];
  const foreign = one.key.type === 'foreign' ? [say('key', 'carries an id that no recorded request has')] : [];
  const { alone, all } = withoutRequest(ledger, one.signature);
  const those = frame.isSample ? `the ${all} such transactions that were counted` : `${all} such transactions`;
  const like = all < 2 ? [] : [say('habit', `${alone} of ${those} came without a request`)];
  const open = one.pairs.length;
  const around =
    open === 0
      ? 'no request was open'
      : `${open} ${plural(open, 'request was', 'requests were')} open, and none of them explains it`;
  const rivals = one.pairs
    .filter(({ probability }) => probability >= 0.05)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MOST_RIVALS)
    .flatMap(({ exchange }) => run.exchanges[exchange] ?? [])
    .map((exchange) => object('time', `${nameOf(exchange)} was open`));
  return [...foreign, ...like, say('time', around), ...rivals];
}

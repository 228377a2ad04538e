import { formatCount, formatExpected, plural } from '../../../shared/text.ts';
import type { FindingRow, Proof } from '../../../shared/views.ts';
import type { RuleId } from '../../../shared/words.ts';

/** One of the four proof boxes: a figure and what it is. */
export interface ProofBox {
  readonly id: 'counted' | 'expected' | 'own' | 'other' | 'links';
  readonly figure: string;
  readonly words: string;
}

function countedWords({ calls, wrote }: Proof): string {
  if (calls === 0) return 'calls got to the server';
  const others = calls - wrote;
  if (wrote === 0)
    return 'calls wrote a row that counts, so there is nothing that chance or another request could explain';
  if (others === 0) return wrote === 1 ? 'call wrote' : 'calls wrote: every one';
  return `calls wrote; the other ${formatCount(others)} did not`;
}

function otherBox({ bestOther, wrote }: Proof): ProofBox {
  if (bestOther && bestOther.calls > 0) {
    return {
      id: 'other',
      figure: `${formatCount(bestOther.calls)} of ${formatCount(wrote)}`,
      words: `is the most another request could explain: ${bestOther.endpoint}`,
    };
  }
  return {
    id: 'other',
    figure: `None of ${formatCount(wrote)}`,
    words: 'could be explained by another request',
  };
}

function linksBox({ strengths }: Proof): ProofBox {
  const told = [
    { count: strengths.certain, word: 'certain' },
    { count: strengths.veryLikely, word: 'very likely' },
    { count: strengths.likely, word: 'likely' },
  ].filter(({ count }) => count > 0);
  const [first, ...rest] = told;
  if (!first) return { id: 'links', figure: 'No links', words: 'to a row change that counts' };
  const also = rest.map(({ count, word }) => `${formatCount(count)} ${word}`).join(' and ');
  const why = strengths.certain === 0 ? ' None is certain, because no request id was captured' : '';
  return {
    id: 'links',
    figure: `${formatCount(first.count)} ${first.word}`,
    words: `${plural(first.count, 'link')}${also ? `, and ${also}` : ''}${why ? `.${why}` : ''}`,
  };
}

/** Reads that write are weighed against chance; for other rules its own figure stands in the place of that. */
export function proofBoxes({ proof, rule, verdict }: Pick<FindingRow, 'proof' | 'rule' | 'verdict'>): ProofBox[] {
  if (verdict === 'not-judged') return [];
  if (rule === 'safe-method-writes') return readBoxes(proof);
  const { certain, veryLikely, likely } = proof.strengths;
  const hasLinks = certain + veryLikely + likely > 0;
  return [
    brokenBox(proof, rule),
    ...(proof.figure ? [{ id: 'own' as const, ...proof.figure }] : []),
    ...(hasLinks && proof.wrote > 0 ? [otherBox(proof)] : []),
    ...(hasLinks ? [linksBox(proof)] : []),
  ];
}

/** What is counted: of the calls that could tell those that broke the rule. */
export const BROKEN: Readonly<
  Record<Exclude<RuleId, 'safe-method-writes'>, readonly [one: string, many: string, how: string]>
> = {
  'telemetry-read-back': ['call that wrote telemetry', 'calls that wrote telemetry', 'shown by a later response'],
  'put-not-idempotent': ['repeated PUT', 'repeated PUTs', 'left other rows than the first'],
  'put-partial': [
    'PUT that could be followed into a row',
    'PUTs that could be followed into a row',
    'left something out that was kept',
  ],
  'put-split-ownership': ['PUT of several clients', 'PUTs of several clients', 'left out what another client owns'],
  'put-shared-state': [
    'row that the route wrote',
    'rows that the route wrote',
    'written by a route that carries other columns',
  ],
  'patch-unconditional': ['accepted PATCH', 'accepted PATCHes', 'could undo what another caller did'],
  'delete-side-effects': [
    'DELETE that could be judged',
    'DELETEs that could be judged',
    'touched more than the target',
  ],
  'failed-call-writes': ['failed call', 'failed calls', 'left rows changed'],
  'duplicate-post': ['POST that was sent again', 'POSTs that were sent again', 'made a second thing'],
  'cached-side-effect': ['call', 'calls', 'between which and the write a cache stands'],
};

function brokenBox({ calls, wrote }: Proof, rule: Exclude<RuleId, 'safe-method-writes'>): ProofBox {
  const [one, many, how] = BROKEN[rule];
  return {
    id: 'counted',
    figure: `${formatCount(wrote)} of ${formatCount(calls)}`,
    words: `${plural(calls, one, many)}: ${how}`,
  };
}

/** Counted, expected by chance, best other cause, link strength; the last three are of writes, so only where some count. */
function readBoxes(proof: Proof): ProofBox[] {
  const counted: ProofBox = {
    id: 'counted',
    figure: `${formatCount(proof.wrote)} of ${formatCount(proof.calls)}`,
    words: countedWords(proof),
  };
  if (proof.wrote === 0) return [counted];
  const expected: ProofBox = {
    id: 'expected',
    figure: `${formatExpected(proof.expected)} by chance`,
    words: 'such writes that jobs or other requests would have put into these calls',
  };
  return [counted, expected, otherBox(proof), linksBox(proof)];
}

/** Behind the info button: how the expected figure came about, and why it moves with the class of a table. */
export const expectedInfo = ({ expected, calls }: Proof): string =>
  `We count the writes of the same kind to the same tables in the whole run that no other request firmly explains, leave out those linked to this endpoint, and take the share of the run during which its calls were open. That puts ${formatExpected(expected)} of them into these ${formatCount(calls)} ${plural(calls, 'call')}. Which tables count follows from their classes: with another class of a table the figure is another.`;

/** `Wrote in all 7 runs.`; of rules that do not judge by writes `Found in all 7 runs.` */
export function runsSentence({ rule, runs, verdict }: Pick<FindingRow, 'rule' | 'runs' | 'verdict'>): string {
  const isOfReads = rule === 'safe-method-writes';
  const [did, didNot] = isOfReads ? ['Wrote', 'Did not write'] : ['Found', 'Not found'];
  const seen = runs.filter((cell) => cell.state !== 'not-seen');
  const wrote = seen.filter((cell) => cell.state === 'wrote').length;
  if (seen.length === 0 && verdict === 'not-judged') return 'It could be judged in no run shown.';
  if (seen.length === 0) return 'Not called in any run shown.';
  const unsure = seen.filter((cell) => cell.state === 'unsure').length;
  const called = 'in which it was called';
  const all = seen.length === 1 ? `the one run ${called}` : `all ${formatCount(seen.length)} runs ${called}`;
  if (wrote === seen.length) return `${did} in ${all}.`;
  if (unsure === seen.length) return `Unsure in ${all}.`;
  if (wrote + unsure === 0) return `${didNot} in ${all}.`;
  const parts = [
    ...(wrote > 0 ? [`${did.toLowerCase()} in ${formatCount(wrote)}`] : []),
    ...(unsure > 0 ? [`unsure in ${formatCount(unsure)}`] : []),
  ];
  return `Of the ${formatCount(seen.length)} runs ${called}: ${parts.join(', ')}.`;
}

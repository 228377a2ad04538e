import type { Candidate, RunPage, UnattributedPage, UnattributedTransaction } from '../../shared/run-views.ts';
import { UNATTRIBUTED_PAGE } from '../../shared/run-views.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { Answers } from '../store/answers.ts';
import { readNamedJobs } from '../store/corrections.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints } from '../store/endpoints.ts';
import { countLinks } from '../store/links.ts';
import {
  type AnsweredTransaction,
  countBases,
  countCommitsByTime,
  countRequestsByTime,
  type NamedExchange,
  readAnswered,
  readBackground,
  readCaptureFacts,
  readDeeds,
  readNamed,
  readRunHead,
  readSides,
  readUndecided,
} from '../store/run-facts.ts';
import { groupBackground, patternOf, signatureOfDeeds } from './background.ts';
import { axisOf, coverageOf, fillBuckets } from './coverage.ts';
import { deciderOf } from './decider.ts';
import { qualityOf } from './quality.ts';

/** A probability below this is not worth a line. */
const WORTH_NAMING = 0.005;

/** The page of one run; null when the workspace does not hold it. `lasting` keeps what no decision changes. */
export function runPageOf(db: Db, runId: number, lasting: Answers): RunPage | null {
  const head = readRunHead(db, runId);
  if (!head) return null;
  const { background, ...facts } = lasting(`run ${runId}`, () => ({
    bases: countBases(db, runId),
    coverage: readCoverage(db, runId),
    background: readBackground(db, runId),
    captures: readCaptureFacts(db, runId),
  }));
  const jobs = new Map(readNamedJobs(db).map(({ signature, name }) => [signature, name]));
  return {
    ...head,
    ...facts,
    links: countLinks(db, runId),
    quality: qualityOf(db, runId),
    background: groupBackground(background, jobs),
  };
}

function readCoverage(db: Db, runId: number): RunPage['coverage'] {
  const { requests, commits } = readSides(db, runId);
  const axis = axisOf(requests, commits);
  if (!axis) return coverageOf(requests, commits, null);
  const { fromUs, widthUs, count } = axis;
  const rows = fillBuckets(
    count,
    countRequestsByTime(db, runId, fromUs, widthUs),
    countCommitsByTime(db, runId, fromUs, widthUs),
  );
  return coverageOf(requests, commits, { fromUs, widthUs, rows });
}

/**
 * One page of a run's unattributed transactions: those of one background pattern, or, where it is null, those that
 * could not be told apart. Pages count from 1. Null when the workspace does not hold the run.
 */
export function unattributedOf(db: Db, runId: number, pattern: string | null, page: number): UnattributedPage | null {
  if (!readRunHead(db, runId)) return null;
  const ids =
    pattern === null
      ? readUndecided(db, runId)
      : readBackground(db, runId)
          .filter((transaction) => patternOf(transaction) === pattern)
          .map(({ id }) => id);
  const from = (page - 1) * UNATTRIBUTED_PAGE;
  return { total: ids.length, rows: answeredRows(db, ids.slice(from, from + UNATTRIBUTED_PAGE)) };
}

/** These transactions in commit order, each with all that was weighed for it. */
export function answeredRows(db: Db, ids: readonly number[]): UnattributedTransaction[] {
  const answered = readAnswered(db, ids);
  const deeds = Map.groupBy(readDeeds(db, ids), (deed) => deed.transactionId);
  const name = candidateNamer(db, answered);
  return answered.map((transaction) => {
    const { id, sourceId, capture, timeUs, resolutionUs } = transaction;
    const own = deeds.get(id) ?? [];
    const weighed = weigh(transaction, name);
    return {
      transactionId: id,
      sourceId,
      capture,
      atUs: timeUs,
      deeds: own.map(({ op, table, rows }) => ({ op, table, rows })),
      signature: signatureOfDeeds(own),
      ...weighed,
      decider: deciderOf(timeUs === null ? null : (resolutionUs ?? 1), weighed.candidates),
    };
  });
}

/** The best answer and every other that is worth a line; the rest is one sum. */
function weigh(
  transaction: AnsweredTransaction,
  name: (answer: Answer) => Candidate,
): Pick<UnattributedTransaction, 'candidates' | 'others'> {
  const candidates = answersOf(transaction)
    .filter(({ probability }, i) => i === 0 || probability >= WORTH_NAMING)
    .map(name);
  const others = 1 - candidates.reduce((sum, { probability }) => sum + probability, 0);
  return { candidates, others: others < WORTH_NAMING ? 0 : others };
}

type Answer = Pick<Candidate, 'exchangeId' | 'probability'>;

const answersOf = ({ exchangeId, probability, rivals }: AnsweredTransaction): Answer[] => [
  { exchangeId, probability },
  ...rivals,
];

/** Gives answers the names of their requests. */
function candidateNamer(db: Db, transactions: readonly AnsweredTransaction[]): (answer: Answer) => Candidate {
  const endpoints = readEndpoints(db);
  const asked = transactions.flatMap(answersOf).flatMap(({ exchangeId }) => (exchangeId === null ? [] : [exchangeId]));
  const exchanges = new Map(readNamed(db, [...new Set(asked)]).map((exchange) => [exchange.id, exchange]));
  const endpointOf = (exchange: NamedExchange | undefined): EndpointName | null => {
    const stored = endpoints.get(exchange?.endpointId ?? -1);
    return stored ? { id: stored.id, method: stored.method, origin: stored.origin, route: stored.route } : null;
  };
  return ({ exchangeId, probability }) => {
    const exchange = exchangeId === null ? undefined : exchanges.get(exchangeId);
    return { exchangeId, endpoint: endpointOf(exchange), atUs: exchange?.startUs ?? null, probability };
  };
}

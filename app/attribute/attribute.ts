import type { Link } from '../../shared/records.ts';
import { openCases } from './case.ts';
import { findJoins, type Join } from './chains.ts';
import { correctClock, estimateClock, estimateScatter, widenStamps } from './clock.ts';
import { type Findings, linkOf } from './explain.ts';
import { fitHabits } from './fit.ts';
import { frameOf } from './frame.ts';
import { groupTransactions } from './group.ts';
import { answerKeys } from './keys.ts';
import { countAnswers } from './ledger.ts';
import type { Attribute } from './model.ts';
import { orderRun } from './run.ts';
import { indexValues } from './value-index.ts';

/**
 * Keys decide; where there are none, exchanges compete for each transaction with "no recorded request" by
 * values, time and habit. Work grows with the input and with how much of it overlaps.
 */
export const attribute: Attribute = (exchanges, transactions) => {
  const recorded = orderRun(exchanges, transactions);
  const index = indexValues(recorded);
  const timed = correctClock(recorded, estimateClock(recorded, index));
  const run = widenStamps(timed, estimateScatter(timed, index));
  const answers = answerKeys(run);
  const { chains, joins } = groupTransactions(run, findJoins(run), answers, index);
  const docket = openCases(run, chains, answers, index);
  const frame = frameOf(run, index, docket);
  const habits = fitHabits(frame);
  const findings = { run, frame, habits, ledger: countAnswers(docket.cases), joins: joinsByTransaction(joins) };
  const links = linkAll(findings);
  return transactions.flatMap(({ id }) => links.get(id) ?? []);
};

function linkAll(findings: Findings): Map<number, Link> {
  const links = new Map<number, Link>();
  for (const one of findings.frame.docket.cases) {
    for (const member of one.chain.members) {
      const link = linkOf(findings, one, member);
      if (link) links.set(link.transactionId, link);
    }
  }
  return links;
}

function joinsByTransaction(joins: readonly Join[]): Map<number, Join[]> {
  const byTransaction = new Map<number, Join[]>();
  for (const join of joins)
    for (const end of [join.earlier, join.later]) byTransaction.set(end, [...(byTransaction.get(end) ?? []), join]);
  return byTransaction;
}

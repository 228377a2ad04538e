import type { Link } from '../../shared/records.ts';
import { openCases } from './case.ts';
import { findJoins, type Join } from './chains.ts';
import { tellTime } from './clock.ts';
import { limitsOf } from './doubt.ts';
import { type Findings, linkOf } from './explain.ts';
import { fitHabits } from './fit.ts';
import { frameOf } from './frame.ts';
import { groupTransactions } from './group.ts';
import { answerKeys } from './keys.ts';
import { countAnswers } from './ledger.ts';
import type { Attribute, Corrections } from './model.ts';
import { orderRun } from './run.ts';
import { indexValues } from './value-index.ts';

/**
 * Keys decide; where there are none, exchanges compete for each transaction with "no recorded request" by
 * values, time and habit. Work grows with the input and with how much of it overlaps.
 */
export const attribute: Attribute = ({ exchanges, transactions, corrections = NO_CORRECTIONS }) => {
  const recorded = orderRun(exchanges, transactions);
  const index = indexValues(recorded);
  const { run, clocks } = tellTime(recorded, index);
  const answers = answerKeys(run);
  const { chains, joins } = groupTransactions(run, findJoins(run), answers, index);
  const docket = openCases(run, chains, answers, index, corrections);
  const frame = frameOf(run, index, docket);
  const habits = fitHabits(frame);
  const findings = {
    run,
    frame,
    habits,
    ledger: countAnswers(docket.cases),
    limits: limitsOf(frame),
    joins: joinsByTransaction(joins),
  };
  const links = linkAll(findings);
  return { links: transactions.flatMap(({ id }) => links.get(id) ?? []), clocks };
};

const NO_CORRECTIONS: Corrections = { rejected: new Map(), background: new Set() };

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

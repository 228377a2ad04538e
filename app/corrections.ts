import type { Link, LinkEvidence } from '../shared/records.ts';
import type { Corrections } from './attribute/model.ts';
import {
  locateLink,
  type NamedJob,
  type RejectedLink,
  readNamedJobs,
  readRejectedLinks,
  readTransactionsOf,
} from './store/corrections.ts';
import type { Db } from './store/database.ts';

/** What people said about the transactions of some runs. */
export interface Said {
  readonly corrections: Corrections;
  /** Why, by transaction: shown with its link. */
  readonly reasons: ReadonlyMap<number, readonly LinkEvidence[]>;
  /** The same for equal corrections: what a run was attributed with. */
  readonly text: string;
}

export function readSaid(db: Db, runIds: readonly number[]): Said {
  const rejected = readRejectedLinks(db).flatMap((link) =>
    locateLink(db, runIds, link.place).map((found) => ({ ...link, ...found })),
  );
  const jobs = new Map(readNamedJobs(db).map((job) => [job.signature, job]));
  const members = readTransactionsOf(db, runIds, new Set(jobs.keys()));
  const ruledOut = Map.groupBy(rejected, ({ transactionId }) => transactionId);
  const reasons = new Map([...ruledOut].map(([id, links]) => [id, links.map(rejectedReason)]));
  for (const [id, signature] of members) {
    const job = jobs.get(signature);
    if (job) reasons.set(id, [jobReason(job)]);
  }
  return {
    corrections: {
      rejected: new Map([...ruledOut].map(([id, links]) => [id, new Set(links.map((link) => link.exchangeId))])),
      background: new Set(members.keys()),
    },
    reasons,
    text: JSON.stringify([rejected.map(({ place, who, why }) => [place, who, why]), jobsOf(jobs, members)]),
  };
}

/** The jobs that do something in these runs. */
const jobsOf = (jobs: ReadonlyMap<string, NamedJob>, members: ReadonlyMap<number, string>): NamedJob[] =>
  [...new Set(members.values())].sort().flatMap((signature) => jobs.get(signature) ?? []);

const byPerson = (text: string): LinkEvidence => ({ basis: 'person', speaks: 'for', text, matches: [] });

const jobReason = ({ name, why, ...said }: NamedJob): LinkEvidence =>
  byPerson(`${saidBy(said)} named it as the background job ${name}${because(why)}`);

const rejectedReason = ({ endpoint, why, ...said }: RejectedLink & { endpoint: string | null }): LinkEvidence =>
  byPerson(`${saidBy(said)} ruled out ${endpoint ?? 'a request without an endpoint'}${because(why)}`);

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const saidBy = ({ who, atMs }: Pick<NamedJob, 'who' | 'atMs'>): string =>
  `${who}, ${new Date(atMs).toLocaleDateString('en-GB', DATE)},`;
const because = (why: string | null): string => (why ? `: ${why}` : '');

/** Links as people left them: what they said wins over every other evidence, a key's included. */
export function overrule(links: readonly Link[], { corrections, reasons }: Said): readonly Link[] {
  if (reasons.size === 0) return links;
  return links.map((link) => {
    const said = reasons.get(link.transactionId);
    if (!said) return link;
    const isJob = corrections.background.has(link.transactionId);
    const isRejected = corrections.rejected.get(link.transactionId)?.has(link.exchangeId ?? -1) ?? false;
    return isJob || isRejected ? withoutRequest(link, said) : corrected(link, said);
  });
}

const withoutRequest = ({ transactionId }: Link, evidence: readonly LinkEvidence[]): Link => ({
  transactionId,
  exchangeId: null,
  probability: 1,
  basis: ['person'],
  evidence,
  rivals: [],
});

const corrected = (link: Link, said: readonly LinkEvidence[]): Link => ({
  ...link,
  basis: ['person', ...link.basis],
  evidence: [...said, ...link.evidence],
});

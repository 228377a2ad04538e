import type { z } from 'zod';
import type { nameJobInput, rejectLinkInput } from '../shared/inputs.ts';
import { formatCount, plural } from '../shared/text.ts';
import {
  countLinked,
  jobSubject,
  linkSubject,
  locateLink,
  readLinkPlace,
  readTransactionsOf,
} from './store/corrections.ts';
import type { Db } from './store/database.ts';
import { readyRuns } from './store/runs.ts';
import { readStamp } from './store/timeline.ts';
import type { Plan } from './track/decide.ts';

/** The decision that a request did not cause a transaction; null when no run holds both. */
export function planRejection(db: Db, input: z.output<typeof rejectLinkInput>): Plan | null {
  const { transactionId, exchangeId, rejected, why } = input;
  const place = readLinkPlace(db, transactionId, exchangeId);
  const run = readStamp(db, transactionId)?.run;
  if (!place || run === undefined) return null;
  const endpoint = locateLink(db, [run], place)[0]?.endpoint ?? 'a request without an endpoint';
  const label = `${rejected ? 'Not this request' : 'Possible again'}: ${endpoint}, transaction ${place.sourceId}`;
  const step = { subject: linkSubject(place), field: 'rejected', value: rejected ? true : null, why } as const;
  return { label, steps: [step], refused: [] };
}

/** The decision that what does this is a background job; its label says how much follows, so that it can be undone. */
export function planJob(db: Db, { signature, name, why }: z.output<typeof nameJobInput>): Plan {
  const label = name === null ? `No background job: ${signature}` : `Background job ${name}: ${reach(db, signature)}`;
  return { label, steps: [{ subject: jobSubject(signature), field: 'job', value: name, why }], refused: [] };
}

/** `insert heartbeats, 61 transactions, 2 of them linked to a request until now`. */
function reach(db: Db, signature: string): string {
  const members = readTransactionsOf(db, readyRuns(db), new Set([signature]));
  const linked = countLinked(db, [...members.keys()]);
  const all = `${signature}, ${formatCount(members.size)} ${plural(members.size, 'transaction')}`;
  return linked === 0 ? all : `${all}, ${formatCount(linked)} of them linked to a request until now`;
}

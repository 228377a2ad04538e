import type { CallProof, ClassedChange, LinkedTransaction } from '../../shared/call-views.ts';
import type { Change, Link } from '../../shared/records.ts';
import type { CaptureRow } from '../../shared/views.ts';
import { classOfChange } from '../audit/change-class.ts';
import type { ClassLookup } from '../audit/table-classes.ts';
import type { Db } from '../store/database.ts';
import { readEndpoint } from '../store/endpoints.ts';
import { readAlsoOpen } from '../store/inventory.ts';
import { readLinksOfExchange } from '../store/links.ts';
import { readExchange, readLinkedTransactions, type StoredTransaction } from '../store/records.ts';
import { readCaptures, readyRuns } from '../store/runs.ts';
import { signatureOfDeeds } from './background.ts';

/** One call with its rows and the reasons for each link; null when the workspace does not hold it. */
export function callProofOf(db: Db, classes: ClassLookup, exchangeId: number): CallProof | null {
  const stored = readExchange(db, exchangeId);
  const place = stored && findCapture(db, stored.captureId);
  if (!stored || !place) return null;
  const { id, captureId, endpointId, claims, keys, ...exchange } = stored;
  const links = new Map(readLinksOfExchange(db, exchangeId).map((link) => [link.transactionId, link]));
  const captureNames = new Map(readCaptures(db, place.run).map((capture) => [capture.id, capture.name]));
  return {
    exchangeId,
    run: place.run,
    capture: place.capture.name,
    exchange,
    links: readLinkedTransactions(db, exchangeId).flatMap((transaction) => {
      const link = links.get(transaction.id);
      return link ? [linked(db, classes, captureNames, transaction, link)] : [];
    }),
    alsoOpen: readAlsoOpen(db, place.run, exchangeId).map(({ method, route, ...open }) => ({
      ...open,
      endpoint: `${method} ${route}`,
    })),
  };
}

function findCapture(db: Db, captureId: number): { run: number; capture: CaptureRow } | null {
  for (const run of readyRuns(db)) {
    const capture = readCaptures(db, run).find((candidate) => candidate.id === captureId);
    if (capture) return { run, capture };
  }
  return null;
}

function linked(
  db: Db,
  classes: ClassLookup,
  captureNames: ReadonlyMap<number, string>,
  transaction: StoredTransaction,
  link: Link,
): LinkedTransaction {
  return {
    transactionId: transaction.id,
    sourceId: transaction.sourceId,
    capture: captureNames.get(transaction.captureId) ?? '',
    time: transaction.time,
    context: transaction.context,
    probability: link.probability,
    signature: signatureOfDeeds(transaction.changes),
    evidence: link.evidence,
    rivals: link.rivals.map((rival) => ({ ...rival, endpoint: endpointOf(db, rival.exchangeId) })),
    changes: transaction.changes.map((change) => classed(change, classes)),
  };
}

function endpointOf(db: Db, exchangeId: number | null): string {
  if (exchangeId === null) return 'none of them';
  const exchange = readExchange(db, exchangeId);
  const endpoint = exchange?.endpointId ? readEndpoint(db, exchange.endpointId) : null;
  return endpoint ? `${endpoint.method} ${endpoint.route}` : `${exchange?.method} ${exchange?.path}`;
}

function classed(change: Change, classes: ClassLookup): ClassedChange {
  const { class: meaning, counts } = classOfChange(change, classes);
  const columns = Object.keys({ ...change.before, ...change.after });
  const own = columns.flatMap((column) => {
    const found = classes.column(change.table, column);
    return found ? [[column, found.class] as const] : [];
  });
  return { ...change, class: meaning, counted: counts && meaning === 'domain', columnClasses: Object.fromEntries(own) };
}

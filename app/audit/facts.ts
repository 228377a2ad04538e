import type { Change, Link, Micros, Reached } from '../../shared/records.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { ChangeClass, ClassableChange } from './change-class.ts';
import type { Call, Content } from './rule.ts';

/** An exchange as judging sees it. */
export interface FactExchange {
  readonly id: number;
  readonly endpointId: number;
  readonly capture: string;
  /** Names may be equal. */
  readonly captureId: number;
  readonly index: number;
  readonly reached: Reached;
  readonly reachedWhy: string;
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
}

export interface FactChange extends ClassableChange {
  /** The primary key as JSON text, equal for equal rows; null where the log does not name it. */
  readonly key: string | null;
}

export interface FactTransaction {
  readonly id: number;
  readonly capture: string;
  readonly sourceId: string;
  readonly timeUs: Micros | null;
  readonly changes: readonly FactChange[];
}

/** Everything known about the captures judged together: one run, or several whose clocks agree. */
export interface AuditFacts {
  /** Whether any change log covers the calls. */
  readonly hasChangeLog: boolean;
  /** Captures, by id, whose calls lie apart in time from every change log: nothing of them counts. */
  readonly uncovered: ReadonlySet<number>;
  /** From which probability on a link counts. */
  readonly likelyFrom: number;
  readonly endpoints: readonly EndpointName[];
  readonly exchanges: readonly FactExchange[];
  readonly transactions: readonly FactTransaction[];
  readonly links: readonly Link[];
  /** What is too large to hold for a whole run, read when a rule asks. */
  readonly source: FactSource;
  classOf(change: ClassableChange): ChangeClass;
}

export interface FactSource {
  /** In time order; those without a time at the end. */
  callsOf(endpoint: EndpointName): readonly Call[];
  contentOf(exchangeId: number): { readonly request: Content; readonly response: Content };
  /** In the transaction's order. */
  rowsOf(transactionId: number): readonly Change[];
}

/** A link with both its ends looked up; the exchange is null where no request caused it. */
export interface JoinedLink {
  readonly link: Link;
  readonly transaction: FactTransaction;
  readonly exchange: FactExchange | null;
  /** Whether the link is likely enough to count. */
  readonly isLikely: boolean;
  readonly endpoint: EndpointName | null;
  /** In the transaction's order; updates that moved nothing are among them. */
  readonly changes: readonly ClassedFact[];
}

/** The link's exchange and endpoint where the link is likely. */
export const likelyOwner = ({ isLikely, exchange, endpoint }: JoinedLink) =>
  isLikely && exchange && endpoint ? { exchangeId: exchange.id, endpoint } : null;

/** `public.articles {"id":5}`. */
export const rowIdOf = ({ table, key }: FactChange): string | null => (key === null ? null : `${table} ${key}`);

export interface ClassedFact extends FactChange, ChangeClass {}

/** `GET /flows/trigger/{id}`: how other endpoints are named in sentences. */
export const endpointWord = ({ method, route }: EndpointName): string => `${method} ${route}`;

/** Looks up both ends of every link; transactions without a link are left out. */
export function join(facts: AuditFacts): JoinedLink[] {
  const exchanges = new Map(facts.exchanges.map((exchange) => [exchange.id, exchange]));
  const endpoints = new Map(facts.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const links = new Map(facts.links.map((link) => [link.transactionId, link]));
  return facts.transactions.flatMap((transaction) => {
    const link = links.get(transaction.id);
    if (link === undefined) return [];
    const exchange = (link.exchangeId === null ? null : exchanges.get(link.exchangeId)) ?? null;
    const endpoint = (exchange && endpoints.get(exchange.endpointId)) ?? null;
    const changes = transaction.changes.map((change) => ({ ...change, ...facts.classOf(change) }));
    const isLikely = link.probability >= facts.likelyFrom;
    return [{ link, isLikely, transaction, exchange, endpoint, changes }];
  });
}

import type { Link, Micros, Reached } from '../../shared/records.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { ChangeClass, ClassableChange } from './change-class.ts';

/** An exchange as judging sees it. */
export interface FactExchange {
  readonly id: number;
  readonly endpointId: number;
  readonly capture: string;
  readonly index: number;
  readonly reached: Reached;
  readonly reachedWhy: string;
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
}

export interface FactChange extends ClassableChange {
  /** Names of the primary key's columns; null where the log does not name them. */
  readonly key: readonly string[] | null;
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
  readonly hasChangeLog: boolean;
  readonly endpoints: readonly EndpointName[];
  readonly exchanges: readonly FactExchange[];
  readonly transactions: readonly FactTransaction[];
  readonly links: readonly Link[];
  classOf(change: ClassableChange): ChangeClass;
}

/** A link with both its ends looked up; the exchange is null where no request caused it. */
export interface JoinedLink {
  readonly link: Link;
  readonly transaction: FactTransaction;
  readonly exchange: FactExchange | null;
  readonly endpoint: EndpointName | null;
  /** In the transaction's order; updates that moved nothing are among them. */
  readonly changes: readonly ClassedFact[];
}

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
    return [{ link, transaction, exchange, endpoint, changes }];
  });
}

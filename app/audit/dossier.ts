import type { Link, Place } from '../../shared/records.ts';
import type { EndpointName } from '../../shared/views.ts';
import { createChance } from './chance.ts';
import { type AuditFacts, endpointWord, type FactExchange, type JoinedLink, join, rowIdOf } from './facts.ts';
import type { Dossier, DossierChange, DossierWrite } from './rule.ts';
import { createRunView } from './run-view.ts';
import { segmentKind } from './segment-kind.ts';
import { createSharing } from './sharing.ts';
import { shownAs } from './shown.ts';

/** One dossier per endpoint that has exchanges. Work grows with the facts, not with their product. */
export function buildDossiers(facts: AuditFacts): Dossier[] {
  const joined = join(facts);
  const chance = createChance(facts, joined);
  const alsoBy = createSharing(joined);
  const linksOf = Map.groupBy(joined, (each) => each.endpoint?.id ?? null);
  const callsOf = Map.groupBy(facts.exchanges, (exchange) => exchange.endpointId);
  const exchanges = new Map(facts.exchanges.map((exchange) => [exchange.id, exchange]));
  const names = new Map(facts.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const isTelling = createTelling(facts.links);
  const rivals = (link: Link, own: number) => rivalOf(link, own, exchanges, names);
  const writesOf = (id: number) => (linksOf.get(id) ?? []).flatMap((each) => toWrite(each, alsoBy, rivals, isTelling));
  const seen = facts.endpoints.filter((endpoint) => callsOf.has(endpoint.id));
  const run = createRunView(facts, seen, joined, writesOf);
  return seen.map((endpoint) => {
    const own = callsOf.get(endpoint.id) ?? [];
    const covered = own.filter(({ captureId }) => !facts.uncovered.has(captureId));
    const calls = covered.length > 0 ? covered : own;
    return {
      endpoint,
      ...countCalls(calls),
      hasChangeLog: facts.hasChangeLog && covered.length > 0,
      writes: run.writesOf(endpoint.id),
      chance: chance(calls, linksOf.get(endpoint.id) ?? []),
      run,
    };
  });
}

const countCalls = (calls: readonly FactExchange[]) => ({
  calls: calls.length,
  reached: calls.filter((call) => call.reached !== 'no').length,
  answeredFromCache: calls.filter((call) => call.reached === 'no' && /cache/i.test(call.reachedWhy)).length,
});

type RivalOf = (link: Link, ownEndpoint: number) => DossierWrite['rival'];

function toWrite(
  joined: JoinedLink,
  alsoBy: ReturnType<typeof createSharing>,
  rivals: RivalOf,
  isTelling: (link: Link) => boolean,
): DossierWrite[] {
  const { link, transaction, exchange } = joined;
  if (exchange === null) return [];
  return [
    {
      exchangeId: exchange.id,
      exchange: { capture: exchange.capture, index: exchange.index },
      transactionId: transaction.id,
      transaction: { capture: transaction.capture, id: transaction.sourceId },
      timeUs: transaction.timeUs,
      probability: link.probability,
      isLikely: joined.isLikely,
      basis: link.basis,
      isNamed: isNamed(link),
      isSent: link.basis.includes('key') || matchesOf(link).some(({ place }) => SENT.has(place)),
      isTelling: isTelling(link),
      rival: rivals(link, exchange.endpointId),
      changes: joined.changes.map(
        (change): DossierChange => ({
          table: change.table,
          op: change.op,
          changed: change.changed,
          class: change.class,
          classUnsure: change.unsure,
          rowId: rowIdOf(change),
          shownAs: shownAs(change, link),
          alsoBy: alsoBy(change, joined),
        }),
      ),
    },
  ];
}

const SENT: ReadonlySet<Place> = new Set<Place>(['path', 'query', 'body']);

/** What a token says of the user ties a write to all requests of the user alike. */
const isNamed = ({ basis, evidence }: Link): boolean =>
  basis.includes('key') ||
  evidence.some(({ speaks, matches }) => speaks === 'for' && matches.some(({ place }) => place !== 'token'));

/**
 * A value that only the response shows may be one that stands everywhere (`default`): it tells something of this call
 * where it is an id and no word, and no link to another exchange rests on it.
 */
function createTelling(links: readonly Link[]): (link: Link) => boolean {
  const owners = new Map<string, number | null>();
  for (const link of links)
    for (const { value } of matchesOf(link))
      owners.set(value, owners.has(value) && owners.get(value) !== link.exchangeId ? null : link.exchangeId);
  return (link) =>
    link.basis.includes('key') ||
    matchesOf(link).some(
      ({ place, value }) =>
        place !== 'response' || (segmentKind(value) !== 'static' && owners.get(value) === link.exchangeId),
    );
}

const matchesOf = ({ evidence }: Link) => evidence.flatMap(({ speaks, matches }) => (speaks === 'for' ? matches : []));

/** The best rival of another endpoint: a call of the same endpoint would be no other cause. */
function rivalOf(
  link: Link,
  own: number,
  exchanges: ReadonlyMap<number, FactExchange>,
  names: ReadonlyMap<number, EndpointName>,
): DossierWrite['rival'] {
  for (const { exchangeId, probability } of link.rivals) {
    const rival = exchangeId === null ? undefined : exchanges.get(exchangeId);
    const name = rival && rival.endpointId !== own ? names.get(rival.endpointId) : undefined;
    if (name) return { endpoint: endpointWord(name), probability };
  }
  return null;
}

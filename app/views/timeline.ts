import type { ClockEstimate } from '../../shared/records.ts';
import type { Deed } from '../../shared/run-views.ts';
import type { Answer, CommitColumns, CommitProof, RequestColumns, Timeline } from '../../shared/timeline-views.ts';
import { ANSWERS } from '../../shared/timeline-views.ts';
import { aheadAt } from '../attribute/clock.ts';
import { readClocks } from '../store/attribution.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints } from '../store/endpoints.ts';
import { readLink } from '../store/links.ts';
import { readRunHead, readSides } from '../store/run-facts.ts';
import { likelyFrom } from '../store/settings.ts';
import {
  readStamp,
  readTableDeeds,
  readTimedCommits,
  readTimedRequests,
  type TimedCommit,
  type TimedRequest,
} from '../store/timeline.ts';
import { answeredRows } from './run-page.ts';

/**
 * The marks of a run in time order; null when the workspace does not hold the run. Commits stand where the corrected
 * clocks of their logs put them, or, `recorded`, where the logs say. `lanes` = what of requests stands together.
 */
export function timelineOf(
  db: Db,
  runId: number,
  recorded = false,
  lanes: 'client' | 'connection' = 'client',
): Timeline | null {
  if (!readRunHead(db, runId)) return null;
  const { requests: requestSide, commits: commitSide } = readSides(db, runId);
  const clocks = (readClocks(db, runId) ?? []).filter(({ corrected }) => corrected);
  const timed = recorded || clocks.length === 0 ? readTimedCommits(db, runId) : correctedCommits(db, runId, clocks);
  const firstCommit = Array.isArray(timed) ? timed[0]?.us : commitSide.span?.[0];
  const fromUs = Math.min(requestSide.span?.[0] ?? Number.POSITIVE_INFINITY, firstCommit ?? Number.POSITIVE_INFINITY);
  const withoutTime = { requests: requestSide.withoutTime, commits: commitSide.withoutTime };
  const requests = columnsOfRequests(db, runId, fromUs, lanes === 'client' ? clientOf : connectionOf);
  const commits = columnsOfCommits(db, runId, timed, fromUs, requests.places);
  const toUs = Math.max(requests.toUs, commits.toUs);
  return {
    spanUs: Number.isFinite(toUs) ? [fromUs, toUs] : null,
    clocksOff: clocks.length > 0,
    hasConnections: requests.hasConnections,
    withoutTime,
    clients: requests.clients,
    endpoints: requests.endpoints,
    deeds: commits.deeds,
    requests: requests.columns,
    commits: commits.columns,
  };
}

/** The run's commits on the requests' clock, in the order that this gives them. */
function correctedCommits(db: Db, runId: number, clocks: readonly ClockEstimate[]): TimedCommit[] {
  const byCapture = new Map(clocks.map((clock) => [clock.captureId, clock]));
  const moved = [...readTimedCommits(db, runId)].map((commit) => {
    const clock = byCapture.get(commit.captureId);
    return clock ? { ...commit, us: commit.us - aheadAt(clock, commit.us) } : commit;
  });
  return moved.sort((a, b) => a.us - b.us || a.id - b.id);
}

/** Different keys in the order of their coming; `take` gives the place of a key, `values` what stands there. */
function createDictionary<Key, Value>(makeValue: (key: Key) => Value) {
  const values: Value[] = [];
  const places = new Map<Key, number>();
  const take = (key: Key): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, values.length);
    return values.push(makeValue(key)) - 1;
  };
  return { values, take };
}

type Writable<Columns> = { readonly [Name in keyof Columns]: number[] };

const clientOf = ({ client }: TimedRequest): string | null => client;

/** `connection 12, Chromium 156`; where the recorder names none, the client alone. */
const connectionOf = ({ client, connection }: TimedRequest): string | null =>
  connection === null ? client : [`connection ${connection}`, client].filter(Boolean).join(', ');

function columnsOfRequests(db: Db, runId: number, fromUs: number, laneOf: (request: TimedRequest) => string | null) {
  const stored = readEndpoints(db);
  const clients = createDictionary((name: string | null) => name);
  const endpoints = createDictionary((id: number) => {
    const { method = '', origin = '', route = '' } = stored.get(id) ?? {};
    return { id, method, origin, route };
  });
  const columns: Writable<RequestColumns> = {
    id: [],
    afterUs: [],
    lengthUs: [],
    serverFromUs: [],
    serverToUs: [],
    client: [],
    endpoint: [],
    status: [],
    reached: [],
  };
  const places = new Map<number, number>();
  let last = fromUs;
  let toUs = Number.NEGATIVE_INFINITY;
  let hasConnections = false;
  for (const request of readTimedRequests(db, runId)) {
    places.set(request.id, columns.id.length);
    const { endpointId } = request;
    hasConnections ||= request.connection !== null;
    addRequest(
      columns,
      request,
      last,
      clients.take(laneOf(request)),
      endpointId === null ? -1 : endpoints.take(endpointId),
    );
    last = request.startUs;
    toUs = Math.max(toUs, request.endUs);
  }
  return { columns, places, toUs, hasConnections, clients: clients.values, endpoints: endpoints.values };
}

function addRequest(
  columns: Writable<RequestColumns>,
  { id, startUs, endUs, serverFromUs, serverToUs, status, reached }: TimedRequest,
  lastUs: number,
  client: number,
  endpoint: number,
): void {
  columns.id.push(id);
  columns.afterUs.push(startUs - lastUs);
  columns.lengthUs.push(endUs - startUs);
  columns.serverFromUs.push(serverFromUs - startUs);
  columns.serverToUs.push(serverToUs - startUs);
  columns.client.push(client);
  columns.endpoint.push(endpoint);
  columns.status.push(status);
  columns.reached.push(reached);
}

function columnsOfCommits(
  db: Db,
  runId: number,
  timed: Iterable<TimedCommit>,
  fromUs: number,
  places: ReadonlyMap<number, number>,
) {
  const { deedOf, deeds } = readSignatures(db, runId);
  const columns: Writable<CommitColumns> = { id: [], afterUs: [], resolutionUs: [], answer: [], request: [], deed: [] };
  let last = fromUs;
  let toUs = Number.NEGATIVE_INFINITY;
  for (const commit of timed) {
    const { id, us, resolutionUs, exchangeId } = commit;
    const answer = answerOf(commit);
    columns.id.push(id);
    columns.afterUs.push(us - last);
    columns.resolutionUs.push(resolutionUs);
    columns.answer.push(ANSWERS.indexOf(answer));
    columns.request.push(answer === 'linked' ? (places.get(exchangeId ?? -1) ?? -1) : -1);
    columns.deed.push(deedOf(id));
    last = us;
    toUs = Math.max(toUs, us);
  }
  return { columns, toUs, deeds };
}

function answerOf({ exchangeId, likely }: Pick<TimedCommit, 'exchangeId' | 'likely'>): Answer {
  if (!likely) return 'undecided';
  return exchangeId === null ? 'background' : 'linked';
}

/** What each transaction of the run does to which tables, equal ones once. */
function readSignatures(db: Db, runId: number) {
  const signatures = createDictionary(deedsOf);
  const found = new Map<number, number>();
  let [current, text, last] = [-1, '', ''];
  for (const { transactionId, op, table } of readTableDeeds(db, runId)) {
    if (transactionId !== current) {
      found.set(current, signatures.take(text));
      [current, text, last] = [transactionId, '', ''];
    }
    const deed = `${op} ${table}\n`;
    if (deed !== last) text += deed;
    last = deed;
  }
  found.set(current, signatures.take(text));
  const none = signatures.take('');
  return { deeds: signatures.values, deedOf: (transactionId: number) => found.get(transactionId) ?? none };
}

/** A signature is its deeds, each on a line. */
function deedsOf(text: string): Deed[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const space = line.indexOf(' ');
      return { op: line.slice(0, space) as Deed['op'], table: line.slice(space + 1) };
    });
}

/** One transaction with every answer that was weighed; null when no whole run holds it. */
export function commitProofOf(db: Db, transactionId: number): CommitProof | null {
  const stored = readStamp(db, transactionId);
  const link = readLink(db, transactionId);
  const [row] = answeredRows(db, [transactionId]);
  if (!stored || !link || !row) return null;
  const likely = Number(link.probability >= likelyFrom(db));
  return {
    ...row,
    ...stored,
    answer: answerOf({ exchangeId: link.exchangeId, likely }),
    evidence: link.evidence,
  };
}

import type { Body, Cell, Change, Claim, Link, Message, Row } from '../shared/records.ts';
import { LIKELY } from '../shared/text.ts';
import type { TableClass } from '../shared/words.ts';
import { classOfChange } from './audit/change-class.ts';
import { buildDossiers } from './audit/dossier.ts';
import { endpointWord, type FactExchange, type FactTransaction } from './audit/facts.ts';
import { identityOf } from './audit/identity.ts';
import { createTemplater, withOperation } from './audit/route-templates.ts';
import type { Call, Dossier } from './audit/rule.ts';
import { createClassLookup } from './audit/table-classes.ts';
import { contentOf } from './call-content.ts';
import { operationOf } from './ingest/operation.ts';

/** A short run as a person would tell it: calls with what they wrote. Dossiers are made from it as from any run. */
export interface Story {
  readonly hasChangeLog?: boolean;
  /** Table classes as in a policy. */
  readonly classes?: Readonly<Record<string, TableClass>>;
  /** Key columns by table, `public.` left out; `id` where nothing is said. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  readonly routes?: readonly string[];
  readonly calls: readonly StoryCall[];
}

export interface StoryCall {
  /** Seconds since the start; one after the call before where nothing is said. */
  readonly at?: number;
  /** `PUT /articles/5?draft=1`; left out for writes without a request. */
  readonly call?: string;
  /** How often it happens, one second apart, each time with the same writes. */
  readonly times?: number;
  readonly user?: string;
  readonly client?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON body; a text is sent as it is. */
  readonly sends?: unknown;
  readonly status?: number;
  readonly reached?: Call['reached'];
  readonly answers?: unknown;
  /** Empty: not recorded. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** How much of the answer's body was kept; all of it where nothing is said. */
  readonly answerKept?: Body['state'];
  /** One transaction. */
  readonly writes?: readonly StoryChange[];
  /** The link's probability; .99 where nothing is said. */
  readonly p?: number;
  /** Whether values tie the rows to this very request; so they do where nothing is said. */
  readonly named?: boolean;
}

/** Before is null for an insert, after for a delete; left out: not captured. Only columns that matter need to stand. */
export interface StoryChange {
  readonly table: string;
  readonly before?: Readonly<Record<string, Cell>> | null;
  readonly after?: Readonly<Record<string, Cell>> | null;
}

const SECOND = 1_000_000;
const START = 1_700_000_000 * SECOND;
const ORIGIN = 'https://app.example';

interface Told extends StoryCall {
  readonly id: number;
  readonly startUs: number;
}

/** The dossier of one endpoint of the story, named `PUT /articles/{id}`. */
export function dossierOf(story: Story, endpoint: string): Dossier {
  const found = dossiersOf(story).find((dossier) => endpointWord(dossier.endpoint) === endpoint);
  if (!found) throw new Error(`no endpoint ${endpoint} in the story`);
  return found;
}

export function dossiersOf(story: Story): Dossier[] {
  const told = tell(story.calls);
  const calls = told.filter((each) => each.call !== undefined);
  const writing = told.filter((each) => each.writes !== undefined);
  const rows = new Map(writing.map((each) => [each.id, (each.writes ?? []).map((one) => toChange(one, story))]));
  const requests = new Map(calls.map((each) => [each.id, requestOf(each)]));
  const nameOf = routesOf([...requests.values()], story.routes ?? []);
  const names = [...new Set([...requests.values()].map(nameOf))];
  const endpoints = names.map((name, at) => {
    const [method = '', ...route] = name.split(' ');
    return { id: at + 1, method, origin: ORIGIN, route: route.join(' ') };
  });
  const endpointOf = (id: number) => endpoints[names.indexOf(nameOf(requests.get(id) as Request))] as Call['endpoint'];
  const classes = createClassLookup(columnsOf([...rows.values()].flat()), {
    policy: story.classes ?? {},
    persons: new Map(),
  });
  return buildDossiers({
    hasChangeLog: story.hasChangeLog ?? true,
    uncovered: new Set(),
    likelyFrom: LIKELY,
    endpoints,
    exchanges: calls.map((each) => toExchange(each, endpointOf(each.id).id)),
    transactions: writing.map((each) => toTransaction(each, rows.get(each.id) ?? [])),
    links: writing.map(toLink),
    source: {
      callsOf: ({ id }) =>
        calls
          .filter((each) => endpointOf(each.id).id === id)
          .map((each) => toCall(each, requests.get(each.id) as Request, endpointOf(each.id))),
      contentOf(id) {
        const request = requests.get(id);
        const call = calls.find((each) => each.id === id);
        if (!request || !call) throw new Error(`no call ${id}`);
        return { request: contentOf(request.request), response: contentOf(responseOf(call)) };
      },
      rowsOf: (id) => rows.get(id) ?? [],
    },
    classOf: (change) => classOfChange(change, classes),
  });
}

/** Repeats told out, each with its time. */
function tell(calls: readonly StoryCall[]): Told[] {
  const told: Told[] = [];
  let at = 0;
  for (const call of calls) {
    for (let nth = 0; nth < (call.times ?? 1); nth++) {
      at = nth === 0 ? (call.at ?? at + 1) : at + 1;
      told.push({ ...call, id: told.length + 1, startUs: START + at * SECOND });
    }
  }
  return told;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly request: Message;
}

function requestOf({ call = '', headers = {}, sends, client, user }: Told): Request {
  const [method = '', target = ''] = call.split(' ');
  const url = new URL(target, ORIGIN);
  const own = Object.entries(headers);
  const agent = client === undefined ? [] : [['User-Agent', client] as const];
  const authorization = user === undefined ? [] : [['Authorization', `masked·${user}`] as const];
  const body = sends === undefined ? null : bodyOf(sends, headers['Content-Type']);
  return {
    method,
    path: url.pathname,
    query: [...url.searchParams],
    request: { headers: [...own, ...agent, ...authorization], body },
  };
}

const responseOf = ({ answers, answerHeaders = DATED, answerKept = 'full' }: Told): Message => ({
  headers: Object.entries(answerHeaders),
  body: answers === undefined ? null : { ...bodyOf(answers, answerHeaders['Content-Type']), state: answerKept },
});

/** What every server sends. */
const DATED: Readonly<Record<string, string>> = { Date: 'Sat, 21 Nov 2026 12:00:00 GMT' };

function bodyOf(value: unknown, mime = 'application/json'): Body {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { mime, text, size: text.length, state: 'full' };
}

/** Templates as the program makes them: `PUT /articles/{id}`. */
function routesOf(requests: readonly Request[], given: readonly string[]): (request: Request) => string {
  const template = createTemplater(requests, given);
  return (request) =>
    `${request.method} ${withOperation(template(request.method, request.path), operationOf(request))}`;
}

const toExchange = ({ id, startUs, reached = 'yes' }: Told, endpointId: number): FactExchange => ({
  id,
  endpointId,
  capture: 'requests.har',
  captureId: 1,
  index: id,
  reached,
  reachedWhy: reached === 'no' ? 'answered from the cache' : 'the server answered',
  startUs,
  endUs: startUs + 100_000,
});

function toCall(told: Told, request: Request, endpoint: Call['endpoint']): Call {
  const claims: Claim[] =
    told.user === undefined ? [] : [{ from: 'authorization token', masked: `masked·${told.user}` }];
  return {
    id: told.id,
    endpoint,
    pointer: { capture: 'requests.har', index: told.id },
    method: request.method,
    resource: ORIGIN + request.path.replace(/(?<=.)\/$/, ''),
    path: request.path,
    query: request.query,
    status: told.status ?? 200,
    reached: told.reached ?? 'yes',
    startUs: told.startUs,
    endUs: told.startUs + 100_000,
    client: told.client ?? null,
    identity: identityOf(claims),
  };
}

function toChange({ table, before, after }: StoryChange, { keys = {} }: Story): Change {
  const key = (keys[table] ?? ['id']).map((column) => [column, (after ?? before)?.[column] ?? null] as const);
  const changed =
    before && after ? Object.keys(after).filter((column) => !sameCell(before[column], after[column])) : null;
  return {
    op: before === null ? 'insert' : after === null ? 'delete' : 'update',
    table: table.includes('.') ? table : `public.${table}`,
    key: Object.fromEntries(key),
    before: before ?? null,
    beforeImage: before ? 'full' : before === null ? 'none' : 'key',
    after: after ?? null,
    changed,
    byteOffset: 0,
  };
}

const sameCell = (a: Cell | undefined, b: Cell | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const toTransaction = ({ id, startUs }: Told, changes: readonly Change[]): FactTransaction => ({
  id,
  capture: 'changes.jsonl',
  sourceId: String(700 + id),
  timeUs: startUs + 50_000,
  changes: changes.map(({ op, table, changed, key }) => ({ op, table, changed, key: JSON.stringify(key) })),
});

const SENT: Link['evidence'] = [
  {
    basis: 'value',
    speaks: 'for',
    text: 'The key stands in the path.',
    matches: [{ place: 'path', field: '', table: '', column: '', value: '' }],
  },
];

const toLink = ({ id, call, p = 0.99, named = true }: Told): Link => ({
  transactionId: id,
  exchangeId: call === undefined ? null : id,
  probability: p,
  basis: named ? ['value', 'time'] : ['time'],
  evidence: named ? SENT : [],
  rivals: [],
});

function columnsOf(changes: readonly Change[]): Map<string, string[]> {
  const columns = new Map<string, string[]>();
  for (const { table, before, after, key } of changes) {
    const names = Object.keys({ ...before, ...after, ...key } as Row);
    columns.set(table, [...new Set([...(columns.get(table) ?? []), ...names])]);
  }
  return columns;
}

import type { Link } from '../../shared/records.ts';
import { LIKELY } from '../../shared/text.ts';
import { classOfChange } from './change-class.ts';
import { buildDossiers } from './dossier.ts';
import type { AuditFacts, FactChange, FactExchange, FactTransaction } from './facts.ts';
import type { Dossier } from './rule.ts';
import { createClassLookup, NO_OVERRIDES } from './table-classes.ts';

const SECOND = 1_000_000;
const classes = createClassLookup(new Map([['public.users', ['status', 'last_access']]]), NO_OVERRIDES);
const endpoints = ['GET /hook', 'GET /list', 'PATCH /items/{id}'].map((name, at) => {
  const [method = '', route = ''] = name.split(' ');
  return { id: at + 1, method, origin: 'https://app.example', route };
});

export const call = (
  id: number,
  endpointId: number,
  atSeconds: number,
  over: Partial<FactExchange> = {},
): FactExchange => ({
  id,
  endpointId,
  capture: 'requests.har',
  captureId: 1,
  index: id - 1,
  reached: 'yes',
  reachedWhy: 'the server answered 200',
  startUs: atSeconds * SECOND,
  endUs: atSeconds * SECOND + 850_000,
  ...over,
});

export const change = (table: string, over: Partial<FactChange> = {}): FactChange => ({
  table: `public.${table}`,
  op: 'insert',
  changed: null,
  key: '{"id":1}',
  ...over,
});

export const transaction = (id: number, ...changes: FactChange[]): FactTransaction => ({
  id,
  capture: 'changes.jsonl',
  sourceId: String(700 + id),
  timeUs: id * SECOND,
  changes,
});

export const link = (transactionId: number, exchangeId: number | null, over: Partial<Link> = {}): Link => ({
  transactionId,
  exchangeId,
  probability: 0.95,
  basis: ['value', 'time'],
  evidence: [],
  rivals: [],
  ...over,
});

const NO_SOURCE: AuditFacts['source'] = {
  callsOf: () => [],
  contentOf: () => {
    throw new Error('no content');
  },
  rowsOf: () => [],
};

export function dossierOf(id: number, facts: Partial<AuditFacts>): Dossier {
  const all = {
    hasChangeLog: true,
    uncovered: new Set<number>(),
    likelyFrom: LIKELY,
    source: NO_SOURCE,
    endpoints,
    exchanges: [],
    transactions: [],
    links: [],
    ...facts,
  };
  const found = buildDossiers({ ...all, classOf: (each) => classOfChange(each, classes) }).find(
    (dossier) => dossier.endpoint.id === id,
  );
  if (!found) throw new Error(`no dossier ${id}`);
  return found;
}

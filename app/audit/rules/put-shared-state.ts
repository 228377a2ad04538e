import { formatCount, listOf, plural, tableWord } from '../../../shared/text.ts';
import type { EndpointName, Exhibit, ProofFigure } from '../../../shared/views.ts';
import { notJudged, outcome } from '../outcome.ts';
import { type CarriedTable, carriedTables, shownNames } from '../parts/carried-columns.ts';
import { toSnake } from '../parts/columns.ts';
import { hasMethod } from '../parts/requests.ts';
import { type Dossier, defineRule, type Judgement } from '../rule.ts';

export const putSharedState = defineRule({
  id: 'put-shared-state',
  title: 'Resources that share rows must agree on the parts',
  what: 'Two routes PUT the same rows, such as two versions of an API, or an order with its lines and a line alone, and one of them carries columns that the other leaves out, while both carry or show others. A part with a route of its own below the whole is no disagreement, nor are parts that each carry and show their own.',
  why: 'Whoever PUTs through the narrower route either wipes out what the wider one set, or relies on the server to keep it; both make the state depend on who came last. The clients of one version cannot see that they undo those of another.',
  remedy:
    'Give both resources the same properties, or let the older one refuse to PUT rows that hold what it cannot carry (409). Else split the shared part off as a resource of its own that both link to.',
  source: '"More on PUT idempotency" (resources that share state); RFC 9110 §9.3.4.',
  example: `PUT /v3/articles/5  {"title": "Hens", "seo": "hens"}
PUT /articles/5     {"title": "Geese"}
  both write row 5 of articles; seo is cleared, or it describes another title`,
  severity: 'warning',
  thresholds: {
    mostCalls: { value: 2_000, about: 'calls of an endpoint whose bodies are read, the first ones' },
  },
  appliesTo: (endpoint) => hasMethod(endpoint, 'PUT') || { why: 'Only PUT replaces what another resource may share.' },
  judge(dossier, limits) {
    if (!dossier.hasChangeLog) return notJudged('No change log covers these calls.', 'no change log');
    const own = carriedTables(dossier.run, dossier.endpoint, limits.mostCalls);
    if (own.size === 0) return notJudged('No PUT could be followed into a row.', 'no row to compare');
    const shared = othersOf(dossier).flatMap((other) =>
      sharedWith(dossier, other, own, carriedTables(dossier.run, other, limits.mostCalls)),
    );
    if (shared.length === 0) return notJudged('No other PUT wrote the same rows or columns.', 'nothing shared');
    return broken(dossier, shared) ?? unsure(shared) ?? holds(dossier, shared);
  },
});

const othersOf = ({ run, endpoint }: Dossier): EndpointName[] =>
  run.endpoints.filter((other) => hasMethod(other, 'PUT') && other.route !== endpoint.route);

/** One table in which two routes carry columns in common. */
interface Shared {
  readonly other: EndpointName;
  readonly table: string;
  readonly own: CarriedTable;
  readonly theirs: CarriedTable;
  readonly rows: readonly string[];
  /** Both carry columns in common, or show each other's: else they may be two parts of the row. */
  readonly isOne: boolean;
  /** Columns that one carries and the other does not. */
  readonly onlyOwn: readonly string[];
  readonly onlyTheirs: readonly string[];
}

function sharedWith(
  { run, endpoint }: Dossier,
  other: EndpointName,
  own: ReadonlyMap<string, CarriedTable>,
  theirs: ReadonlyMap<string, CarriedTable>,
): Shared[] {
  return [...own].flatMap(([table, mine]) => {
    const its = theirs.get(table);
    if (!its) return [];
    const rows = [...mine.rows.keys()].filter((row) => its.rows.has(row));
    const shared = {
      other,
      table,
      own: mine,
      theirs: its,
      rows,
      onlyOwn: minus(mine, its),
      onlyTheirs: minus(its, mine),
    };
    const common = [...mine.columns].some((column) => its.columns.has(column));
    if (rows.length === 0 && areAlike(endpoint, other)) return [];
    const nested = isPartOf(other, endpoint) || isPartOf(endpoint, other);
    if (!common && (nested || rows.length === 0)) return [];
    return [{ ...shared, isOne: common || areOneResource(run, endpoint, shared) }];
  });
}

/** Routes that differ in one segment and share no row are likely one route whose parameter was not recognised. */
function areAlike(a: EndpointName, b: EndpointName): boolean {
  const [own, its] = [a.route.split('/'), b.route.split('/')];
  return own.length === its.length && own.filter((segment, at) => segment !== its[at]).length === 1;
}

/** Both show what only the other carries: two addresses of one thing, not two parts of it. */
function areOneResource(
  run: Dossier['run'],
  endpoint: EndpointName,
  { other, onlyOwn, onlyTheirs }: Omit<Shared, 'isOne'>,
): boolean {
  const shows = (each: EndpointName, columns: readonly string[]): boolean => {
    const names = shownNames(run, each);
    return columns.some((column) => names.has(toSnake(column)));
  };
  return shows(endpoint, onlyTheirs) && shows(other, onlyOwn);
}

/** Columns that a route was seen to set and that the other does not carry. */
const minus = (a: CarriedTable, b: CarriedTable): string[] =>
  [...a.columns].filter((column) => a.moved.has(column) && !b.columns.has(column));

/** `/articles/{id}/title` is a part of `/articles/{id}` and may carry less. */
const isPartOf = (part: EndpointName, whole: EndpointName): boolean =>
  part.route.startsWith(`${whole.route.replace(/\/$/, '')}/`);

function disagrees({ endpoint }: Dossier, { other, onlyOwn, onlyTheirs }: Shared): boolean {
  const left = isPartOf(other, endpoint)
    ? onlyTheirs
    : isPartOf(endpoint, other)
      ? onlyOwn
      : [...onlyOwn, ...onlyTheirs];
  return left.length > 0;
}

const nameOf = ({ method, route }: EndpointName): string => `${method} ${route}`;
const rowsWord = ({ rows, table }: Shared): string =>
  `${rows.length === 1 ? 'row' : `${formatCount(rows.length)} rows`} of ${tableWord(table)}`;

function broken(dossier: Dossier, shared: readonly Shared[]): Judgement | null {
  const bad = shared
    .filter((each) => each.isOne && each.rows.length > 0 && disagrees(dossier, each))
    .sort((a, b) => b.rows.length - a.rows.length);
  const [worst] = bad;
  if (!worst) return null;
  const { other, onlyOwn, onlyTheirs } = worst;
  const differences = [
    ...(onlyTheirs.length > 0 ? [`only that one carries ${listOf(onlyTheirs)}`] : []),
    ...(onlyOwn.length > 0 ? [`only this one carries ${listOf(onlyOwn)}`] : []),
  ];
  const ownCalls = bad.flatMap(({ rows, own }) => rows.flatMap((row) => own.rows.get(row) ?? []));
  const theirCalls = bad.flatMap(({ rows, theirs }) => rows.flatMap((row) => theirs.rows.get(row) ?? []));
  return outcome({
    verdict: 'broken',
    summary: `${nameOf(other)} wrote the same ${rowsWord(worst)}: ${listOf(differences)}.`,
    clause: `shares ${tableWord(worst.table)} with ${nameOf(other)}`,
    judged: Math.max(...bad.map(({ own }) => own.rows.size)),
    counted: ownCalls.map(({ callId }) => callId),
    figure: rowsFigure(bad),
    writes: [...new Set([...ownCalls, ...theirCalls].map(({ write }) => write))],
    exhibits: bad.flatMap((each) => exhibitsOf(dossier, each)),
    remedy: `Let ${nameOf(dossier.endpoint)} and ${nameOf(other)} carry the same: ${listOf([...new Set([...worst.own.columns, ...worst.theirs.columns])])}. Until then let the narrower one refuse rows it cannot carry whole (409).`,
  });
}

/** `3 rows that this route and 1 other wrote`. */
function rowsFigure(shared: readonly Shared[]): ProofFigure {
  const rows = new Set(shared.flatMap((each) => each.rows)).size;
  const others = new Set(shared.map(({ other }) => nameOf(other))).size;
  return {
    figure: `${formatCount(rows)} ${plural(rows, 'row')}`,
    words: `that this route and ${formatCount(others)} ${plural(others, 'other')} wrote`,
  };
}

function exhibitsOf({ endpoint }: Dossier, { other, table, own, theirs, rows }: Shared): Exhibit[] {
  const columns = [...new Set([...own.columns, ...theirs.columns])];
  const word = (has: boolean): string => (has ? 'carried' : 'left out');
  return [
    {
      kind: 'table',
      title: `Columns of ${tableWord(table)} that each carries`,
      columns: ['Column', nameOf(endpoint), nameOf(other)],
      rows: columns.map((column) => [column, word(own.columns.has(column)), word(theirs.columns.has(column))]),
      holdsValues: false,
    },
    {
      kind: 'table',
      title: 'Rows that both wrote',
      columns: ['Row', nameOf(endpoint), nameOf(other)],
      rows: rows.slice(0, 20).map((row) => [row, own.rows.get(row)?.call ?? '', theirs.rows.get(row)?.call ?? '']),
      holdsValues: true,
    },
  ];
}

/** They would disagree, but wrote no row in common in this run; or each carries a part of the row of its own. */
function unsure(shared: readonly Shared[]): Judgement | null {
  const apart = shared.find(({ isOne }) => !isOne);
  const open = shared.find(
    ({ rows, onlyOwn, onlyTheirs }) => rows.length === 0 && onlyOwn.length + onlyTheirs.length > 0,
  );
  const told = apart ?? open;
  if (!told) return null;
  const { other, table, own, onlyOwn, onlyTheirs } = told;
  const summary = apart
    ? `${nameOf(other)} wrote the same ${rowsWord(apart)}: that one carries ${listOf(onlyTheirs)}, this one ${listOf(onlyOwn)}. If both stand for the same thing, each PUT is partial; if they are two parts of it, all is well.`
    : `${nameOf(other)} writes ${tableWord(table)}, too, with other columns (${listOf([...onlyOwn, ...onlyTheirs])}), but no row in common with this one in this run.`;
  return outcome({
    verdict: 'unsure',
    severity: 'note',
    summary,
    clause: `writes ${tableWord(table)} like ${nameOf(other)}`,
    judged: own.rows.size,
    figure: rowsFigure([told]),
    writes: [...own.rows.values()].map(({ write }) => write),
  });
}

/** Why sharing is no disagreement: `PUT /v3/a/{id} carries the same columns of a.` */
function agreementOf({ endpoint }: Dossier, { other, table }: Shared): string {
  if (isPartOf(other, endpoint)) return `${nameOf(other)} is a part of this resource.`;
  if (isPartOf(endpoint, other)) return `This resource is a part of ${nameOf(other)}.`;
  return `${nameOf(other)} carries the same columns of ${tableWord(table)}.`;
}

function holds(dossier: Dossier, shared: readonly Shared[]): Judgement {
  const [first] = shared;
  return outcome({
    verdict: 'holds',
    summary: [...new Set(shared.map((each) => agreementOf(dossier, each)))].join(' '),
    clause: 'agrees with those that share its rows',
    probability: 0.9,
    judged: first?.own.rows.size ?? 0,
    figure: rowsFigure(shared),
  });
}

import {
  CHANGE_KINDS,
  type ChangedFinding,
  type ChangeKind,
  type ComparedRuns,
  type SaidInRun,
} from '../../shared/compare-views.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { Verdict } from '../../shared/words.ts';
import type { Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints } from '../store/endpoints.ts';
import { readRunTimes } from '../store/runs.ts';
import { type RunVerdict, readCalledEndpoints } from '../store/verdicts.ts';
import { type FindingLine, type Moment, momentsOf, type Standing, standingAt } from './standings.ts';

const OFFENDS: ReadonlySet<Verdict> = new Set(['broken', 'unsure']);

/** What of a finding is needed to say what became of it. */
export interface Course {
  /** At the compared run. */
  readonly before: Pick<Standing, 'said' | 'status'>;
  readonly after: Pick<Standing, 'status'>;
  /** By the later run itself; null: it could not tell. */
  readonly now: RunVerdict | null;
}

/** What became of a finding from one run to another; null: nothing that anybody has to know. */
export function kindOf({ before, after, now }: Course): ChangeKind | null {
  if (after.status === 'regressed' && before.status !== 'regressed') return 'regressed';
  if (after.status === 'verified' && before.status !== 'verified') return 'proved';
  const offended = before.said !== null && OFFENDS.has(before.said.verdict);
  if (now === null) return offended ? 'not-seen' : null;
  const offends = OFFENDS.has(now.verdict);
  if (before.said === null) return offends ? 'new' : null;
  if (offended && now.verdict === 'holds') return 'quiet';
  if (!offended && !offends) return null;
  return now.verdict !== before.said.verdict || now.tables !== before.said.tables ? 'changed' : null;
}

function courseOf(line: FindingLine, vs: Moment, run: Moment): Course {
  return {
    before: standingAt(line, vs),
    after: standingAt(line, run),
    now: line.said.find(({ runId }) => runId === run.run) ?? null,
  };
}

/** Two runs side by side; null when one of them is not in this workspace, or the compared one is not the earlier. */
export function* comparedOf(
  db: Db,
  lines: readonly FindingLine[],
  places: Places,
  run: number,
  vs: number,
): Pieces<ComparedRuns | null> {
  const moments = momentsOf(readRunTimes(db));
  const [at, from] = [run, vs].map((id) => moments.find((moment) => moment.run === id));
  if (!at || !from || vs === run || !at.upTo.has(vs)) return null;
  const [now, then] = [readCalledEndpoints(db, run), readCalledEndpoints(db, vs)];
  yield;
  const findings: ChangedFinding[] = [];
  for (let next = 0; next < lines.length; next += PIECE) {
    for (const line of lines.slice(next, next + PIECE)) findings.push(...changeOf(line, from, at, places, now));
    yield;
  }
  return {
    run,
    vs,
    findings: findings.sort(byKindAndPlace(places)),
    onlyRun: onlyIn(now, then, places),
    onlyVs: onlyIn(then, now, places),
  };
}

/** Findings that are looked at without a rest. */
const PIECE = 1_000;

/** Every endpoint, and where it stands among all by route and method. */
export type Places = ReadonlyMap<number, { readonly name: EndpointName; readonly place: number }>;

/** Made once: `localeCompare` makes one for each pair. */
const { compare } = new Intl.Collator();

/** Ordered once for all comparisons: words are compared a hundred times slower than numbers. */
export function placesOf(db: Db): Places {
  const names = [...readEndpoints(db).values()].map(({ id, method, origin, route }) => ({ id, method, origin, route }));
  const ordered = names.sort((a, b) => compare(a.route, b.route) || compare(a.method, b.method));
  return new Map(ordered.map((name, place) => [name.id, { name, place }]));
}

const NOWHERE = { name: { method: '', origin: '', route: '' }, place: -1 };

const nameIn = (places: Places, id: number): EndpointName => ({ ...(places.get(id) ?? NOWHERE).name, id });
const placeIn = (places: Places, id: number): number => (places.get(id) ?? NOWHERE).place;

function byKindAndPlace(places: Places): (a: ChangedFinding, b: ChangedFinding) => number {
  const rank = ({ kind }: ChangedFinding): number => CHANGE_KINDS.indexOf(kind);
  return (a, b) => rank(a) - rank(b) || placeIn(places, a.endpoint.id) - placeIn(places, b.endpoint.id);
}

/** None where nobody has to know. */
function changeOf(
  line: FindingLine,
  vs: Moment,
  run: Moment,
  places: Places,
  called: ReadonlySet<number>,
): ChangedFinding[] {
  const course = courseOf(line, vs, run);
  const kind = kindOf(course);
  if (kind === null) return [];
  const [endpoint, isCalled] = [nameIn(places, line.endpointId), called.has(line.endpointId)];
  return [{ ...changedFinding(line, course, kind), endpoint, called: isCalled }];
}

function changedFinding(line: FindingLine, { before, after, now }: Course, kind: ChangeKind) {
  const [was, is] = [tablesOf(before.said), tablesOf(now)];
  const both = before.said !== null && now !== null;
  return {
    key: line.key,
    rule: line.rule,
    kind,
    before: saidOf(before.said),
    after: saidOf(now),
    status: after.status,
    tablesAdded: both ? is.filter((table) => !was.includes(table)) : [],
    tablesGone: both ? was.filter((table) => !is.includes(table)) : [],
  };
}

const tablesOf = (said: RunVerdict | null): string[] => (said ? (JSON.parse(said.tables) as string[]) : []);

const saidOf = (said: RunVerdict | null): SaidInRun | null =>
  said && { run: said.runId, verdict: said.verdict, calls: said.calls, wrote: said.wrote };

function onlyIn(these: ReadonlySet<number>, others: ReadonlySet<number>, places: Places): EndpointName[] {
  return [...these]
    .filter((id) => !others.has(id))
    .sort((a, b) => placeIn(places, a) - placeIn(places, b))
    .map((id) => nameIn(places, id));
}

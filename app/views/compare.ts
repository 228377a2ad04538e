import {
  CHANGE_KINDS,
  type ChangedFinding,
  type ChangeKind,
  type ComparedRuns,
  type SaidInRun,
} from '../../shared/compare-views.ts';
import type { EndpointName } from '../../shared/views.ts';
import type { Verdict } from '../../shared/words.ts';
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
export function comparedOf(db: Db, lines: readonly FindingLine[], run: number, vs: number): ComparedRuns | null {
  const moments = momentsOf(readRunTimes(db));
  const [at, from] = [run, vs].map((id) => moments.find((moment) => moment.run === id));
  if (!at || !from || vs === run || !at.upTo.has(vs)) return null;
  const name = endpointNamer(db);
  const [now, then] = [readCalledEndpoints(db, run), readCalledEndpoints(db, vs)];
  return {
    run,
    vs,
    findings: changedFindings(lines, from, at, name, now),
    onlyRun: onlyIn(now, then, name),
    onlyVs: onlyIn(then, now, name),
  };
}

type Namer = (endpointId: number) => EndpointName;

function endpointNamer(db: Db): Namer {
  const endpoints = readEndpoints(db);
  return (id) => {
    const { method = '', origin = '', route = '' } = endpoints.get(id) ?? {};
    return { id, method, origin, route };
  };
}

/** Made once: `localeCompare` makes one for each pair. */
const { compare } = new Intl.Collator();

const byEndpoint = (a: EndpointName, b: EndpointName): number =>
  compare(a.route, b.route) || compare(a.method, b.method);

function changedFindings(
  lines: readonly FindingLine[],
  vs: Moment,
  run: Moment,
  name: Namer,
  called: ReadonlySet<number>,
): ChangedFinding[] {
  const found = lines.flatMap((line): ChangedFinding[] => {
    const course = courseOf(line, vs, run);
    const kind = kindOf(course);
    return kind === null
      ? []
      : [
          {
            ...changedFinding(line, course, kind),
            endpoint: name(line.endpointId),
            called: called.has(line.endpointId),
          },
        ];
  });
  const rank = ({ kind }: ChangedFinding): number => CHANGE_KINDS.indexOf(kind);
  return found.sort((a, b) => rank(a) - rank(b) || byEndpoint(a.endpoint, b.endpoint));
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

function onlyIn(these: ReadonlySet<number>, others: ReadonlySet<number>, name: Namer): EndpointName[] {
  return [...these]
    .filter((id) => !others.has(id))
    .map(name)
    .sort(byEndpoint);
}

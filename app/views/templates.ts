import type { RoutePage, RouteParameter, TemplateRow } from '../../shared/template-views.ts';
import { splitPath } from '../audit/given-templates.ts';
import { routeKey } from '../audit/route-templates.ts';
import { decode } from '../audit/segment-kind.ts';
import type { Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { lastDecider } from '../store/decisions.ts';
import { type PathCount, readEndpoints, readPathCounts, type StoredEndpoint } from '../store/endpoints.ts';
import { readCallIds, readEndpointCounts, readRunsOfEndpoint } from '../store/inventory.ts';
import { readGivenTemplates, templateSubject } from '../store/templates.ts';

/** Every template that people gave, with what it takes. */
export function templateRowsOf(db: Db): TemplateRow[] {
  const given = readGivenTemplates(db);
  if (given.length === 0) return [];
  // A path that a template takes is of an endpoint with that very route, whatever its parameters are called.
  const endpoints = readEndpoints(db);
  const taken = Map.groupBy(readEndpointCounts(db), ({ endpointId }) => keyOf(endpoints.get(endpointId)));
  return given.map((each) => {
    const own = taken.get(routeKey(each.template)) ?? [];
    const who = each.by === 'policy' ? '' : lastDecider(db, templateSubject(routeKey(each.template)));
    return { ...each, who, endpoints: own.length, calls: own.reduce((sum, { calls }) => sum + calls, 0) };
  });
}

const keyOf = (endpoint: StoredEndpoint | undefined): string => (endpoint ? routeKey(templateOf(endpoint)) : '');

/** So many values of one parameter are shown, and so many ways to take routes together. */
const MOST_VALUES = 30;
const MOST_TOGETHER = 5;

/** An endpoint's route and what can be made of it; null when the workspace does not hold it. */
export function* routePageOf(db: Db, endpointId: number): Pieces<RoutePage | null> {
  const endpoints = readEndpoints(db);
  const own = endpoints.get(endpointId);
  if (!own) return null;
  const template = templateOf(own);
  const paths = yield* countPaths(db, endpointId);
  const given = templateRowsOf(db).find((row) => routeKey(row.template) === routeKey(template)) ?? null;
  return {
    template,
    given,
    parameters: parametersOf(template, paths),
    together: togetherWith(template, new Set([...endpoints.values()].filter(sameSide(own)).map(templateOf))),
  };
}

/** Calls whose paths are counted in one piece of work. */
const PIECE = 5_000;

function* countPaths(db: Db, endpointId: number): Pieces<PathCount[]> {
  const ids = readRunsOfEndpoint(db, endpointId).flatMap((run) => readCallIds(db, endpointId, run));
  const counts = new Map<string, number>();
  for (let at = 0; at < ids.length; at += PIECE) {
    for (const { path, calls } of readPathCounts(db, ids.slice(at, at + PIECE)))
      counts.set(path, (counts.get(path) ?? 0) + calls);
    yield;
  }
  return [...counts].map(([path, calls]) => ({ path, calls }));
}

/** The route without what selects the operation. */
const templateOf = ({ route }: StoredEndpoint): string => route.replace(/[ ?].*$/, '');

const sameSide =
  (own: StoredEndpoint) =>
  ({ origin, method }: StoredEndpoint): boolean =>
    origin === own.origin && method === own.method;

const isParameter = (segment: string): boolean => /^\{[^{}]*\}$/.test(segment);

function parametersOf(template: string, paths: readonly PathCount[]): RouteParameter[] {
  const segments = splitPath(template);
  return segments.flatMap((segment, at) => {
    if (!isParameter(segment)) return [];
    const counts = new Map<string, number>();
    for (const { path, calls } of paths) {
      const value = splitPath(path)[at] ?? '';
      counts.set(value, (counts.get(value) ?? 0) + calls);
    }
    const values = [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_VALUES)
      .map(([value, calls]) => ({ value: decode(value), calls, template: segments.with(at, value).join('/') }));
    return [{ name: segment.slice(1, -1), values, different: counts.size }];
  });
}

/** For each word: the templates that are equal but for it, as one with a parameter in its place. */
function togetherWith(template: string, others: ReadonlySet<string>): RoutePage['together'] {
  const segments = splitPath(template);
  const names = segments.filter(isParameter).map((segment) => segment.slice(1, -1));
  const free = ['id', 'name', 'value', 'part'].find((name) => !names.includes(name)) ?? `p${segments.length}`;
  return segments
    .flatMap((segment, at) => {
      if (segment === '' || isParameter(segment)) return [];
      const alike = [...others].filter((other) => differsOnlyAt(segments, splitPath(other), at));
      return alike.length === 0
        ? []
        : [{ template: segments.with(at, `{${free}}`).join('/'), routes: alike.length + 1 }];
    })
    .sort((a, b) => b.routes - a.routes)
    .slice(0, MOST_TOGETHER);
}

/** Parameters may bear other names. */
const differsOnlyAt = (own: readonly string[], other: readonly string[], at: number): boolean =>
  own.length === other.length &&
  own[at] !== other[at] &&
  own.every((segment, i) => i === at || segment === other[i] || (isParameter(segment) && isParameter(other[i] ?? '')));

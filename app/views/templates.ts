import type { RoutePage, RouteParameter, TemplateRow } from '../../shared/template-views.ts';
import { matchGiven, splitPath, toGiven } from '../audit/given-templates.ts';
import { routeKey } from '../audit/route-templates.ts';
import { decode } from '../audit/segment-kind.ts';
import type { Db } from '../store/database.ts';
import { lastDecider } from '../store/decisions.ts';
import { type PathCount, readEndpoints, readPathCounts, type StoredEndpoint } from '../store/endpoints.ts';
import { readGivenTemplates, templateSubject } from '../store/templates.ts';

/** Every template that people gave, with what it takes. */
export function templateRowsOf(db: Db): TemplateRow[] {
  const given = readGivenTemplates(db);
  const exact = toGiven(given.map(({ template }) => template));
  const taken = Map.groupBy(readPathCounts(db), ({ path }) => matchGiven(path, exact));
  return given.map((each) => {
    const paths = taken.get(each.template) ?? [];
    const who = each.by === 'policy' ? '' : lastDecider(db, templateSubject(routeKey(each.template)));
    const endpoints = new Set(paths.map(({ endpointId }) => endpointId)).size;
    return { ...each, who, endpoints, calls: paths.reduce((sum, { calls }) => sum + calls, 0) };
  });
}

/** So many values of one parameter are shown, and so many ways to take routes together. */
const MOST_VALUES = 30;
const MOST_TOGETHER = 5;

/** An endpoint's route and what can be made of it; null when the workspace does not hold it. */
export function routePageOf(db: Db, endpointId: number): RoutePage | null {
  const endpoints = readEndpoints(db);
  const own = endpoints.get(endpointId);
  if (!own) return null;
  const template = templateOf(own);
  const paths = readPathCounts(db).filter((path) => path.endpointId === endpointId);
  const given = templateRowsOf(db).find((row) => routeKey(row.template) === routeKey(template)) ?? null;
  return {
    template,
    given,
    parameters: parametersOf(template, paths),
    together: togetherWith(template, new Set([...endpoints.values()].filter(sameSide(own)).map(templateOf))),
  };
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

import type { RouteChange } from '../shared/template-views.ts';
import type { RoutedPath } from './store/endpoints.ts';

/** Which routes become which: paths are the same on both sides, and each stays in one group. */
export function routeChanges(before: readonly RoutedPath[], after: readonly RoutedPath[]): RouteChange[] {
  const nameOf = namer(before);
  const now = new Map(after.map((path) => [lineOf(path), nameOf(path)]));
  const course = before.map((path): [string, string] => [nameOf(path), now.get(lineOf(path)) ?? nameOf(path)]);
  return groupsOf(course).filter(({ before: old, after: made }) => old.join() !== made.join());
}

const lineOf = ({ method, origin, path, operation }: RoutedPath): string =>
  JSON.stringify([method, origin, path, operation]);

/** Only where several applications are in one workspace does it matter which one a route is at. */
function namer(paths: readonly RoutedPath[]): (path: RoutedPath) => string {
  const isOne = new Set(paths.map(({ origin }) => origin)).size < 2;
  return ({ method, origin, route }) => `${method} ${route}${isOne ? '' : ` at ${origin.replace(/^https?:\/\//, '')}`}`;
}

/** Joins what shares a route before or after into one group. */
function groupsOf(course: readonly (readonly [string, string])[]): RouteChange[] {
  const group = new Map<string, string>();
  const rootOf = (node: string): string => {
    const up = group.get(node) ?? node;
    return up === node ? node : rootOf(up);
  };
  for (const [old, made] of course) group.set(rootOf(`b${old}`), rootOf(`a${made}`));
  const byRoot = Map.groupBy(course, ([old]) => rootOf(`b${old}`));
  return [...byRoot.values()].map((pairs) => ({
    before: [...new Set(pairs.map(([old]) => old))].sort(),
    after: [...new Set(pairs.map(([, made]) => made))].sort(),
  }));
}

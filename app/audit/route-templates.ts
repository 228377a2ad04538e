import { type Given, matchGiven, splitPath, toGiven } from './given-templates.ts';
import { nameParameters } from './parameter-names.ts';
import { segmentKind } from './segment-kind.ts';
import { findSlugs, newNode, type PathNode } from './slugs.ts';

/** A request's method and path, as a route template is asked for. */
export interface RoutedRequest {
  readonly method: string;
  readonly path: string;
}

/**
 * Makes route templates for one origin: `/items/articles/5` → `/items/articles/{id}`. Segments that look like
 * ids, keys, dates and the like become parameters by themselves; words do where many of them take the same place.
 * @param paths every path seen at the origin; more paths can turn a word into a parameter
 * @param given templates that people wrote, `/items/{collection}/{id}`; they win
 */
export function createTemplater(
  paths: Iterable<RoutedRequest>,
  given: readonly string[],
): (method: string, path: string) => string {
  const own = toGiven(given);
  const root = growTree(paths, own);
  findSlugs(root);
  const known = new Map<string, string>();
  return (_method, path) => {
    const template = known.get(path) ?? matchGiven(path, own) ?? nameParameters(kindsOf(path, root));
    known.set(path, template);
    return template;
  };
}

/** The template without its parameters' names, for keys that outlive a better name: `/flows/trigger/{}`. */
export const routeKey = (template: string): string => template.replace(/\{[^/{}]*\}/g, '{}');

/** The route of an endpoint that method and path do not tell alone: `/graphql query articles`, `/posts?action=delete`. */
export const withOperation = (template: string, operation: string | null): string =>
  operation === null ? template : `${template}${operation.startsWith('?') ? '' : ' '}${operation}`;

function growTree(paths: Iterable<RoutedRequest>, given: readonly Given[]): PathNode {
  const root = newNode();
  for (const { path } of paths) {
    if (matchGiven(path, given) !== undefined) continue;
    let node = root;
    for (const segment of splitPath(path)) node = childOf(node, segment);
    node.ends = true;
  }
  return root;
}

/** Parameters of one kind share a branch, keyed so that no static word can equal them. */
function childOf(node: PathNode, segment: string): PathNode {
  const kind = segmentKind(segment);
  const key = kind === 'static' ? segment : `{${kind}}`;
  if (kind === 'id') node.idLengths.add(segment.length);
  const known = node.children.get(key);
  if (known) return known;
  const child = newNode();
  node.children.set(key, child);
  return child;
}

/** The path's segments, parameters as `{kind}`. */
function kindsOf(path: string, root: PathNode): string[] {
  let node: PathNode | undefined = root;
  return splitPath(path).map((segment) => {
    const kind = segmentKind(segment);
    const word: string = kind === 'static' ? segment : `{${kind}}`;
    const key: string = node?.slugs.has(word) ? '{slug}' : node?.ids.has(word) ? '{id}' : word;
    node = node?.children.get(key);
    return key;
  });
}

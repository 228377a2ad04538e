/** A place in the tree of an origin's paths. Keys are static words, or `{kind}` for parameters. */
export interface PathNode {
  readonly children: Map<string, PathNode>;
  /** Whether a path ends here. */
  ends: boolean;
  /** Words below this node that were found to be values; their branches are united under `{slug}`. */
  readonly slugs: Set<string>;
}

/** So many words of several parts (`my-first-post`) in one place are values. */
const MANY_SLUGS = 20;
/** A resource list rarely has more plain words than this in one place; users and tags soon do. */
const MANY_WORDS = 40;

/** Words that name an action or the caller in any place. */
const FIXED = new Set(
  'me self current new edit create update delete search count export import list all latest recent bulk batch status info settings login logout register verify-email health index.html index.json index.xml'.split(
    ' ',
  ),
);

/**
 * Finds words that stand for values, deepest places first, and unites their branches. Only words with the same
 * continuation are united: `/items/articles` and `/items/tags` stay apart however many items each has, unless
 * there are very many of them.
 */
export function findSlugs(root: PathNode): void {
  const shapes = new Map<string, number>();
  visit(root, 0, shapes);
}

function visit(node: PathNode, depth: number, shapes: Map<string, number>): void {
  for (const child of node.children.values()) visit(child, depth + 1, shapes);
  // The first words of a path are the names of an application's parts.
  if (depth < 2) return;
  const groups = Map.groupBy(candidates(node), ([, child]) => shapeOf(child, shapes));
  for (const group of groups.values()) if (areValues(group.map(([word]) => word))) unite(node, group);
}

type Branch = readonly [word: string, node: PathNode];

const candidates = (node: PathNode): Branch[] =>
  [...node.children].filter(([word]) => word !== '' && !word.startsWith('{') && !FIXED.has(word.toLowerCase()));

function areValues(words: readonly string[]): boolean {
  const slugs = words.filter(isSlug).length;
  return words.length >= MANY_WORDS || (slugs >= MANY_SLUGS && slugs >= words.length * 0.8);
}

/** Several parts, or letters beside digits. Names of operations (`getUser`, `user_list`) are not: they are fixed. */
const isSlug = (word: string): boolean => /^[^_]*[a-z0-9](-[a-z0-9]+)+$/i.test(word) || /[a-z]\d|%20|\+/i.test(word);

function unite(node: PathNode, group: readonly Branch[]): void {
  const together: PathNode = node.children.get('{slug}') ?? { children: new Map(), ends: false, slugs: new Set() };
  for (const [word, child] of group) {
    node.slugs.add(word);
    node.children.delete(word);
    mergeInto(together, child);
  }
  node.children.set('{slug}', together);
}

function mergeInto(target: PathNode, source: PathNode): void {
  target.ends ||= source.ends;
  for (const word of source.slugs) target.slugs.add(word);
  for (const [key, child] of source.children) {
    const known = target.children.get(key);
    if (known) mergeInto(known, child);
    else target.children.set(key, child);
  }
}

/** A number for what can follow: equal numbers, equal continuations. */
function shapeOf(node: PathNode, shapes: Map<string, number>): number {
  const parts = [...node.children].map(([key, child]) => `${key}>${shapeOf(child, shapes)}`).sort();
  const text = `${node.ends ? '.' : ''}${parts.join('/')}`;
  const known = shapes.get(text) ?? shapes.size;
  shapes.set(text, known);
  return known;
}

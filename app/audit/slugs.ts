import { isCamelCase } from './segment-kind.ts';

/** A place in the tree of an origin's paths. Keys are static words, or `{kind}` for parameters. */
export interface PathNode {
  readonly children: Map<string, PathNode>;
  /** Whether a path ends here. */
  ends: boolean;
  /** Words below this node that were found to be values; their branches are united under `{slug}`. */
  readonly slugs: Set<string>;
  /** Words below this node that were found to be ids by those beside them; united under `{id}`. */
  readonly ids: Set<string>;
  /** Lengths of the segments below this node that look like ids by themselves, each once. */
  readonly idLengths: Set<number>;
}

/** So many words of several parts (`my-first-post`) in one place are values. */
const MANY_SLUGS = 20;
/** The same where the words are numbered. */
const FEW_SLUGS = 4;
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
  uniteIds(node);
  if (depth > 0) uniteNumbered(node);
  for (const child of node.children.values()) visit(child, depth + 1, shapes);
  // The first words of a path are the names of an application's parts.
  if (depth < 2) return;
  uniteSlugs(node);
  const groups = Map.groupBy(candidates(node), ([, child]) => shapeOf(child, shapes));
  for (const group of groups.values()) if (areValues(group.map(([word]) => word))) unite(node, group, 'slug');
}

type Branch = readonly [word: string, node: PathNode];

const candidates = (node: PathNode): Branch[] =>
  [...node.children].filter(([word]) => word !== '' && !word.startsWith('{') && !FIXED.has(word.toLowerCase()));

function areValues(words: readonly string[]): boolean {
  const slugs = words.filter(isSlug).length;
  return words.length >= MANY_WORDS || (slugs >= MANY_SLUGS && slugs >= words.length * 0.8);
}

/** `order-1`, `order-2`, `order-3`: somebody counted, whatever the rest of the place holds. */
const isNumbered = (words: readonly string[]): boolean =>
  words.length >= MANY_IDS && new Set(words.map(stemOf)).size === 1 && stemOf(words[0] ?? '') !== null;

/** Whatever follows them: `order-1/lines` and `order-2/notes` are two routes below one parameter. */
function uniteNumbered(node: PathNode): void {
  for (const group of Map.groupBy(candidates(node), ([word]) => stemOf(word)).values())
    if (isNumbered(group.map(([word]) => word))) unite(node, group, 'slug');
}

/** Slugs of which several are numbered, whatever their stems (`banner-7`, `login-3`): those, and what goes on alike. */
function uniteSlugs(node: PathNode): void {
  const slugs = candidates(node).filter(([word]) => isSlug(word));
  const numbered = slugs.filter(([word]) => /-\d+$/.test(word));
  if (numbered.length < FEW_SLUGS) return;
  const known = new Set(numbered.flatMap(([, child]) => nextOf(child)));
  const alike = slugs.filter(([, child]) => nextOf(child).every((next) => known.has(next)));
  unite(node, alike, 'slug');
}

/** What can follow a word; empty text for the end of a path. */
const nextOf = ({ children, ends }: PathNode): string[] => [...children.keys(), ...(ends ? [''] : [])];

const stemOf = (word: string): string | null => /^(.*[a-z])[-_]\d+$/i.exec(word)?.[1] ?? null;

/** Ids of one generator have one length; a lone one may be a word. */
const MANY_IDS = 3;

/**
 * `BlkYxOlrAF` may be a name; beside `cCDR9BwGGQ` and others of its length it is an id, unless most of them are words in
 * camel case, such as the operations of a service.
 */
function uniteIds(node: PathNode): void {
  const words = candidates(node).filter(
    ([word]) => /^[A-Za-z0-9]{8,}$/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word),
  );
  for (const [length, group] of Map.groupBy(words, ([word]) => word.length)) {
    const beside = node.idLengths.has(length) ? 1 : 0;
    const scrambled = group.filter(([word]) => !isCamelCase(word)).length + beside;
    if (group.length + 2 * beside >= MANY_IDS && scrambled * 2 >= group.length) unite(node, group, 'id');
  }
}

/** Several parts, or letters beside digits. Names of operations (`getUser`, `user_list`) are not: they are fixed. */
const isSlug = (word: string): boolean => /^[^_]*[a-z0-9](-[a-z0-9]+)+$/i.test(word) || /[a-z]\d|%20|\+/i.test(word);

function unite(node: PathNode, group: readonly Branch[], kind: 'slug' | 'id'): void {
  const key = `{${kind}}`;
  const together: PathNode = node.children.get(key) ?? newNode();
  for (const [word, child] of group) {
    node[kind === 'id' ? 'ids' : 'slugs'].add(word);
    node.children.delete(word);
    mergeInto(together, child);
  }
  node.children.set(key, together);
}

export const newNode = (): PathNode => ({
  children: new Map(),
  ends: false,
  slugs: new Set(),
  ids: new Set(),
  idLengths: new Set(),
});

function mergeInto(target: PathNode, source: PathNode): void {
  target.ends ||= source.ends;
  for (const word of source.slugs) target.slugs.add(word);
  for (const word of source.ids) target.ids.add(word);
  for (const length of source.idLengths) target.idLengths.add(length);
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

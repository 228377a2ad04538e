/** A JSON text as a tree of lines, digits kept as they stand. */
export interface JsonNode {
  /** Its key in the object above, or null in arrays and at the root. */
  readonly name: string | null;
  /** Path without positions, as evidence has it: `data.id`. */
  readonly field: string;
  /** With positions: unique in the tree. */
  readonly path: string;
  /** A value as text; null for objects and arrays. */
  readonly value: string | null;
  readonly sort: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  readonly children: readonly JsonNode[];
}

/** Stands for a number so that its digits survive. */
class Source {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
const keepDigits: Reviver = (_key, value, context) =>
  typeof value === 'number' ? new Source(context?.source ?? String(value)) : value;

/** A body as a tree: JSON, or the fields of a form as strings; null where it is neither, as when it was cut. */
export const treeOf = (text: string, mime: string): JsonNode | null =>
  mime.startsWith('application/x-www-form-urlencoded') ? formTree(text) : parseTree(text);

function formTree(text: string): JsonNode {
  const children = Array.from(
    new URLSearchParams(text),
    ([name, value], i): JsonNode => ({
      name,
      field: name,
      // Names may repeat.
      path: `$.${i}.${name}`,
      value,
      sort: 'string',
      children: [],
    }),
  );
  return { name: null, field: '', path: '$', value: null, sort: 'object', children };
}

/** Null where the text is no JSON, as when it was cut. */
export function parseTree(text: string): JsonNode | null {
  try {
    return toNode(JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown), null, '', '$');
  } catch {
    return null;
  }
}

function toNode(value: unknown, name: string | null, field: string, path: string): JsonNode {
  const leaf = (sort: JsonNode['sort'], text: string): JsonNode => ({
    name,
    field,
    path,
    value: text,
    sort,
    children: [],
  });
  if (value === null) return leaf('null', 'null');
  if (value instanceof Source) return leaf('number', value.text);
  if (typeof value === 'string') return leaf('string', value);
  if (typeof value === 'boolean') return leaf('boolean', String(value));
  if (Array.isArray(value)) {
    const children = value.map((child, i) => toNode(child, null, field, `${path}[${i}]`));
    return { name, field, path, value: null, sort: 'array', children };
  }
  const children = Object.entries(value as object).map(([key, child]) =>
    toNode(child, key, field ? `${field}.${key}` : key, `${path}.${key}`),
  );
  return { name, field, path, value: null, sort: 'object', children };
}

/** A tree of so few nodes is opened whole. */
const SMALL = 24;

const sizeOf = (node: JsonNode): number => node.children.reduce((sum, child) => sum + sizeOf(child), 1);

/** Paths of the nodes to open: the root, what leads to a match, or all of a small tree. */
export function openPaths(root: JsonNode, isMatch: (node: JsonNode) => boolean): Set<string> {
  if (sizeOf(root) <= SMALL) return new Set(inner(root));
  const paths = pathsTo(root, (node) => node.value !== null && isMatch(node)).add(root.path);
  return new Set(inner(root).filter((path) => paths.has(path)));
}

/** Paths of all nodes that match, and of those they stand in. */
export function pathsTo(root: JsonNode, isMatch: (node: JsonNode) => boolean): Set<string> {
  const paths = new Set<string>();
  const visit = (node: JsonNode): boolean => {
    const found = node.children.map(visit).some(Boolean) || isMatch(node);
    if (found) paths.add(node.path);
    return found;
  };
  visit(root);
  return paths;
}

const inner = (node: JsonNode): string[] => (node.value === null ? [node.path, ...node.children.flatMap(inner)] : []);

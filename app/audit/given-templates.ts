import { decode } from './segment-kind.ts';

/** A template that people wrote, or that stands in a description of the service: `/items/{collection}/{id}`. */
export interface Given {
  readonly template: string;
  readonly segments: readonly string[];
  /** What is not a parameter: the more, the more exact. */
  readonly statics: number;
}

/** The templates, the most exact first. */
export const toGiven = (templates: readonly string[]): Given[] =>
  templates.map(parse).sort((a, b) => b.statics - a.statics);

function parse(template: string): Given {
  const segments = splitPath(template);
  return { template, segments, statics: segments.reduce((sum, segment) => sum + weight(segment), 0) };
}

/** A word counts for more than a segment that is only in part a word: `{id}.json`. */
const weight = (segment: string): number => (isWhole(segment) ? 0 : segment.includes('{') ? 1 : 2);

const isWhole = (segment: string): boolean => /^\{[^{}]*\}$/.test(segment);

/** Session ids that old servers put behind a semicolon are no part of the route. */
export const splitPath = (path: string): string[] =>
  path.split('/').map((segment) => segment.replace(/;jsessionid=.*$/i, ''));

/** The most exact template that takes the path. */
export function matchGiven(path: string, given: readonly Given[]): string | undefined {
  if (given.length === 0) return undefined;
  const segments = splitPath(path);
  return given.find((each) => fits(segments, each.segments))?.template;
}

const fits = (segments: readonly string[], template: readonly string[]): boolean =>
  segments.length === template.length && template.every((wanted, at) => takes(wanted, segments[at] ?? ''));

function takes(wanted: string, segment: string): boolean {
  if (isWhole(wanted)) return segment !== '';
  if (!wanted.includes('{')) return decode(wanted) === decode(segment);
  return partly(wanted).test(decode(segment));
}

const compiled = new Map<string, RegExp>();

/** `{id}.json` takes `5.json`. */
function partly(wanted: string): RegExp {
  const known = compiled.get(wanted);
  if (known) return known;
  const words = decode(wanted).split(/\{[^{}]*\}/);
  const pattern = new RegExp(`^${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+)')}$`);
  compiled.set(wanted, pattern);
  return pattern;
}

/** What is wrong with a template, in words; null when it can be used. */
export function templateFault(template: string): string | null {
  if (!template.startsWith('/')) return 'A route begins with /';
  if (/[?#\s]/.test(template)) return 'A route has no query, no # and no spaces';
  const names = [...template.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? '');
  if (/[{}]/.test(template.replace(/\{[^{}/]*\}/g, ''))) return 'A { or } stands alone: write {name}';
  const odd = names.find((name) => !/^[A-Za-z_][\w.-]*$/.test(name));
  if (odd !== undefined)
    return odd === '' ? 'A parameter needs a name: {id}' : `{${odd}} is no name: letters, digits, . _ and -`;
  const twice = names.find((name, at) => names.indexOf(name) < at);
  return twice === undefined ? null : `{${twice}} stands in it twice`;
}

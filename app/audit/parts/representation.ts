import type { Value, ValueObject } from '../rule.ts';
import { isObject } from './values.ts';

/** Members that say something of the answer and not of the resource. */
const ABOUT =
  /^(?:meta|_meta|links|included|jsonapi|success|status|message|code|errors?|warnings?|pagination|_?debug)$/i;

/**
 * The resource that a body represents, without an envelope around it: `{"data": {…}}`, JSON:API's attributes,
 * `{"article": {…}}`. Null where the body is no single resource.
 */
export function representationOf(body: Value | undefined): ValueObject | null {
  if (!isObject(body)) return null;
  const members = Object.entries(body).filter(([name]) => !ABOUT.test(name));
  const [only] = members;
  if (members.length !== 1 || only === undefined || !isObject(only[1])) return body;
  const [name, inner] = only;
  if (isObject(inner.attributes) && typeof inner.type === 'string') return inner.attributes;
  return name === 'data' || Object.keys(inner).length > 1 ? inner : body;
}

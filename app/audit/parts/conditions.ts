import type { EndpointName } from '../../../shared/views.ts';
import type { Call, Content, RunView } from '../rule.ts';
import { toSnake } from './columns.ts';
import { representationOf } from './representation.ts';

/** Conditional requests (RFC 9110 §13), and what some services use in their place. */

export type Condition =
  | { readonly kind: 'etag'; readonly value: string }
  | { readonly kind: 'time'; readonly us: number }
  /** A version in the body, which the server compares. */
  | { readonly kind: 'body'; readonly name: string };

const VERSION =
  /^(?:_?version|row_?version|lock_?version|_?rev|revision|etag|_etag|if_match|last_known_version|base_version)$/;

/** What a request asks to be still so; null where it writes come what may. */
export function conditionOf(request: Content): Condition | null {
  const match = request.header('If-Match');
  if (match !== null && match.trim() !== '*') return { kind: 'etag', value: bareTag(match) };
  const since = Date.parse(request.header('If-Unmodified-Since') ?? '');
  if (!Number.isNaN(since)) return { kind: 'time', us: since * 1000 };
  const name = Object.keys(representationOf(request.body) ?? {}).find((each) => VERSION.test(toSnake(each)));
  return name === undefined ? null : { kind: 'body', name };
}

/** Without quotes, and weak or not: a server that ignores conditions does not mind either. */
export const bareTag = (tag: string): string => tag.trim().replace(/^W\//, '').replaceAll('"', '');

/** So many answers show whether a server gives validators. */
const LOOK_AT = 50;

/** Validators in answers to the endpoint's calls and to reads of the same route: `ETag`, `Last-Modified`. */
export function validatorsOf(run: RunView, endpoint: EndpointName): string[] {
  const reads = run.endpoints.filter(
    ({ method, route, origin }) => method === 'GET' && route === endpoint.route && origin === endpoint.origin,
  );
  const names = new Set<string>();
  for (const each of [endpoint, ...reads])
    for (const call of run.callsOf(each.id).slice(0, LOOK_AT))
      for (const name of ['ETag', 'Last-Modified'])
        if (run.contentOf(call.id).response.header(name) !== null) names.add(name);
  return [...names];
}

/** One program of one user. */
export const callerKey = ({ client, identity }: Call): string => JSON.stringify([client, identity]);

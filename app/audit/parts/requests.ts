import type { EndpointName } from '../../../shared/views.ts';
import type { Call, DossierWrite, RunView, ValueObject } from '../rule.ts';
import { representationOf } from './representation.ts';
import { digest } from './values.ts';

/** An accepted call that carried a resource, with what it surely wrote. */
export interface Sent {
  readonly call: Call;
  /** The resource as the client sent it, without an envelope. */
  readonly body: ValueObject;
  /** Equal for equal bodies. */
  readonly digest: string;
  /** Over likely links only. */
  readonly writes: readonly DossierWrite[];
  /** Over links that are not likely. */
  readonly maybe: readonly DossierWrite[];
}

/** Whether callers mean this method: by the request line or by an override. */
export const hasMethod = ({ method, route }: EndpointName, wanted: string): boolean =>
  / as [A-Z]+$/.test(route) ? route.endsWith(` as ${wanted}`) : method === wanted;

/** Whether the server got it and said yes. */
export const isAccepted = ({ reached, status }: Call): boolean =>
  reached !== 'no' && status !== null && status >= 200 && status < 300;

/** The endpoint's accepted calls whose body is one resource, in time order; at most `most` of them, the first. */
export function sentTo(run: RunView, endpoint: EndpointName, most: number): Sent[] {
  const writes = Map.groupBy(run.writesOf(endpoint.id), (write) => write.exchangeId);
  const sent: Sent[] = [];
  for (const call of run.callsOf(endpoint.id)) {
    if (!isAccepted(call) || call.startUs === null) continue;
    if (sent.length === most) break;
    const { request } = run.contentOf(call.id);
    // A part of an upload is no resource (RFC 9110 §14.5).
    const body = request.header('Content-Range') === null ? representationOf(request.body) : null;
    if (body === null) continue;
    const own = writes.get(call.id) ?? [];
    const [sure, maybe] = [own.filter(isLikely), own.filter((write) => !isLikely(write))];
    sent.push({ call, body, digest: digest(body), writes: sure, maybe });
  }
  return sent;
}

const isLikely = (write: DossierWrite): boolean => write.isLikely;

/** Names one resource as one caller sees it: `/me` is another for each user. */
export const resourceKey = ({ resource, query, identity }: Call): string =>
  JSON.stringify([resource, [...query].sort(), identity]);

/** The program, or who calls, or nobody in particular. */
export const clientWord = ({ client, identity }: Call): string =>
  client ?? (identity ? 'a client' : 'an unnamed client');

/** `PUT /articles/5`. */
export const callWord = ({ method, path }: Call): string => `${method} ${path}`;

import type { RuleId } from '../../shared/words.ts';
import type { NoteCall, NoteFinding } from './note-input.ts';
import { readBody, type Schema, schemaOf } from './shape.ts';
import { proposedCall, toldTables } from './wording.ts';

/** The calls proposed in the place of an offending one: today's call as it should be, then those that are new. */

export interface ProposedCall {
  readonly method: string;
  /** A route template, without what selects an operation beside the path. */
  readonly path: string;
  readonly summary: string;
  readonly isNew: boolean;
  readonly headers: readonly ProposedHeader[];
  readonly body: { readonly mime: string; readonly schema: Schema } | null;
  readonly answers: readonly ProposedAnswer[];
}

export interface ProposedHeader {
  readonly name: 'Idempotency-Key' | 'If-Match';
  readonly about: string;
}

export interface ProposedAnswer {
  readonly status: string;
  readonly about: string;
  readonly schema: Schema | null;
  /** Whether it brings an ETag, or the Location of what was made. */
  readonly header?: 'ETag' | 'Location';
}

const KEY: ProposedHeader = {
  name: 'Idempotency-Key',
  about: 'A new UUID each time the effect is meant; the same one when the call is repeated.',
};
const CONDITION: ProposedHeader = { name: 'If-Match', about: 'The ETag of the representation that was read.' };

const answer = (status: string, about: string, schema: Schema | null = null): ProposedAnswer => ({
  status,
  about,
  schema,
});
const REUSED = answer('422', 'The Idempotency-Key was used for another request.');
const OUTDATED = answer('412', 'Somebody else changed it in between: read it again.');
const UNCONDITIONAL = answer('428', 'If-Match is missing.');
const MISSING = answer('404', 'There is no such resource; nothing was changed.');

type Propose = (finding: NoteFinding) => ProposedCall[];

const PROPOSALS: Readonly<Record<RuleId, Propose>> = {
  'safe-method-writes': (finding) => [readOnly(finding), explicitWrite(finding)],
  'cached-side-effect': (finding) => [readOnly(finding), explicitWrite(finding)],
  'telemetry-read-back': (finding) => [readOnly(finding), explicitWrite(finding)],
  'put-not-idempotent': (finding) => [replacing(finding), ...additive(finding)],
  'put-partial': (finding) => [replacing(finding), patching(finding, true)],
  'put-split-ownership': (finding) => [replacing(finding), patching(finding, true)],
  'put-shared-state': (finding) => [replacing(finding), patching(finding, true)],
  'patch-unconditional': (finding) => [patching(finding, false)],
  'delete-side-effects': (finding) => [deleting(finding)],
  'failed-call-writes': (finding) => [refusing(finding)],
  'duplicate-post': (finding) => [keyed(finding)],
};

export const proposedCalls = (finding: NoteFinding): ProposedCall[] => PROPOSALS[finding.rule](finding);

/** The path that a fragment or an example can show: `/graphql query articles` is told apart by more than its path. */
export const pathOf = (route: string): string => route.split(/[ ?]/, 1)[0] ?? route;

/** Whether more than method and path select the operation (GraphQL, `?action=`). */
export const isSelected = (route: string): boolean => /[ ?]/.test(route);

const responseSchema = (example: NoteCall | null): Schema | null => {
  const body = readBody(example?.response ?? null);
  return body === undefined ? null : schemaOf(body);
};

function requestBody({ example }: NoteFinding, mime = 'application/json'): ProposedCall['body'] {
  const body = readBody(example?.request ?? null);
  return body === undefined ? { mime, schema: { type: 'object' } } : { mime, schema: schemaOf(body) };
}

const base = ({ endpoint }: NoteFinding) => ({
  method: endpoint.method,
  path: pathOf(endpoint.route),
  isNew: false,
  headers: [] as readonly ProposedHeader[],
  body: null as ProposedCall['body'],
});

const readOnly = (finding: NoteFinding): ProposedCall => ({
  ...base(finding),
  ...(finding.endpoint.method === 'POST' && { body: requestBody(finding) }),
  summary: 'Only reads: it changes nothing, so it may be cached, repeated and fetched ahead.',
  answers: [{ ...answer('200', 'As today, without the write.', responseSchema(finding.example)), header: 'ETag' }],
});

function explicitWrite(finding: NoteFinding): ProposedCall {
  const [method = 'POST', path = '/'] = proposedCall(finding.endpoint, finding.tables).split(' ');
  const adds = toldTables(finding.tables).some((each) => each.inserts > 0);
  return {
    method,
    path: pathOf(path),
    isNew: true,
    summary: 'Does on purpose what the read did on the side.',
    headers: [KEY],
    body: { mime: 'application/json', schema: writtenSchema(finding) },
    answers: [
      adds
        ? { ...answer('201', 'Done. The same key again gets the same answer and does nothing.'), header: 'Location' }
        : answer('204', 'Done. The same key again gets the same answer and does nothing.'),
      MISSING,
      REUSED,
    ],
  };
}

/**
 * What the write has to be told beside its path: of the query that the read was asked with, what stands in the rows;
 * where none of it does (a token that was masked, a code that is looked up), all of it.
 */
function writtenSchema({ example }: NoteFinding): Schema {
  const query = example?.query ?? [];
  const written = new Set((example?.rows ?? []).flatMap((row) => row.values.map(({ after }) => after)));
  const found = query.filter(([, value]) => value.length > 1 && written.has(value));
  const names = (found.length > 0 ? found : query).map(([name]) => name);
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
}

const replacing = (finding: NoteFinding): ProposedCall => ({
  ...base(finding),
  summary: 'Replaces the whole representation. Sent twice it leaves the same state as sent once.',
  headers: [CONDITION],
  body: requestBody(finding),
  answers: [{ ...answer('200', 'Replaced.', responseSchema(finding.example)), header: 'ETag' }, MISSING, OUTDATED],
});

const patching = (finding: NoteFinding, isNew: boolean): ProposedCall => ({
  ...base(finding),
  method: 'PATCH',
  isNew,
  summary: 'Changes the properties sent and no others (JSON Merge Patch, RFC 7396).',
  headers: [CONDITION],
  body: requestBody(finding, 'application/merge-patch+json'),
  answers: [
    { ...answer('200', 'Changed.', responseSchema(finding.example)), header: 'ETag' },
    MISSING,
    OUTDATED,
    UNCONDITIONAL,
  ],
});

const additive = (finding: NoteFinding): ProposedCall[] =>
  finding.tables.some((each) => each.inserts > 0)
    ? [
        {
          ...explicitWrite(finding),
          summary: 'Adds one, once for each key: what the PUT added on every repeat.',
          body: requestBody(finding),
        },
      ]
    : [];

const deleting = (finding: NoteFinding): ProposedCall => ({
  ...base(finding),
  summary: 'Removes the resource named by its own id and what refers to it, and nothing else.',
  answers: [answer('204', 'Removed.'), answer('404', 'Not there, or removed before; nothing was changed.')],
});

const refusing = (finding: NoteFinding): ProposedCall => ({
  ...base(finding),
  summary: 'As today. When it is refused, nothing at all has changed.',
  body: ['GET', 'HEAD', 'DELETE'].includes(finding.endpoint.method) ? null : requestBody(finding),
  answers: [
    answer('2XX', 'Done.'),
    answer('4XX', 'Refused; nothing was changed.'),
    answer('5XX', 'Failed; nothing was changed.'),
  ],
});

const keyed = (finding: NoteFinding): ProposedCall => ({
  ...base(finding),
  summary: 'Makes one thing for each key, however often it is sent.',
  headers: [KEY],
  body: requestBody(finding),
  answers: [
    { ...answer('201', 'Made. The same key again gets the same answer and makes nothing.'), header: 'Location' },
    answer('409', 'The first call with this key is still under way.'),
    REUSED,
  ],
});

import type { NoteFinding } from './note-input.ts';
import { isSelected, type ProposedAnswer, type ProposedCall, type ProposedHeader, proposedCalls } from './proposal.ts';
import type { Schema } from './shape.ts';

/** The proposed calls of all findings as one OpenAPI 3.1 document. Of equal calls the first is told. */
export function openapiFragment(findings: readonly NoteFinding[], workspace: string, on: string) {
  const paths: Record<string, PathItem> = {};
  for (const finding of findings) {
    if (isSelected(finding.endpoint.route)) continue;
    for (const call of proposedCalls(finding)) {
      if (METHODS.has(call.method)) addCall(paths, call, finding.endpoint.origin);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `Proposed calls of ${workspace}`,
      version: on,
      description:
        'A proposal derived from recorded calls and the rows they wrote. Response schemas show what was seen, not all that may come.',
    },
    paths,
    components: { schemas: { Problem: PROBLEM } },
  };
}

/** What a path item can hold (OpenAPI 3.1 §4.8.9). */
const METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);

interface PathItem {
  servers: { url: string }[];
  parameters: object[];
  [method: string]: unknown;
}

function addCall(paths: Record<string, PathItem>, call: ProposedCall, origin: string): void {
  const item = paths[call.path] ?? { servers: [], parameters: pathParameters(call.path) };
  paths[call.path] = item;
  if (!item.servers.some(({ url }) => url === origin)) item.servers.push({ url: origin });
  item[call.method.toLowerCase()] ??= operation(call);
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const operation = ({ summary, headers, body, answers, isNew }: ProposedCall) => ({
  summary,
  'x-new': isNew,
  ...(headers.length > 0 && { parameters: headers.map(headerParameter) }),
  ...(body !== null && { requestBody: { content: { [body.mime]: { schema: body.schema } } } }),
  responses: Object.fromEntries(answers.map((each) => [each.status, response(each)])),
});

const headerParameter = ({ name, about }: ProposedHeader) => ({
  name,
  in: 'header',
  required: true,
  description: about,
  schema: { type: 'string' },
});

const response = ({ status, about, schema, header }: ProposedAnswer) => ({
  description: about,
  ...(header !== undefined && { headers: { [header]: { schema: { type: 'string' } } } }),
  ...content(status, schema),
});

function content(status: string, schema: Schema | null) {
  if (/^[45]/.test(status))
    return { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  return schema === null ? {} : { content: { 'application/json': { schema } } };
}

/** RFC 9457 §3.1. */
const PROBLEM = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
  },
};

import { block, code, list, paragraphs, plain } from './markdown.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';
import { isSelected, type ProposedCall, proposedCalls } from './proposal.ts';
import { type Json, readBody, type Schema, schemaOf, sketchOf } from './shape.ts';
import { callOf, deedsOf, toldTables } from './wording.ts';

/** Requests before and after, made from a recorded call: its names and shapes; its values only for who may see them. */

export function beforeAndAfter(finding: NoteFinding, { parts }: NotesInput): string {
  const [first, ...others] = proposedCalls(finding);
  const read = first?.summary.startsWith('Only reads') ?? false;
  const deeds = deedsOf(toldTables(finding.tables), 'now');
  if (first && !read && isSameRequest(finding, first)) return sameRequest(finding, first, parts.rowValues);
  return paragraphs([
    '### Before and after',
    read ? 'Before: one call' : 'Before',
    block('http', [...recorded(finding, parts.rowValues), ...(read ? deeds.map((deed) => `# also ${deed}`) : [])]),
    read ? 'After: read, and write on purpose' : 'After',
    ...(read ? [block('http', [callOf(finding.endpoint), '# only reads'])] : first ? [proposed(first)] : []),
    ...(isSelected(finding.endpoint.route) ? [] : others.map(proposed)),
  ]);
}

/** Clients send what they send today: nothing in the request shows the change. */
const isSameRequest = (finding: NoteFinding, { method, path, headers, body }: ProposedCall): boolean =>
  headers.length === 0 &&
  recorded(finding, false).join('\n') === [`${method} ${path}`, ...(body === null ? [] : bodyTold(body))].join('\n');

/** What the server does with the same request, before and after. */
function sameRequest(finding: NoteFinding, { summary, answers }: ProposedCall, withValues: boolean): string {
  return paragraphs([
    '### Before and after',
    'The request stays as it is; what the server does with it changes.',
    block('http', recorded(finding, withValues)),
    list([
      `Before: ${plain(finding.clause)}`,
      `After: ${summary}`,
      ...answers.map(({ status, about }) => `After, ${status}: ${about}`),
    ]),
  ]);
}

/** The request as it was recorded; stand-ins for its values unless they may be told. */
function recorded({ endpoint, example }: NoteFinding, withValues: boolean): string[] {
  if (example === null) return [callOf(endpoint)];
  const body = readBody(example.request);
  const query = example.query.map(([name, value]) => `${name}=${withValues ? value : `{${name}}`}`).join('&');
  const target = withValues ? example.path : endpoint.route;
  const asked = query !== '' && !target.includes('?') ? `?${query}` : '';
  return [`${endpoint.method} ${target}${asked}`, ...bodyLines(example.request?.mime, body, withValues)];
}

function bodyLines(mime: string | undefined, body: Json | undefined, withValues: boolean): string[] {
  if (body === undefined) return [];
  const told = withValues ? body : sketchOf(schemaOf(body));
  return [`Content-Type: ${(mime ?? 'application/json').split(';', 1)[0]}`, '', ...jsonLines(told)];
}

const jsonLines = (value: Json): string[] => JSON.stringify(value, null, 2).split('\n');

const STAND_INS = { 'Idempotency-Key': '{a new UUID}', 'If-Match': '{the ETag you read}' } as const;

const proposed = ({ method, path, headers, body }: ProposedCall): string =>
  block('http', [
    `${method} ${path}`,
    ...headers.map(({ name }) => `${name}: ${STAND_INS[name]}`),
    ...(body === null ? [] : bodyTold(body)),
  ]);

const bodyTold = ({ mime, schema }: NonNullable<ProposedCall['body']>): string[] =>
  isEmpty(schema) ? [] : [`Content-Type: ${mime}`, '', ...jsonLines(sketchOf(schema))];

const isEmpty = ({ properties, items }: Schema): boolean =>
  Object.keys(properties ?? {}).length === 0 && items === undefined;

/** Each changed or new call: path, body, answers, and how it is repeated. */
export function callsInDetail(finding: NoteFinding, live: boolean): string {
  if (isSelected(finding.endpoint.route)) return paragraphs([HEADING, selectedInWords(finding)]);
  const calls = proposedCalls(finding).filter(({ summary }) => !summary.startsWith('Only reads'));
  return paragraphs([
    HEADING,
    ...calls.map(detail),
    live
      ? 'Derived from the route and the rows written. Check it against the release you use.'
      : 'A proposal, derived from the route and the rows written. The final call will be announced before the switch.',
  ]);
}

const HEADING = '### The new calls in detail';

const selectedInWords = ({ endpoint }: NoteFinding): string =>
  `${code(callOf(endpoint))} is told apart by more than its path. In GraphQL the write becomes a mutation of its own; elsewhere a path of its own.`;

const detail = ({ method, path, summary, isNew, headers, body, answers }: ProposedCall): string =>
  paragraphs([
    `**${code(`${method} ${path}`)}**${isNew ? ' (new)' : ''}: ${summary}`,
    list([
      ...pathInWords(path),
      ...bodyInWords(body),
      ...headers.map(({ name, about }) => `Header ${code(name)}: ${about}`),
      ...answers.map(({ status, about, header }) => `${status}${header ? ` with ${code(header)}` : ''}: ${about}`),
    ]),
  ]);

function pathInWords(path: string): string[] {
  const names = [...path.matchAll(/\{[^}]+\}/g)].map(([name]) => code(name));
  return names.length === 0 ? [] : [`Path: ${names.join(', ')} as in today's call`];
}

function bodyInWords(body: ProposedCall['body']): string[] {
  if (body === null) return [];
  const { properties = {}, additionalProperties } = body.schema;
  const told = Object.entries(properties).map(
    ([name, { type }]) => `${code(name)}${type ? ` (${plain(String(type))})` : ''}`,
  );
  if (told.length > 0) return [`Body (${body.mime}): ${told.join(', ')}`];
  return additionalProperties ? [`Body (${body.mime}): as today`] : ['Body: none, as far as the recorded calls show'];
}

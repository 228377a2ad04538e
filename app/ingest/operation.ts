import type { Message } from '../../shared/records.ts';
import { isObject, type Json, parseLossless } from './lossless.ts';

/** What of a request can select an operation; masked or not. */
export interface OperationSource {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly request: Message;
}

/**
 * What selects the operation beside method and path, as the endpoint's name shows it; null where the path is all.
 * GraphQL over HTTP names it in the document, some servers take another method from a header or a field, older ones
 * dispatch on a parameter.
 */
export const operationOf = (source: OperationSource): string | null =>
  graphqlOperation(source) ?? overriddenMethod(source) ?? dispatchedAction(source);

const NAME = /^[\w.-]{1,60}$/;
const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/;
const OVERRIDES = /^x-(?:http-)?method(?:-override)?$/i;

function overriddenMethod({ method, query, request }: OperationSource): string | null {
  const header = request.headers.find(([name]) => OVERRIDES.test(name))?.[1];
  const named = header ?? query.find(([name]) => name === '_method')?.[1] ?? sentField(request, '_method');
  const override = named?.trim().toUpperCase();
  return override !== undefined && METHODS.test(override) && override !== method ? `as ${override}` : null;
}

/** A field of a form, or of a JSON object as SDKs send it that may only POST. */
function sentField(request: Message, name: string): string | undefined {
  const sent = formFields(request).find(([field]) => field === name)?.[1];
  return sent ?? jsonField(request, name);
}

function formFields({ body }: Message): readonly [name: string, value: string][] {
  if (body?.text == null || !/x-www-form-urlencoded/i.test(body.mime)) return [];
  return [...new URLSearchParams(body.text)];
}

function jsonField({ body }: Message, name: string): string | undefined {
  if (body?.text == null || !body.text.includes(`"${name}"`)) return undefined;
  const sent = parsed(body.text);
  const value = isObject(sent) ? sent[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const DISPATCHERS = /^_?action$|^do$|^cmd$|^op$/i;
const VERB =
  /^(?:add|archive|cancel|clear|confirm|copy|create|delete|disable|edit|enable|insert|log-?in|log-?out|move|protect|publish|purge|remove|rename|reset|rollback|save|send|set|subscribe|toggle|undo|unsubscribe|unwatch|update|upload|vote|watch)(?:$|[_A-Z-])/i;

function dispatchedAction({ query, request }: OperationSource): string | null {
  const named = [...query, ...formFields(request)];
  const found = named.find(([name, value]) => DISPATCHERS.test(name) && VERB.test(value) && NAME.test(value));
  return found ? `?${found[0]}=${found[1]}` : null;
}

/** GraphQL over HTTP: a document in the body or the query, or several in a list. */
function graphqlOperation({ path, query, request }: OperationSource): string | null {
  const inQuery = Object.fromEntries(query);
  if (isDocument(inQuery.query, path)) return operationIn(inQuery);
  const text = request.body?.text;
  if (text == null || !/graphql|"query"\s*:|"persistedQuery"/.test(text + path)) return null;
  if (/application\/graphql/i.test(request.body?.mime ?? '')) return operationIn({ query: text });
  const body = parsed(text);
  const all = (Array.isArray(body) ? body : [body]).filter(isObject).filter((each) => isRequest(each, path));
  const names = [...new Set(all.map(operationIn))];
  return names.length === 0 ? null : names.slice(0, 3).join(' + ');
}

function parsed(text: string): Json | undefined {
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
}

const isRequest = (body: { readonly [name: string]: Json }, path: string): boolean =>
  isDocument(body.query, path) || (/graphql/i.test(path) && typeof body.operationName === 'string');

/** Other services take `query`, too: there it is no document. */
const isDocument = (text: unknown, path: string): boolean =>
  typeof text === 'string' &&
  (/^[\s,]*(?:query|mutation|subscription|fragment)\b[^{]*\{/.test(text) ||
    (/graphql/i.test(path) && /^\s*[#{]/.test(text)));

const OPERATION = /(?:^|\}|\n)[\s,]*(query|mutation|subscription)\b[\s,]*(\w*)/g;

function operationIn({ query, operationName }: { readonly [name: string]: unknown }): string {
  const document = typeof query === 'string' ? query.replace(/#[^\n]*/g, '') : '';
  const wanted = typeof operationName === 'string' && NAME.test(operationName) ? operationName : null;
  const all = [...document.matchAll(OPERATION)].map(([, type = 'query', name = '']) => ({ type, name }));
  const chosen = all.find(({ name }) => name === wanted) ?? all[0];
  if (chosen === undefined && document === '') return `operation ${wanted ?? 'unknown'}`;
  const name = wanted || chosen?.name || firstField(document);
  return `${chosen?.type ?? 'query'}${name ? ` ${name}` : ''}`;
}

/** The first field that is asked for; of `alias: field` the field. */
const firstField = (document: string): string => /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(document)?.[1] ?? '';

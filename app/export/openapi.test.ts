import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { RULE_IDS } from '../../shared/words.ts';
import type { NoteFinding } from './note-input.ts';
import { webhook } from './notes-for-tests.ts';
import { openapiFragment } from './openapi.ts';
import { schemaOf, sketchOf } from './shape.ts';

const METHODS: Readonly<Record<string, string>> = {
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  duplicate: 'POST',
  failed: 'POST',
};

const findingOf = (rule: NoteFinding['rule']): NoteFinding => ({
  ...webhook,
  rule,
  endpoint: { ...webhook.endpoint, method: METHODS[rule.split('-', 1)[0] ?? ''] ?? 'GET', route: `/${rule}/{id}` },
  example: webhook.example && {
    ...webhook.example,
    request: { mime: 'application/json', text: '{"title":"secret plans","tags":["a"],"of":null}' },
  },
});

const validate = (document: object) => new Validator().validate(structuredClone(document) as Record<string, unknown>);

test.each(RULE_IDS)('what is proposed for %s holds to OpenAPI 3.1', async (rule) => {
  const document = openapiFragment([findingOf(rule)], 'Campus', '2026-11-21');
  expect(await validate(document)).toMatchObject({ valid: true });
  expect(Object.keys(document.paths)).toContain(`/${rule}/{id}`);
  expect(JSON.stringify(document)).not.toContain('secret plans');
});

test('the validator can tell: a document without its version fails', async () => {
  const { info: _, ...broken } = openapiFragment([webhook], 'Campus', '2026-11-21');
  expect((await validate(broken)).valid).toBe(false);
});

test('all findings in one document; a path on two servers names both', async () => {
  const elsewhere = { ...webhook, endpoint: { ...webhook.endpoint, origin: 'https://b.example' } };
  const document = openapiFragment([...RULE_IDS.map(findingOf), webhook, elsewhere], 'Campus', '2026-11-21');
  expect(await validate(document)).toMatchObject({ valid: true });
  expect(document.paths['/flows/trigger/{id}']).toMatchObject({
    servers: [{ url: 'https://cms.example' }, { url: 'https://b.example' }],
    get: {
      responses: {
        200: { content: { 'application/json': { schema: { properties: { hits: { type: 'integer' } } } } } },
      },
    },
  });
  expect(Object.keys(document.paths['/flows/trigger/{id}/page-hits'] ?? {})).toContain('post');
});

test('an operation that is more than a path has no place in it', () => {
  const query = { ...webhook, endpoint: { ...webhook.endpoint, method: 'POST', route: '/graphql query articles' } };
  expect(openapiFragment([query], 'Campus', '2026-11-21').paths).toEqual({});
});

describe('shapes', () => {
  test('name properties and kinds, and no values', () => {
    const body = {
      title: 'secret plans',
      at: '2026-11-20T20:14:00Z',
      on: '2026-11-20',
      n: 1,
      x: 1.5,
      ok: true,
      no: null,
    };
    expect(schemaOf(body).properties).toEqual({
      title: { type: 'string' },
      at: { type: 'string', format: 'date-time' },
      on: { type: 'string', format: 'date' },
      n: { type: 'integer' },
      x: { type: 'number' },
      ok: { type: 'boolean' },
      no: {},
    });
    expect(JSON.stringify(sketchOf(schemaOf(body)))).not.toContain('secret');
  });

  test('items of a list are told together', () => {
    expect(schemaOf([{ a: 1 }, { a: 2, b: 'x' }])).toEqual({
      type: 'array',
      items: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } },
    });
    expect(schemaOf([1, 'a'])).toEqual({ type: 'array', items: {} });
  });

  test('names that are data stay out', () => {
    expect(schemaOf({ 'ann@a.example': 1 })).toEqual({ type: 'object', additionalProperties: { type: 'integer' } });
    expect(schemaOf({ '2026-11-20': { n: 1 } }).properties).toBeUndefined();
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importPaths, openTestEngine } from './engine-for-tests.ts';

/** Servers that nobody here wrote, recorded with what their calls wrote (bench/recordings): the whole way, as people use it. */

const recording = (name: string): string[] =>
  ['requests.har.gz', 'changes.v2.jsonl.gz'].map((file) =>
    fileURLToPath(new URL(`../bench/recordings/${name}/${file}`, import.meta.url)),
  );

/** `broken put-partial PUT /articles/{id}`, without what holds for reads, is allowed or was not judged. */
async function verdictsOf(name: string): Promise<string[]> {
  const engine = openTestEngine();
  await importPaths(engine, recording(name));
  const { findings } = engine.inventory();
  await engine.close();
  return findings
    .filter(({ verdict }) => verdict !== 'not-judged' && verdict !== 'allowed')
    .filter(({ endpoint, verdict }) => endpoint.method !== 'GET' || verdict !== 'holds')
    .map(({ rule, verdict, endpoint }) => `${verdict} ${rule} ${endpoint.method} ${endpoint.route}`)
    .sort();
}

describe('verdicts on recordings of real servers', () => {
  test('parse-server: PUTs that count, append, share a row or carry a part, POSTs that add twice; and calls that hold', async () => {
    expect(await verdictsOf('parse-server')).toMatchInlineSnapshot(`
      [
        "broken duplicate-post POST /parse/classes/Ticket",
        "broken put-not-idempotent PUT /parse/classes/Counter/{id}",
        "broken put-not-idempotent PUT /parse/classes/Journal/{id}",
        "broken put-partial PUT /parse/classes/Settings/{id}",
        "broken put-shared-state PUT /parse/classes/_User/{id}",
        "broken put-shared-state PUT /parse/users/{id}",
        "broken put-split-ownership PUT /parse/classes/Settings/{id}",
        "holds delete-side-effects DELETE /parse/classes/Note/{id}",
        "holds duplicate-post POST /parse/classes/Payment",
        "holds failed-call-writes DELETE /parse/classes/Note/{id}",
        "holds failed-call-writes POST /parse/classes/Payment",
        "holds failed-call-writes POST /parse/classes/Ticket",
        "holds failed-call-writes POST /parse/login",
        "holds failed-call-writes PUT /parse/classes/Card/none",
        "holds put-not-idempotent PUT /parse/classes/Card/{id}",
        "holds put-not-idempotent PUT /parse/classes/Shelf/{id}",
        "holds put-partial PUT /parse/classes/Card/{id}",
        "holds put-partial PUT /parse/classes/_User/{id}",
        "holds put-partial PUT /parse/users/{id}",
        "holds put-split-ownership PUT /parse/classes/Card/{id}",
        "unsure safe-method-writes GET /parse/login",
      ]
    `);
  });

  test('Unleash: PATCHes that lose changes, PUTs that clear another client’s part, POSTs that add twice; and calls that hold', async () => {
    expect(await verdictsOf('unleash')).toMatchInlineSnapshot(`
      [
        "broken duplicate-post POST /api/admin/projects/default/features/{slug}/environments/development/strategies",
        "broken patch-unconditional PATCH /api/admin/projects/default/features/{slug}",
        "broken put-split-ownership PUT /api/admin/projects/default/features/{slug}",
        "holds delete-side-effects DELETE /api/admin/features/{featureSlug}/tags/simple/{simpleSlug}",
        "holds delete-side-effects DELETE /api/admin/projects/default/features/{slug}",
        "holds delete-side-effects DELETE /api/admin/projects/default/features/{slug}/favorites",
        "holds duplicate-post POST /api/admin/context",
        "holds failed-call-writes PATCH /api/admin/projects/default/features/missing",
        "holds failed-call-writes POST /api/admin/context",
        "holds failed-call-writes POST /api/admin/projects/default/features",
        "holds failed-call-writes POST /auth/simple/login",
        "holds failed-call-writes PUT /api/admin/projects/default/features/missing",
        "holds put-not-idempotent PUT /api/admin/projects/default/features/{featureSlug}/environments/development/strategies/{strategyId}",
        "holds put-not-idempotent PUT /api/admin/segments/{id}",
        "holds put-partial PUT /api/admin/segments/{id}",
        "holds put-split-ownership PUT /api/admin/segments/{id}",
        "unsure put-not-idempotent PUT /api/admin/features/{slug}/tags",
        "unsure put-partial PUT /api/admin/projects/default/features/{slug}",
        "unsure safe-method-writes GET /api/admin/projects",
      ]
    `);
  });

  test('Feathers: a PUT that replaces, two addresses of one row that agree, half-done POSTs, a trigger behind a DELETE', async () => {
    expect(await verdictsOf('feathers')).toMatchInlineSnapshot(`
      [
        "broken delete-side-effects DELETE /boards/{id}",
        "broken duplicate-post POST /notes",
        "broken failed-call-writes POST /labels",
        "broken patch-unconditional PATCH /boards/{id}",
        "broken put-split-ownership PUT /boards/{id}",
        "holds delete-side-effects DELETE /jobs",
        "holds delete-side-effects DELETE /profiles/{id}",
        "holds failed-call-writes DELETE /profiles/{id}",
        "holds put-not-idempotent PUT /profiles/{id}",
        "holds put-partial PUT /boards/{id}",
        "holds put-partial PUT /profiles/{id}",
        "holds put-partial PUT /v3/profiles/{id}",
        "holds put-shared-state PUT /profiles/{id}",
        "holds put-shared-state PUT /v3/profiles/{id}",
      ]
    `);
  });

  test('Gnocchi: If-Match is honoured where it is sent, and changes are lost where it is not', async () => {
    expect(await verdictsOf('gnocchi')).toMatchInlineSnapshot(`
      [
        "broken duplicate-post POST /v1/metric",
        "broken patch-unconditional PATCH /v1/resource/volume/{id}",
        "holds delete-side-effects DELETE /v1/resource/volume/{id}",
        "holds duplicate-post POST /v1/resource/server",
        "holds failed-call-writes DELETE /v1/resource/volume/{id}",
        "holds failed-call-writes PATCH /v1/resource/server/{id}",
        "holds failed-call-writes POST /v1/resource/server",
        "holds patch-unconditional PATCH /v1/resource/server/{id}",
      ]
    `);
  });
});

import { expect, test } from 'vitest';
import type { Timeline } from '../shared/timeline-views.ts';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

/**
 * What the rules say of each call of a real run that was recorded for its pitfalls (Directus 12.4, one call at a time),
 * and why: repeats, verification links, share log-in, revert, export, GraphQL over GET, a DELETE sent twice.
 */

const READS = 'holds safe-method-writes';
const NOTHING = '';

/** In the order of the capture: the call's endpoint, every verdict about it that is not "not judged", and the reason. */
const CALLS: readonly (readonly [endpoint: string, says: string, because: string])[] = [
  ['POST /auth/login', NOTHING, 'sent once; session and activity rows'],
  ['GET /roles', READS, 'wrote nothing'],
  ['PATCH /settings', NOTHING, 'one caller only: nothing could collide'],
  ['POST /users/register', NOTHING, 'sent once'],
  [
    'GET /users/register/verify-email',
    'broken safe-method-writes; holds cached-side-effect',
    'opens the account: a GET that changes directus_users.status, as mail scanners would',
  ],
  [
    'GET /users/register/verify-email',
    'broken safe-method-writes; holds cached-side-effect',
    'the same link again wrote nothing; the first one counts',
  ],
  ['PATCH /items/authors/{id}', NOTHING, 'one caller only'],
  ['PATCH /items/authors/{id}', NOTHING, 'equal repeat: moved date_updated only, and PATCH need not be idempotent'],
  ['PATCH /items/authors/{id}', NOTHING, 'equal repeat'],
  ['PATCH /settings', NOTHING, 'one caller only'],
  ['PATCH /settings', NOTHING, 'equal repeat: an update that moved nothing'],
  ['POST /items/tags', 'holds duplicate-post; holds failed-call-writes', 'made the tag'],
  [
    'POST /items/tags',
    'holds duplicate-post; holds failed-call-writes',
    'the same tag again: refused by its key, nothing written',
  ],
  ['PATCH /items/tags', NOTHING, 'several rows, one caller'],
  ['PATCH /items/tags', NOTHING, 'equal repeat: updates that moved nothing'],
  ['PATCH /users/me/track/page', NOTHING, 'last_page is a session column'],
  ['PATCH /users/me/track/page', NOTHING, 'equal repeat'],
  ['POST /items/articles', NOTHING, 'sent once; the hook’s article_log is its own'],
  ['DELETE /items/articles/{id}', 'holds delete-side-effects', 'removed its target only; activity is telemetry'],
  ['DELETE /items/articles/{id}', 'holds delete-side-effects', 'again: an activity row, nothing of the product'],
  ['POST /shares', NOTHING, 'sent once'],
  ['GET /shares/info/{id}', READS, 'wrote nothing'],
  ['POST /shares/auth', 'holds duplicate-post', 'share log-in: a session, and times_used moves'],
  ['POST /shares/auth', 'holds duplicate-post', 'again: another session, no second thing of the product'],
  [
    'GET /flows/trigger/{id}',
    'broken safe-method-writes; holds cached-side-effect; holds telemetry-read-back',
    'a GET that inserts page_hits',
  ],
  [
    'GET /flows/trigger/{id}',
    'broken safe-method-writes; holds cached-side-effect; holds telemetry-read-back',
    'again: one more row',
  ],
  [
    'GET /flows/trigger/{id}',
    'broken safe-method-writes; holds cached-side-effect; holds telemetry-read-back',
    'another query: one more row',
  ],
  ['HEAD /flows/trigger/{id}', READS, 'HEAD did not start the flow'],
  ['SEARCH /items/articles', READS, 'registered as safe, and wrote nothing'],
  ['GET /revisions', READS, 'wrote nothing'],
  ['POST /utils/revert/{id}', NOTHING, 'puts an earlier state back: no row is made'],
  ['POST /utils/revert/{id}', NOTHING, 'again, without a body that would make it a retry'],
  ['POST /versions', NOTHING, 'sent once'],
  ['POST /versions/{id}/save', 'holds duplicate-post', 'saves a draft: one version row, one revision more'],
  ['POST /versions/{id}/save', 'holds duplicate-post', 'equal repeat: revisions are history, no second version'],
  ['GET /items/articles/{id}', READS, 'shows the draft, wrote nothing'],
  ['GET /versions/{id}/compare', READS, 'wrote nothing'],
  ['POST /utils/export/articles', NOTHING, 'makes a file and a notification, sent once'],
  ['POST /utils/sort/articles', 'holds failed-call-writes', 'refused, nothing written'],
  ['POST /utils/cache/clear', NOTHING, 'sent once, no rows'],
  ['GET /graphql query articles', READS, 'wrote nothing'],
  ['GET /graphql mutation update_tags_item', READS, 'a mutation by GET: the server refuses it, nothing written'],
  ['GET /users/me', READS, 'wrote nothing'],
  ['GET /items/articles', READS, 'wrote nothing'],
  ['GET /users/me', READS, 'by a static token: no session, nothing written'],
  ['PATCH /settings', NOTHING, 'one caller only'],
  ['GET /server/info', READS, 'wrote nothing'],
  ['GET /license', READS, 'wrote nothing'],
  ['GET /server/specs/oas', READS, 'wrote nothing'],
];

test('each call of the run is judged as the table says, and for no other reason', async () => {
  const engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-semantics'));
  const judged = engine.inventory().findings.filter(({ verdict }) => verdict !== 'not-judged');
  const { endpoints, requests } = JSON.parse(await engine.timeline({ id: 1 })) as Timeline;
  await engine.close();
  const saidOf = Map.groupBy(judged, ({ endpoint }) => endpoint.id);
  const told = requests.endpoint.map((place) => {
    const endpoint = endpoints[place];
    const own = saidOf.get(endpoint?.id ?? 0) ?? [];
    return [
      `${endpoint?.method} ${endpoint?.route}`,
      own
        .map(({ rule, verdict }) => `${verdict} ${rule}`)
        .sort()
        .join('; '),
    ];
  });
  expect(told).toEqual(CALLS.map(([endpoint, says]) => [endpoint, says]));
});

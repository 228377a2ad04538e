import type { HarEntry } from '../har.ts';
import { HttpClient } from '../http-client.ts';

export const BASE = 'http://127.0.0.1:14242';

const ADMIN = '/api/admin';
const PROJECT = `${ADMIN}/projects/default`;
const PAGE = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) sample-browser/1.0' };
const SCRIPT = { 'user-agent': 'sample-provisioner/1.4 Go-http-client/1.1' };
const PASSWORD = 'Sample-pass-4-recordings!';
const ROUNDS = [1, 2, 3];

const flag = (name: string) => `${PROJECT}/features/${name}`;
const strategies = (name: string) => `${flag(name)}/environments/development/strategies`;
const NAMES = ROUNDS.map((round) => `checkout-${round}`);

const tokens = { script: '' };
const ids = { segments: [] as number[] };

const ROLLOUT = {
  name: 'flexibleRollout',
  title: 'Half',
  disabled: false,
  constraints: [],
  variants: [],
  segments: [],
  parameters: { rollout: '50', stickiness: 'default', groupId: 'checkout' },
};

/** A second user with a token for scripts, a tag type, segments and flags. */
export async function prepare(): Promise<void> {
  const admin = new HttpClient(BASE, PAGE, []);
  await admin.post('/auth/simple/login', { username: 'admin', password: 'unleash4all' });
  await admin.post(`${ADMIN}/user-admin`, {
    username: 'ben',
    email: 'ben@example.com',
    password: PASSWORD,
    rootRole: 1,
  });
  for (const name of NAMES) await admin.post(`${PROJECT}/features`, { name, type: 'release', description: 'First' });
  for (const name of NAMES) await admin.post(strategies(name), ROLLOUT);
  for (const round of ROUNDS) ids.segments.push(idOf(await admin.post(`${ADMIN}/segments`, segment(round, 'first'))));
  const ben = new HttpClient(BASE, SCRIPT, []);
  await ben.post('/auth/simple/login', { username: 'ben', password: PASSWORD });
  const token = { description: 'provisioner', expiresAt: '2099-01-01T00:00:00.000Z' };
  tokens.script = ((await ben.post(`${ADMIN}/user/tokens`, token)).body as { secret: string }).secret;
}

/** Every call that is recorded. */
export async function drive(entries: HarEntry[]): Promise<void> {
  const page = new HttpClient(BASE, PAGE, entries);
  const script = new HttpClient(BASE, { ...SCRIPT, authorization: tokens.script }, entries);
  await page.post('/auth/simple/login', { username: 'admin', password: 'unleash4all' });
  await reads(page);
  await equalPuts(page, script);
  await ownedParts(page, script);
  await unconditionalPatches(page, script);
  await repeatedDeletes(page);
  await retriedPosts(script);
  await refusedCalls(script);
  await reads(page);
}

const segment = (round: number, description: string) => ({
  name: `segment ${round}`,
  description,
  constraints: [{ contextName: 'userId', operator: 'IN', values: [`u${round}`] }],
});

const idOf = ({ body }: { body: unknown }) => (body as { id: number }).id;

async function equalPuts(page: HttpClient, script: HttpClient): Promise<void> {
  for (const [at, id] of ids.segments.entries()) {
    const path = `${ADMIN}/segments/${id}`;
    await page.get(path);
    await page.put(path, segment(at + 1, 'second'), { note: 'PUT of all properties' });
    await page.put(path, segment(at + 1, 'second'), { note: 'equal PUT: leaves the same' });
    await script.put(path, segment(at + 1, 'third'), { note: 'the other client PUTs the same properties' });
    await page.get(path);
  }
  for (const name of NAMES) {
    const own = (await page.get(strategies(name))).body as readonly { id: string }[];
    const path = `${strategies(name)}/${own[0]?.id}`;
    const narrower = { ...ROLLOUT, title: 'Quarter', parameters: { ...ROLLOUT.parameters, rollout: '25' } };
    await page.put(path, narrower, { note: 'PUT of all properties' });
    await page.put(path, narrower, { note: 'equal PUT: leaves the same' });
    const tags = { addedTags: [{ type: 'simple', value: name }], removedTags: [] };
    await page.put(`${ADMIN}/features/${name}/tags`, tags, { note: 'PUT that adds if absent' });
    await page.put(`${ADMIN}/features/${name}/tags`, tags, { note: 'equal PUT: leaves the same and one event more' });
  }
}

async function ownedParts(page: HttpClient, script: HttpClient): Promise<void> {
  for (const [at, name] of NAMES.entries()) {
    const shown = { name, type: 'experiment', description: `By hand ${at}`, impressionData: true };
    const managed = { description: `managed: ${name}` };
    await page.get(flag(name));
    await page.put(flag(name), shown, { note: 'client 1: its parts' });
    await script.put(flag(name), managed, { note: 'client 2: one property, the others stay' });
    await page.get(flag(name));
    await script.put(flag(name), { ...managed, stale: true }, { note: 'client 2: another property' });
    await page.put(flag(name), shown, { note: 'client 1 again: the same request leaves another state' });
    await page.get(flag(name));
  }
}

async function unconditionalPatches(page: HttpClient, script: HttpClient): Promise<void> {
  for (const name of NAMES) {
    const seen = (await page.get(flag(name))).headers.etag;
    await script.get(flag(name));
    await script.patch(flag(name), describe('by script'), { note: 'PATCH without a condition' });
    await page.patch(flag(name), describe('by hand'), { note: 'PATCH without a condition: the first one is lost' });
    const headers = { 'if-match': String(seen) };
    await page.patch(flag(name), describe('stale'), { headers, note: 'PATCH with a stale If-Match: accepted' });
    await page.get(flag(name));
  }
}

const describe = (value: string) => [{ op: 'replace', path: '/description', value }];

async function repeatedDeletes(page: HttpClient): Promise<void> {
  for (const name of NAMES) {
    const tag = `${ADMIN}/features/${name}/tags/simple/${name}`;
    await page.delete(tag, { note: 'DELETE' });
    await page.delete(tag, { note: 'DELETE again: one event more' });
    await page.post(`${flag(name)}/favorites`, {});
    await page.delete(`${flag(name)}/favorites`, { json: {}, note: 'DELETE' });
    await page.delete(`${flag(name)}/favorites`, { json: {}, note: 'DELETE again: one event more' });
  }
  for (const round of ROUNDS) {
    await page.post(`${PROJECT}/features`, { name: `short-lived-${round}`, type: 'release' });
    await page.delete(flag(`short-lived-${round}`), { note: 'DELETE: archives' });
    await page.delete(flag(`short-lived-${round}`), { note: 'DELETE again: archives again' });
  }
}

async function retriedPosts(script: HttpClient): Promise<void> {
  for (const name of NAMES) {
    const wider = { ...ROLLOUT, title: `Wider ${name}` };
    await script.post(strategies(name), wider, { note: 'POST' });
    await script.post(strategies(name), wider, { note: 'equal POST: a second row' });
    const field = { name: `field-${name}`, description: 'Sample', stickiness: false, legalValues: [] };
    await script.post(`${ADMIN}/context`, field, { note: 'POST' });
    await script.post(`${ADMIN}/context`, field, { note: 'equal POST: refused, no second row' });
  }
}

async function refusedCalls(script: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const tagged = { name: `tagged-${round}`, type: 'release', tags: [{ type: 'simple', value: `unknown ${round}` }] };
    await script.post(`${PROJECT}/features`, tagged, { note: 'fails on its tag: nothing written' });
    await script.get(flag(`tagged-${round}`));
    const wrong = { username: 'ben', password: `wrong ${round}` };
    await script.post('/auth/simple/login', wrong, { note: 'refused: nothing written' });
    await script.put(flag('missing'), { description: 'none' }, { note: 'refused: nothing written' });
    await script.patch(flag('missing'), describe('none'), { note: 'refused: nothing written' });
  }
}

async function reads(page: HttpClient): Promise<void> {
  for (const path of ['/user', '/ui-config', '/projects', '/segments', '/context', '/tags'])
    await page.get(ADMIN + path);
}

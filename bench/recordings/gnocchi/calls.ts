import type { HarEntry } from '../har.ts';
import { HttpClient } from '../http-client.ts';

export const BASE = 'http://127.0.0.1:18041';

const basic = (name: string) => `Basic ${Buffer.from(`${name}:`).toString('base64')}`;
const PAGE = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) sample-page/1.0', authorization: basic('admin') };
const AGENT = { 'user-agent': 'sample-agent/0.9 python-requests', authorization: basic('admin') };
const ROUNDS = [1, 2, 3];
/** Its DELETE answers no JSON, and refuses who asks for it. */
const ANY = { headers: { accept: '*/*' } };

const idOf = (kind: number, round: number) => `5a3f9c1e-7d2b-4e8a-9b6c-0${kind}c4d8e2f1a${round}`;
const path = (type: string, kind: number, round: number) => `/v1/resource/${type}/${idOf(kind, round)}`;
const server = (round: number) => path('server', 1, round);
const volume = (round: number) => path('volume', 2, round);

/** Two types of resources, each with a table of its own, and three of each. */
export async function prepare(): Promise<void> {
  const page = new HttpClient(BASE, PAGE, []);
  for (const name of ['server', 'volume']) {
    const attributes = { title: { type: 'string', required: false }, place: { type: 'string', required: false } };
    await page.post('/v1/resource_type', { name, attributes });
  }
  for (const round of ROUNDS)
    await page.post('/v1/resource/server', { id: idOf(1, round), title: `server-${round}`, place: `rack-${round}` });
}

/** Every call that is recorded. */
export async function drive(entries: HarEntry[]): Promise<void> {
  const page = new HttpClient(BASE, PAGE, entries);
  const agent = new HttpClient(BASE, AGENT, entries);
  await conditionalPatches(page, agent);
  await unconditionalPatches(page, agent);
  await repeatedDeletes(page);
  await retriedPosts(agent);
  await reads(page);
}

const etagIn = ({ headers }: { headers: Readonly<Record<string, unknown>> }) => ({ 'if-match': String(headers.etag) });

async function conditionalPatches(page: HttpClient, agent: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const seen = etagIn(await page.get(server(round)));
    const own = etagIn(await agent.get(server(round)));
    await agent.patch(server(round), { title: `by-agent-${round}` }, { headers: own, note: 'PATCH with If-Match' });
    const stale = { title: `by-page-${round}` };
    await page.patch(server(round), stale, { headers: seen, note: 'PATCH with a stale If-Match: refused' });
    const fresh = etagIn(await page.get(server(round)));
    await page.patch(server(round), stale, { headers: fresh, note: 'PATCH with the present If-Match' });
    await page.get(server(round));
  }
}

async function unconditionalPatches(page: HttpClient, agent: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    await page.post('/v1/resource/volume', { id: idOf(2, round), title: `volume-${round}`, place: `shelf-${round}` });
    await page.get(volume(round));
    await agent.get(volume(round));
    await agent.patch(volume(round), { place: `by-agent-${round}` }, { note: 'PATCH without a condition' });
    await page.patch(volume(round), { place: `by-page-${round}` }, { note: 'PATCH: the first one is lost' });
    await page.get(volume(round));
  }
}

async function repeatedDeletes(page: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const gone = path('volume', 3, round);
    await page.post('/v1/resource/volume', {
      id: idOf(3, round),
      title: `short-lived-${round}`,
      place: `bin-${round}`,
    });
    await page.delete(gone, { ...ANY, note: 'DELETE' });
    await page.delete(gone, { ...ANY, note: 'DELETE again: refused, nothing written' });
  }
}

async function retriedPosts(agent: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const metric = { archive_policy_name: 'low', name: `load-${round}`, unit: `percent-${round}` };
    await agent.post('/v1/metric', metric, { note: 'POST' });
    await agent.post('/v1/metric', metric, { note: 'equal POST: a second row' });
    const own = { id: idOf(4, round), title: `kept-${round}`, place: `rack-${round}` };
    await agent.post('/v1/resource/server', own, { note: 'POST with an id of the client' });
    await agent.post('/v1/resource/server', own, { note: 'equal POST: refused, no second row' });
  }
}

async function reads(page: HttpClient): Promise<void> {
  for (const each of ['/v1/resource/server', '/v1/resource/volume', '/v1/archive_policy', '/v1/resource_type'])
    await page.get(each);
}

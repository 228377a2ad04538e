import type { HarEntry } from '../har.ts';
import { HttpClient } from '../http-client.ts';

export const BASE = 'http://127.0.0.1:13030';

const PAGE = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) sample-page/1.0' };
const WORKER = { 'user-agent': 'sample-worker/2.0' };
const ROUNDS = [1, 2, 3];

const profile = (round: number, bio: string) => ({
  name: `Person ${round}`,
  email: `person-${round}@example.com`,
  bio,
  city: `City ${round}`,
});
const label = (name: string) => ({ name, colour: 'green' });
const board = (round: number) => ({ title: `Board ${round}`, layout: `columns-${round}`, owner: `owner-${round}` });

/** Rows in every table, so that the log starts with what is there. */
export async function prepare(): Promise<void> {
  const page = new HttpClient(BASE, PAGE, []);
  for (const round of ROUNDS) {
    await page.post('/profiles', profile(round, 'first'));
    await page.post('/boards', board(round));
    await page.post('/labels', label(`taken-${round}`));
  }
  for (const round of [...ROUNDS, ...ROUNDS]) {
    await page.post('/jobs', { title: `Job ${round}`, payload: `work-${round}` });
    await page.post('/drafts', { words: `Thought ${round}` });
  }
}

/** Every call that is recorded. */
export async function drive(entries: HarEntry[]): Promise<void> {
  const page = new HttpClient(BASE, PAGE, entries);
  const worker = new HttpClient(BASE, WORKER, entries);
  await twoAddresses(page, worker);
  await clearedParts(page, worker);
  await chosenByQuery(worker);
  await removedWithTheirNotes(page);
  await removedWithStrangers(page);
  await halfDone(page);
  await lostUpdates(page, worker);
  await retriedPosts(page);
  await reads(page);
}

async function twoAddresses(page: HttpClient, worker: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    await page.get(`/profiles/${round}`);
    await page.put(`/profiles/${round}`, profile(round, 'by page'), { note: 'PUT of all properties' });
    await page.put(`/profiles/${round}`, profile(round, 'by page'), { note: 'equal PUT: leaves the same' });
    await worker.put(`/v3/profiles/${round}`, profile(round, 'by worker'), {
      note: 'the other address of the row, the same properties',
    });
    await worker.get(`/v3/profiles/${round}`);
  }
}

async function clearedParts(page: HttpClient, worker: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const { owner, ...narrow } = board(round);
    await page.put(
      `/boards/${round}`,
      { ...board(round), title: `Plan ${round}` },
      { note: 'client 1: all properties' },
    );
    await worker.put(`/boards/${round}`, narrow, { note: 'client 2 leaves one out: it is cleared' });
    await page.put(`/boards/${round}`, { ...board(round), owner: `${owner} again` }, { note: 'client 1 again' });
  }
}

async function chosenByQuery(worker: HttpClient): Promise<void> {
  const first = '/jobs?$limit=1&$sort[id]=1';
  await worker.delete(first, { note: 'DELETE of whatever the query chooses: the framework takes all of them' });
  await worker.delete(first, { note: 'DELETE again: nothing is left' });
  await worker.get('/jobs');
}

async function removedWithStrangers(page: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const { body } = await page.post('/boards', board(20 + round));
    const { id } = body as { id: number };
    await page.delete(`/boards/${id}`, { note: 'DELETE: a trigger throws out a draft, too' });
    await page.get('/drafts');
  }
}

async function removedWithTheirNotes(page: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const { body } = await page.post('/profiles', profile(10 + round, 'short-lived'));
    const { id } = body as { id: number };
    await page.post('/notes', { text: `Note ${round}`, profile_id: id });
    await page.delete(`/profiles/${id}`, { note: 'DELETE: its notes go with it' });
    await page.delete(`/profiles/${id}`, { note: 'DELETE again: refused, nothing written' });
  }
}

async function halfDone(page: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const both = [label(`fresh-${round}`), label(`taken-${round}`)];
    await page.post('/labels', both, { note: 'one of two is refused, the other one stays' });
    await page.post('/labels', label(`taken-${round}`), { note: 'refused: nothing written' });
    await page.get('/labels');
  }
}

async function lostUpdates(page: HttpClient, worker: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    await page.get(`/boards/${round}`);
    await worker.get(`/boards/${round}`);
    await worker.patch(`/boards/${round}`, { layout: `by-worker-${round}` }, { note: 'PATCH without a condition' });
    await page.patch(`/boards/${round}`, { layout: `by-page-${round}` }, { note: 'PATCH: the first one is lost' });
  }
}

async function retriedPosts(page: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const note = { text: `Twice ${round}`, profile_id: round };
    await page.post('/notes', note, { note: 'POST' });
    await page.post('/notes', note, { note: 'equal POST: a second row' });
  }
}

async function reads(page: HttpClient): Promise<void> {
  for (const path of ['/profiles', '/v3/profiles', '/notes', '/jobs', '/labels', '/boards', '/drafts'])
    await page.get(path);
}

import type { HarEntry } from '../har.ts';
import { HttpClient } from '../http-client.ts';

export const BASE = 'http://127.0.0.1:13370';

const KEYS = { 'x-parse-application-id': 'sample', 'x-parse-rest-api-key': 'sample-key' };
const PHONE = { ...KEYS, 'user-agent': 'sample-phone/3.2 (Android 16)' };
const DESK = { ...KEYS, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) sample-desk/1.0' };
const ROUNDS = [1, 2, 3];

const FIRST = {
  Card: { name: 'One', role: 'reader', phone: '100', city: 'Here' },
  Counter: { label: 'One', value: 0 },
  Shelf: { label: 'One', tags: [] },
  Journal: { label: 'One', lines: [] },
  Settings: { theme: 'light', language: 'en', pageSize: 20, signature: '' },
  Note: { text: 'One' },
  Ticket: { subject: 'One', urgent: false },
  Payment: { amount: 1, reference: 'first' },
} as const;

type ClassName = keyof typeof FIRST;

/** Two users, and one object of every class, so that tables and columns are there before the log starts. */
export async function prepare(): Promise<void> {
  const client = new HttpClient(BASE, PHONE, []);
  for (const username of ['ada', 'ben'])
    await client.post('/parse/users', { username, password: `${username}-sample`, email: `${username}@example.com` });
  for (const [name, first] of Object.entries(FIRST)) await client.post(`/parse/classes/${name}`, first);
}

/** Every call that is recorded. */
export async function drive(entries: HarEntry[]): Promise<void> {
  const phone = new HttpClient(BASE, PHONE, entries);
  const desk = new HttpClient(BASE, DESK, entries);
  const ada = await logIn(phone, 'ada');
  await logIn(desk, 'ben');
  await equalPuts(phone, desk);
  await growingPuts(phone);
  await ownedParts(phone, desk);
  await sharedUser(phone, ada);
  await repeatedDeletes(phone);
  await retriedPosts(phone);
  await refusedCalls(desk);
  await reads(phone, desk);
}

async function logIn(client: HttpClient, username: string): Promise<string> {
  const query = new URLSearchParams({ username, password: `${username}-sample` });
  const { body } = await client.get(`/parse/login?${query}`, { note: 'log-in by GET: writes a session' });
  const { objectId, sessionToken } = body as { objectId: string; sessionToken: string };
  client.always({ 'x-parse-session-token': sessionToken });
  return objectId;
}

async function make(client: HttpClient, name: ClassName, more: object = {}): Promise<string> {
  const { body } = await client.post(`/parse/classes/${name}`, { ...FIRST[name], ...more });
  return `/parse/classes/${name}/${(body as { objectId: string }).objectId}`;
}

async function equalPuts(phone: HttpClient, desk: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const card = await make(phone, 'Card');
    await phone.get(card);
    const all = { name: `Ada ${round}`, role: 'editor', phone: `20${round}`, city: 'There' };
    await phone.put(card, all, { note: 'PUT of all properties' });
    await phone.put(card, all, { note: 'equal PUT: leaves the same' });
    await desk.get(card);
    await desk.put(card, { ...all, city: 'Elsewhere' }, { note: 'the other client PUTs the same properties' });
    await desk.get(card);
  }
}

async function growingPuts(client: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const counter = await make(client, 'Counter');
    const one = { value: { __op: 'Increment', amount: 1 } };
    await client.put(counter, one, { note: 'PUT that counts' });
    await client.put(counter, one, { note: 'equal PUT: counts again' });
    await client.get(counter);
    const shelf = await make(client, 'Shelf');
    const unique = { tags: { __op: 'AddUnique', objects: [`tag ${round}`] } };
    await client.put(shelf, unique, { note: 'PUT that adds if absent' });
    await client.put(shelf, unique, { note: 'equal PUT: leaves the same' });
    await client.get(shelf);
    const journal = await make(client, 'Journal');
    const line = { lines: { __op: 'Add', objects: [`line ${round}`] } };
    await client.put(journal, line, { note: 'PUT that appends' });
    await client.put(journal, line, { note: 'equal PUT: appends again' });
    await client.get(journal);
  }
}

async function ownedParts(phone: HttpClient, desk: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const settings = await make(phone, 'Settings');
    const looks = { theme: 'dark', language: round === 2 ? 'de' : 'fr' };
    const habits = { pageSize: 20 + round, signature: `Ben ${round}`, language: 'nl' };
    await phone.put(settings, looks, { note: 'client 1: its parts' });
    await desk.get(settings);
    await desk.put(settings, habits, { note: 'client 2: other parts' });
    await phone.put(settings, looks, { note: 'client 1 again: the same request leaves another state' });
    await phone.get(settings);
  }
}

async function sharedUser(client: HttpClient, id: string): Promise<void> {
  for (const round of ROUNDS) {
    await client.put(`/parse/users/${id}`, { nick: `Ada ${round}` }, { note: 'one route to the row' });
    await client.put(`/parse/classes/_User/${id}`, { phone: `30${round}` }, { note: 'another route to the row' });
    await client.get(`/parse/users/${id}`);
    await client.get(`/parse/classes/_User/${id}`);
  }
}

async function repeatedDeletes(client: HttpClient): Promise<void> {
  for (const _ of ROUNDS) {
    const note = await make(client, 'Note');
    await client.delete(note, { note: 'DELETE' });
    await client.delete(note, { note: 'DELETE again: 404, nothing written' });
  }
}

async function retriedPosts(client: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const ticket = { subject: `Broken lamp ${round}`, urgent: true };
    await client.post('/parse/classes/Ticket', ticket, { note: 'POST' });
    await client.post('/parse/classes/Ticket', ticket, { note: 'equal POST: a second row' });
    const payment = { amount: 10 * round, reference: `order ${round}` };
    const headers = { 'x-parse-request-id': `sample-request-${round}` };
    await client.post('/parse/classes/Payment', payment, { headers, note: 'POST with a request id' });
    await client.post('/parse/classes/Payment', payment, { headers, note: 'equal POST: refused, no second row' });
  }
}

async function refusedCalls(client: HttpClient): Promise<void> {
  for (const round of ROUNDS) {
    const wrong = { username: 'ada', password: `wrong ${round}` };
    await client.post('/parse/login', wrong, { note: 'refused log-in: counts the failure in the user' });
    await client.put('/parse/classes/Card/none', { name: 'nobody' }, { note: 'refused: nothing written' });
    await client.post('/parse/classes/Ticket', { subject: round }, { note: 'refused: wrong type, nothing written' });
  }
}

async function reads(phone: HttpClient, desk: HttpClient): Promise<void> {
  for (const name of Object.keys(FIRST)) await phone.get(`/parse/classes/${name}?limit=5`);
  for (const name of Object.keys(FIRST)) await desk.get(`/parse/classes/${name}?limit=5&order=-createdAt`);
}

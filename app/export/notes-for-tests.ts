import type { HistoryEntry, Tracking } from '../../shared/tracking-views.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';

/** For tests: findings as notes tell them. */

export const tracking = (over: Partial<Tracking> = {}): Tracking => ({
  status: 'detected',
  owner: null,
  ticket: null,
  exception: null,
  shippedOn: null,
  notes: 0,
  ...over,
});

export const move = (id: number, on: string, text: string): HistoryEntry => ({
  id,
  atMs: Date.parse(`${on}T10:00:00Z`),
  who: 'A. Diaz',
  field: 'status',
  text,
  why: null,
  undone: false,
});

export const webhook: NoteFinding = {
  key: 'safe-method-writes GET https://cms.example/flows/trigger/{}',
  endpoint: { id: 1, method: 'GET', origin: 'https://cms.example', route: '/flows/trigger/{id}' },
  rule: 'safe-method-writes',
  verdict: 'broken',
  summary: '6 of 6 calls wrote domain rows. Chance overlap with unrelated writes would account for none of them.',
  clause: 'inserts into page_hits on every call',
  severity: 'error',
  probability: 0.9999,
  proof: {
    calls: 6,
    wrote: 6,
    expected: 0,
    bestOther: null,
    strengths: { certain: 0, veryLikely: 5, likely: 1 },
  },
  tables: [
    { table: 'public.page_hits', class: 'domain', inserts: 6, updates: 0, deletes: 0, columns: [] },
    { table: 'public.directus_activity', class: 'telemetry', inserts: 12, updates: 0, deletes: 0, columns: [] },
  ],
  runs: [
    { run: 1, state: 'wrote' },
    { run: 2, state: 'not-seen' },
  ],
  tracking: tracking(),
  clients: ['Chromium 156'],
  history: [],
  edits: {},
  dates: { deprecation: null, sunset: null },
  texts: { why: 'Because.', remedy: 'Repair it.', exhibits: [] },
  example: {
    method: 'GET',
    path: '/flows/trigger/masked·0123456789abcdef',
    query: [['preview', 'yes']],
    status: 200,
    request: null,
    response: { mime: 'application/json', text: '{"hits":3,"of":[{"at":"2026-11-20T20:14:00Z"}]}' },
    rows: [
      {
        op: 'insert',
        table: 'public.page_hits',
        values: [
          { column: 'id', before: null, after: '216' },
          { column: 'path', before: null, after: '/a|b`c<script>' },
          { column: 'visitor_token', before: null, after: 'masked·fedcba9876543210' },
        ],
      },
    ],
  },
};

export const verifyLink: NoteFinding = {
  ...webhook,
  key: 'safe-method-writes GET https://cms.example/users/register/verify-email',
  endpoint: { id: 2, method: 'GET', origin: 'https://cms.example', route: '/users/register/verify-email' },
  summary:
    '1 of 2 calls wrote domain rows. Values of the changed row stand in the call too: proof enough, even from so few writes.',
  proof: { calls: 2, wrote: 1, expected: 0.002, bestOther: null, strengths: { certain: 0, veryLikely: 0, likely: 1 } },
  tables: [
    { table: 'public.directus_users', class: 'domain', inserts: 0, updates: 1, deletes: 0, columns: ['status'] },
  ],
  example: null,
};

export const PARTS: NotesInput['parts'] = {
  proof: true,
  headers: true,
  calls: true,
  tests: false,
  openapi: false,
  rowValues: false,
};

export const input = (findings: readonly NoteFinding[], over: Partial<NotesInput> = {}): NotesInput => ({
  workspace: 'Campus platform',
  generatedOn: '2026-11-21',
  callsToProve: 180,
  parts: PARTS,
  runs: [{ id: 1, seenMs: Date.parse('2026-11-20T20:14:00Z') }],
  findings,
  templates: {},
  address: null,
  client: null,
  since: null,
  ...over,
});

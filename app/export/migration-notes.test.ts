import { describe, expect, test } from 'vitest';
import type { Tracking } from '../../shared/tracking-views.ts';
import type { HistoryEntry } from '../../shared/views.ts';
import { hasNote, migrationNotes } from './migration-notes.ts';
import type { NoteFinding, NotesInput } from './note-input.ts';

const tracking = (over: Partial<Tracking> = {}): Tracking => ({
  status: 'detected',
  owner: null,
  ticket: null,
  exception: null,
  shippedOn: null,
  notes: 0,
  ...over,
});

const move = (id: number, on: string, text: string): HistoryEntry => ({
  id,
  atMs: Date.parse(`${on}T10:00:00Z`),
  who: 'A. Diaz',
  field: 'status',
  text,
  why: null,
  undone: false,
});

const webhook: NoteFinding = {
  key: 'safe-method-writes GET https://cms.example/flows/trigger/{}',
  endpoint: { id: 1, method: 'GET', origin: 'https://cms.example', route: '/flows/trigger/{id}' },
  rule: 'safe-method-writes',
  verdict: 'broken',
  summary: '6 of 6 calls wrote domain rows. Background writes would explain none of them.',
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
  texts: { why: 'Because.', remedy: 'Repair it.', exhibits: [] },
  example: {
    method: 'GET',
    path: '/flows/trigger/masked·0123456789abcdef',
    status: 200,
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

const verifyLink: NoteFinding = {
  ...webhook,
  key: 'safe-method-writes GET https://cms.example/users/register/verify-email',
  endpoint: { id: 2, method: 'GET', origin: 'https://cms.example', route: '/users/register/verify-email' },
  summary: '1 of 2 calls wrote domain rows. Values of the changed row stand in the call too, so 2 calls are enough.',
  proof: { calls: 2, wrote: 1, expected: 0.002, bestOther: null, strengths: { certain: 0, veryLikely: 0, likely: 1 } },
  tables: [
    { table: 'public.directus_users', class: 'domain', inserts: 0, updates: 1, deletes: 0, columns: ['status'] },
  ],
  example: null,
};

const input = (findings: readonly NoteFinding[], over: Partial<NotesInput> = {}): NotesInput => ({
  workspace: 'Campus platform',
  generatedOn: '2026-11-21',
  parts: { proof: true, headers: true, calls: true, rowValues: false },
  runs: [{ id: 1, at: Date.parse('2026-11-20T20:14:00Z') }],
  findings,
  ...over,
});

describe('the whole document', () => {
  test('planned, with a date: headers and the switch', async () => {
    const planned = {
      ...webhook,
      history: [move(1, '2026-11-01', 'Detected to Triaged'), move(2, '2026-11-10', 'Triaged to Planned')],
      tracking: tracking({
        status: 'planned',
        owner: 'A. Diaz',
        ticket: 'https://tickets.example/CMS-12',
        shippedOn: '2027-01-01',
      }),
    };
    const notes = migrationNotes(input([planned, verifyLink]));
    await expect(notes.markdown).toMatchFileSnapshot('fixtures/planned-and-detected.md');
    expect(notes.missing).toEqual(['1 note has no date for the switch yet.', '1 note names no one to ask.']);
  });

  test('shipped and exceptions', async () => {
    const shipped = {
      ...verifyLink,
      verdict: 'holds' as const,
      history: [move(1, '2026-11-10', 'Planned to Shipped')],
      tracking: tracking({ status: 'shipped', owner: 'J. Lindt', shippedOn: '2026-11-15' }),
    };
    const accepted = {
      ...webhook,
      tracking: tracking({
        status: 'exception',
        exception: {
          reason: 'client-cannot-change',
          words: 'The kiosk <b>cannot</b> be updated | yet.',
          until: '2027-02-28',
        },
      }),
    };
    const allowed = { ...webhook, verdict: 'allowed' as const, endpoint: { ...webhook.endpoint, route: '/hits' } };
    const notes = migrationNotes(input([shipped, accepted, allowed]));
    await expect(notes.markdown).toMatchFileSnapshot('fixtures/shipped-and-exceptions.md');
    expect(notes.missing).toEqual([]);
  });

  test('nothing to tell', async () => {
    const notes = migrationNotes(
      input([
        { ...webhook, verdict: 'holds' },
        { ...webhook, verdict: 'unsure' },
      ]),
    );
    await expect(notes.markdown).toMatchFileSnapshot('fixtures/nothing.md');
    expect(notes.missing).toEqual([]);
  });

  test('row values only when asked for, secrets never', async () => {
    const parts = { proof: false, headers: false, calls: false, rowValues: true };
    const notes = migrationNotes(input([webhook], { parts }));
    await expect(notes.markdown).toMatchFileSnapshot('fixtures/row-values.md');
    expect(notes.markdown).not.toContain('masked·');
    expect(notes.missing).toContain('2 masked values were left out.');
    expect(migrationNotes(input([webhook])).markdown).not.toContain('216');
  });
});

describe('what appears', () => {
  test.each<[NoteFinding['verdict'], Tracking['status'], boolean]>([
    ['broken', 'detected', true],
    ['broken', 'exception', true],
    ['allowed', 'detected', true],
    ['holds', 'shipped', true],
    ['holds', 'verified', true],
    ['unsure', 'planned', true],
    ['unsure', 'triaged', false],
    ['holds', 'detected', false],
    ['not-judged', 'detected', false],
  ])('%s and %s: %s', (verdict, status, appears) => {
    expect(hasNote({ ...webhook, verdict, tracking: tracking({ status }) })).toBe(appears);
  });
});

describe('values cannot become markup', () => {
  const named = (over: Partial<NoteFinding>) => migrationNotes(input([{ ...webhook, ...over }])).markdown;

  test('a workspace name', () => {
    const { markdown } = migrationNotes(input([], { workspace: '<img src=x> *a* [b](c)' }));
    expect(markdown).toContain('&lt;img src=x&gt; \\*a\\* \\[b\\](c)');
  });

  test('a route with backticks and line breaks', () => {
    const endpoint = { ...webhook.endpoint, route: '/a`b\n# c' };
    expect(named({ endpoint })).toContain('`` GET /a`b # c ``');
  });

  test('an owner and a ticket', () => {
    const markdown = named({ tracking: tracking({ owner: '<a>_x_', ticket: 'javascript:alert(1)' }) });
    expect(markdown).toContain('Ask: &lt;a&gt;\\_x\\_');
    expect(markdown).toContain('Ticket: javascript:alert(1)');
  });
});

test('a call that writes again after its switch is not said to only read', () => {
  const again = { ...webhook, tracking: tracking({ status: 'regressed', owner: 'A. Diaz', shippedOn: '2026-11-15' }) };
  const { markdown, missing } = migrationNotes(input([again]));
  expect(markdown).toContain('Today the call also adds page hits.');
  expect(markdown).toContain('was seen to write again; a new date will follow.');
  expect(markdown).not.toContain('Since 15 November');
  expect(markdown).toContain('- Switch: not decided yet');
  expect(missing).toEqual(['1 note has no date for the switch yet.']);
});

test('equal titles get anchors of their own', () => {
  const { markdown } = migrationNotes(
    input([webhook, { ...webhook, endpoint: { ...webhook.endpoint, origin: 'https://b.example' } }]),
  );
  expect(markdown).toContain('(#get-flowstriggerid-will-no-longer-add-page-hits)');
  expect(markdown).toContain('(#get-flowstriggerid-will-no-longer-add-page-hits-1)');
});

describe('a note of another rule', () => {
  const partial: NoteFinding = {
    ...webhook,
    key: 'put-partial PUT https://cms.example/articles/{}',
    endpoint: { id: 3, method: 'PUT', origin: 'https://cms.example', route: '/articles/{id}' },
    rule: 'put-partial',
    summary: '4 of 9 calls left out what the server kept.',
    texts: {
      why: 'Two clients undo each other.',
      remedy: 'Send PATCH.',
      exhibits: [
        {
          kind: 'table',
          title: 'Who sends what',
          columns: ['Property', 'web'],
          rows: [['title', 'always']],
          holdsValues: false,
        },
        {
          kind: 'table',
          title: 'End states',
          columns: ['Column', 'After'],
          rows: [['title', 'secret plans']],
          holdsValues: true,
        },
        {
          kind: 'sequence',
          title: 'How it breaks',
          constructed: true,
          steps: [{ who: 'web', call: 'PUT /articles/5', text: 'title', exchangeId: 1 }],
        },
      ],
    },
  };

  test('says what is wrong, why and what to do, with its proof', () => {
    const { markdown } = migrationNotes(input([partial]));
    expect(markdown).toContain('## PUT /articles/{id}: partial put');
    expect(markdown).toContain('**What is wrong.** 4 of 9 calls left out what the server kept.');
    expect(markdown).toContain('Send PATCH.');
    expect(markdown).toContain('| title | always |');
    expect(markdown).toContain('it was not seen in this order');
    expect(markdown).not.toContain('Why.** PUT is a safe method');
  });

  test('keeps values for readers who may see them', () => {
    expect(migrationNotes(input([partial])).markdown).not.toContain('secret plans');
    const parts = { proof: true, headers: true, calls: true, rowValues: true };
    expect(migrationNotes(input([partial], { parts })).markdown).toContain('secret plans');
  });
});

import { describe, expect, test } from 'vitest';
import type { Tracking } from '../../shared/tracking-views.ts';
import { hasNote, migrationNotes } from './migration-notes.ts';
import type { NoteFinding } from './note-input.ts';
import { input, move, PARTS, tracking, verifyLink, webhook } from './notes-for-tests.ts';

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
    expect(notes.missing).toEqual([
      'No date for the switch: 1 note.',
      'A proposal instead of a decided call: 2 notes.',
      'No one to ask: 1 note.',
    ]);
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
    expect(notes.missing).toEqual(['A proposal instead of a decided call: 1 note.']);
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
    const parts = { ...PARTS, proof: false, headers: false, calls: false, rowValues: true };
    const notes = migrationNotes(input([webhook], { parts }));
    await expect(notes.markdown).toMatchFileSnapshot('fixtures/row-values.md');
    expect(notes.markdown).not.toContain('masked·');
    expect(notes.missing).toContain('Left out: 2 masked values.');
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
  expect(missing).toContain('No date for the switch: 1 note.');
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
    expect(markdown).toContain('## PUT /articles/{id}: partial PUT');
    expect(markdown).toContain('**What is wrong.** 4 of 9 calls left out what the server kept.');
    expect(markdown).toContain('Send PATCH.');
    expect(markdown).toContain('| title | always |');
    expect(markdown).toContain('it was not seen in this order');
    expect(markdown).not.toContain('Why.** PUT is a safe method');
  });

  test('keeps values for readers who may see them', () => {
    expect(migrationNotes(input([partial])).markdown).not.toContain('secret plans');
    const parts = { ...PARTS, rowValues: true };
    expect(migrationNotes(input([partial], { parts })).markdown).toContain('secret plans');
  });
});

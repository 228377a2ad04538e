import { describe, expect, test } from 'vitest';
import { setNoteDatesInput } from '../../shared/note-inputs.ts';
import type { NoteEdit } from '../../shared/note-views.ts';
import { migrationNotes } from './migration-notes.ts';
import { writeNote } from './note.ts';
import { input, move, PARTS, tracking, webhook } from './notes-for-tests.ts';
import { readState } from './notes-state.ts';

const edit = (text: string): NoteEdit => ({ text, who: 'M. Keller', atMs: 0 });

describe('a person’s wording', () => {
  const edited = { ...webhook, edits: { title: edit('Visits are sent'), what: edit('**What changes.** Ask us.') } };

  test('takes the place of one section; the others follow the proof', () => {
    const { markdown } = migrationNotes(input([edited]));
    expect(markdown).toContain('## Visits are sent\n');
    expect(markdown).toContain('- [Visits are sent](#visits-are-sent)');
    expect(markdown).toContain('**What changes.** Ask us.');
    expect(markdown).not.toContain('Today the call also adds page hits.');
    expect(markdown).toContain('6 of 6 calls wrote domain rows.');
    const more = { ...edited, summary: '7 of 7 calls wrote domain rows.' };
    expect(migrationNotes(input([more])).markdown).toContain('7 of 7 calls wrote domain rows.');
  });

  test('is marked as such, and a decided call is no longer missing', () => {
    const { sections } = writeNote(edited, input([edited]));
    expect(sections.filter((section) => section.edit !== null).map(({ id }) => id)).toEqual(['title', 'what']);
    const decided = { ...webhook, edits: { detail: edit('### The new calls in detail\n\nPOST /visits') } };
    expect(migrationNotes(input([decided])).missing.join()).not.toContain('proposal');
  });
});

describe('a rule about calls that write', () => {
  const story = {
    kind: 'sequence' as const,
    title: 'A change of settings.tagline is lost',
    constructed: false,
    steps: [
      { who: 'web', call: 'PATCH /settings', text: 'sets settings.tagline', exchangeId: 1, value: 'Hens → Ducks' },
    ],
  };
  const unconditional = {
    ...webhook,
    rule: 'patch-unconditional' as const,
    endpoint: { ...webhook.endpoint, method: 'PATCH', route: '/settings' },
    texts: { ...webhook.texts, remedy: 'Answer 412 where the ETag differs.', exhibits: [story, story, story] },
    example: null,
  };

  test('tells client developers their part first, and the service’s as such', () => {
    const { markdown } = migrationNotes(input([unconditional]));
    expect(markdown).toMatch(
      /### What to do in your client\n\n- .*Retries: .*\n\n\*\*What service and clients do together\.\*\* Answer 412/s,
    );
  });

  test('shows what a column was set to only to those who may see values', () => {
    const markdownOf = (rowValues: boolean) => {
      const given = input([unconditional]);
      return migrationNotes({ ...given, parts: { ...given.parts, rowValues } }).markdown;
    };
    expect(markdownOf(true)).toContain('sets settings.tagline: `Hens → Ducks`');
    expect(markdownOf(false)).not.toContain('Hens');
  });

  test('shows examples that read the same once', () => {
    const { markdown } = migrationNotes(input([unconditional]));
    expect(markdown.match(/A change of settings\.tagline is lost/g)).toHaveLength(1);
  });
});

describe('a request that stays as it is', () => {
  const removal = {
    ...webhook,
    rule: 'delete-side-effects' as const,
    clause: 'removed orders, too',
    endpoint: { ...webhook.endpoint, method: 'DELETE', route: '/baskets/{id}' },
    example: null,
  };
  const parts = (finding: typeof webhook) => writeNote(finding, input([finding])).sections;
  const textOf = (finding: typeof webhook) => parts(finding).find(({ id }) => id === 'calls')?.text ?? '';

  test('stands once, with what the server does before and after', () => {
    const text = textOf(removal);
    expect(text).toContain('The request stays as it is; what the server does with it changes.');
    expect(text.match(/DELETE \/baskets\/\{id\}/g)).toHaveLength(1);
    expect(text).toContain('- Before: removed orders, too');
    expect(text).toContain(
      '- After: Removes the resource named by its own id and what refers to it, and nothing else.',
    );
    expect(text).toContain('- After, 404: Not there, or removed before; nothing was changed.');
  });

  test('a call that gets a header is told as two requests', () => {
    const keyed = { ...removal, rule: 'duplicate-post' as const, endpoint: { ...removal.endpoint, method: 'POST' } };
    expect(textOf(keyed)).toContain('Idempotency-Key: {a new UUID}');
    expect(textOf(keyed)).not.toContain('The request stays as it is');
  });
});

describe('dates', () => {
  const planned = {
    ...webhook,
    tracking: tracking({ status: 'planned' }),
    history: [move(1, '2026-11-10', 'Triaged to Planned')],
  };

  test('given ones make the headers', () => {
    const dated = { ...planned, dates: { deprecation: '2026-12-01', sunset: '2027-03-01' } };
    const { markdown } = migrationNotes(input([dated]));
    expect(markdown).toContain('Deprecation: @1796083200\nSunset: Mon, 01 Mar 2027 00:00:00 GMT\n');
    expect(markdown).toContain('From 1 March 2027 the call only reads.');
  });

  test('the address where notes are published makes the Link', () => {
    const dated = { ...planned, dates: { deprecation: null, sunset: '2027-03-01' } };
    const { markdown } = migrationNotes(input([dated], { address: 'https://docs.example/changes' }));
    expect(markdown).toContain(
      'Link: <https://docs.example/changes#get-flows-trigger-id>; rel="deprecation"; type="text/html"',
    );
    expect(markdown).not.toContain('Put the address');
  });

  test('a Sunset before its Deprecation is refused with its reason', () => {
    const answer = setNoteDatesInput.safeParse({
      key: 'k',
      dates: { deprecation: '2027-03-02', sunset: '2027-03-01' },
    });
    expect(answer.error?.issues[0]?.message).toBe('Sunset may not be before Deprecation (RFC 9745).');
    expect(
      setNoteDatesInput.safeParse({ key: 'k', dates: { deprecation: '2027-03-01', sunset: '2027-03-01' } }).success,
    ).toBe(true);
  });
});

describe('changes between two exports', () => {
  const other = { ...webhook, key: 'k2', endpoint: { ...webhook.endpoint, route: '/hits' } };
  const first = migrationNotes(input([webhook, other]));

  test('a document carries what it told', () => {
    expect(readState(first.markdown)).toEqual(first.state);
    expect(readState(first.html)).toEqual(first.state);
    expect(readState('# Notes of another program')).toBeNull();
  });

  test('a key cannot end the comment that carries it', () => {
    const odd = migrationNotes(input([{ ...webhook, key: 'x --> <script>' }]));
    expect(odd.markdown.match(/-->/g)).toHaveLength(1);
    expect(readState(odd.markdown)).toEqual(odd.state);
  });

  test('what is new, moved, worded anew and gone is told', () => {
    const moved = {
      ...webhook,
      tracking: tracking({ status: 'planned' }),
      dates: { deprecation: null, sunset: '2027-03-01' },
    };
    const fresh = { ...webhook, key: 'k3', endpoint: { ...webhook.endpoint, route: '/new' } };
    const { markdown } = migrationNotes(input([moved, fresh], { since: first.state }));
    expect(markdown).toContain('## Changes since 21 November 2026');
    expect(markdown).toContain(
      '`GET /flows/trigger/{id}`: the switch moved from not decided to 1 March 2027; Detected became Planned.',
    );
    expect(markdown).toContain('`GET /new`: new.');
    expect(markdown).toContain('`GET /hits`: no longer told of.');
    const edited = { ...webhook, edits: { todo: edit('### What to do\n\nNothing.') } };
    const again = migrationNotes(input([edited, other], { since: first.state })).markdown;
    expect(again).toContain('`GET /flows/trigger/{id}`: what to send, or what to do, is worded anew.');
    expect(migrationNotes(input([webhook, other], { since: first.state })).markdown).toContain('2026\n\nNone.');
  });
});

describe('templates', () => {
  test('a team’s file takes the place of one', () => {
    const templates = { 'note.md': 'Call {{ call }} by {{ owner }}.\n\n{{ status }}' };
    const { markdown } = migrationNotes(
      input([{ ...webhook, tracking: tracking({ owner: 'A. Diaz' }) }], { templates }),
    );
    expect(markdown).toContain('Call `GET /flows/trigger/{id}` by A. Diaz.');
    expect(markdown).not.toContain('### Before and after');
    expect(markdown).toContain('# What changes in the calls of Campus platform');
  });

  test('one that cannot be read says which and where', () => {
    const write = () => migrationNotes(input([webhook], { templates: { 'note.md': 'a\n{% if %}' } }));
    expect(write).toThrow(/^note\.md: .*line:2/);
  });

  test('values are no templates, and templates see no files', () => {
    const odd = { ...webhook, tracking: tracking({ owner: '{{ 7 | times: 7 }}' }) };
    expect(migrationNotes(input([odd])).markdown).toContain('{{ 7');
    const reading = { 'note.md': "{% render '/etc/passwd' %}" };
    expect(() => migrationNotes(input([webhook], { templates: reading }))).toThrow(/ENOENT/);
  });
});

describe('HTML', () => {
  const html = (over: Partial<typeof webhook> = {}) =>
    migrationNotes(input([{ ...webhook, ...over }], { parts: { ...PARTS, rowValues: true } })).html;

  test('contents lead to their chapters', () => {
    const text = html();
    for (const [, anchor] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${anchor}"`);
    expect(text).toContain('<title>What changes in the calls of Campus platform</title>');
  });

  test('calls before and after stand beside each other, and nothing else does', () => {
    const text = html();
    const [, before = '', after = '', then = ''] =
      /<div class="pair">\n<div>(.*?)<\/div>\n<div>(.*?)<\/div>\n<\/div>(.*)/s.exec(text) ?? [];
    expect(before).toContain('<p>Before: one call</p>');
    expect(before).toContain('# also adds page hits');
    expect(before).not.toContain('After');
    expect(after).toMatch(/^\n<p>After: read, and write on purpose<\/p>/);
    expect(after.match(/<pre>/g)).toHaveLength(2);
    expect(then).toMatch(/^\n<h3>The new calls in detail/);
    expect(text.match(/class="pair"/g)).toHaveLength(1);
  });

  test('calls that a person words otherwise stay below each other', () => {
    const text = html({ edits: { calls: edit('### Before and after\n\nToday it counts.\n\nAfter: it does not.') } });
    expect(text).toContain('Today it counts.');
    expect(text).not.toContain('class="pair"');
  });

  test('loads nothing, runs nothing, and no value becomes markup', () => {
    const text = html({
      edits: { what: edit('<script>alert(1)</script> ![x](https://a.example/x.png) [y](javascript:alert(1))') },
      endpoint: { ...webhook.endpoint, route: '/<img src=x>' },
    });
    expect(text).not.toMatch(/<script|<img|<link|javascript:[^<]*"|url\(/);
    expect(text).toContain('&lt;script&gt;');
  });
});

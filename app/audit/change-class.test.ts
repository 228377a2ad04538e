import { describe, expect, test } from 'vitest';
import type { ChangeOp } from '../../shared/records.ts';
import { classOfChange } from './change-class.ts';
import { createClassLookup } from './table-classes.ts';

const columns = new Map([
  ['public.users', ['id', 'status', 'last_access', 'last_page', 'updated_at']],
  ['public.articles', ['id', 'title', 'date_updated']],
  ['public.user_sessions', ['id', 'note']],
]);
const classes = createClassLookup(columns, {
  policy: {},
  persons: new Map([['public.user_sessions.note', { class: 'domain', who: 'A. Diaz' }]]),
});

describe('the class of one change', () => {
  test.each<[string, ChangeOp, string, string[] | null, object]>([
    ['an insert means its table', 'insert', 'users', null, { class: 'domain', unsure: false, counts: true }],
    [
      'a truncate means its table',
      'truncate',
      'user_sessions',
      null,
      { class: 'session', unsure: false, counts: true },
    ],
    ['a domain column', 'update', 'users', ['status'], { class: 'domain', unsure: false, counts: true }],
    ['a session column', 'update', 'users', ['last_access'], { class: 'session', unsure: false, counts: true }],
    ['with a volatile one', 'update', 'users', ['last_access', 'updated_at'], { class: 'session' }],
    ['two classes: the stronger', 'update', 'users', ['last_access', 'last_page'], { class: 'telemetry' }],
    ['domain beside session', 'update', 'users', ['last_access', 'status'], { class: 'domain' }],
    ['only volatile', 'update', 'articles', ['date_updated'], { class: 'domain', counts: true }],
    ['nothing moved', 'update', 'articles', [], { class: 'domain', counts: false }],
    ['not captured, own columns', 'update', 'users', null, { class: 'domain', unsure: true, counts: true }],
    ['not captured, none', 'update', 'articles', null, { class: 'domain', unsure: false, counts: true }],
    ['a person’s column', 'update', 'user_sessions', ['note'], { class: 'domain', unsure: false }],
    ['not captured, a person’s column', 'update', 'user_sessions', null, { class: 'session', unsure: true }],
  ])('%s', (_, op, table, changed, wanted) => {
    expect(classOfChange({ op, table: `public.${table}`, changed }, classes)).toMatchObject(wanted);
  });
});

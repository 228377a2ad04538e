import { describe, expect, test } from 'vitest';
import type { TableClass } from '../../shared/words.ts';
import {
  type ClassOverrides,
  classifyColumn,
  classifyTable,
  classKey,
  createClassLookup,
  NO_OVERRIDES,
} from './table-classes.ts';

const classOf = (table: string, columns: string[] = []) => classifyTable(table, columns, NO_OVERRIDES).class;

describe('default classes of tables', () => {
  const expected: Record<TableClass, string[]> = {
    outbox: ['outbox', 'app.order_outbox', 'outbox_messages', 'domain_events'],
    domain: [
      'articles',
      'articles_tags',
      'article_catalog',
      'blog',
      'activity_types',
      'audit_findings',
      'course_events',
      'course_goals_useractivity',
      'directus_users',
      'directus_versions',
      'directus_shares',
      'event_registrations',
      'events',
      'exposures',
      'heartbeat',
      'heartbeats',
      'likes',
      'locks',
      'scheduled_tasks',
      'log_books',
      'page_hits',
      'personal_access_tokens',
      'training_sessions',
      'versions',
      'view_counts',
    ],
    telemetry: [
      'article_log',
      'access_log',
      'ahoy_events',
      'analytics_pageviews',
      'audit_events',
      'directus_activity',
      'directus_revisions',
      'django_admin_log',
      'order_audits',
      'payment_event_logs',
      'telescope_entries',
      'tracking_trackinglog',
    ],
    session: [
      'directus_sessions',
      'directus_oauth_tokens',
      'django_session',
      'axes_accessattempt',
      'dataprotectionkeys',
      'openiddicttokens',
      'oauth2_provider_refreshtoken',
      'token_blacklist_blacklistedtoken',
      'social_auth_nonce',
    ],
    ignored: [
      'alembic_version',
      'ar_internal_metadata',
      'awsdms_status',
      'batch_job_execution_context',
      'debezium_heartbeat',
      'delayed_jobs',
      'django_cache',
      'django_celery_beat_periodictask',
      'django_migrations',
      'oban_jobs',
      'pgboss.job',
      'schema_migrations',
      'shedlock',
      'solid_queue_ready_executions',
    ],
  };
  for (const [wanted, tables] of Object.entries(expected)) {
    test.each(tables)(`${wanted}: %s`, (table) => {
      expect(classOf(table.includes('.') ? table : `public.${table}`)).toBe(wanted);
    });
  }
});

describe('columns decide where a name is ambiguous', () => {
  test.each<[string, string[], TableClass]>([
    ['app.sessions', ['session_id', 'data', 'expires_at'], 'session'],
    ['app.web_session', ['sid', 'sess', 'expired', 'user_id'], 'session'],
    ['app.sessions', ['id', 'room', 'starts_at', 'capacity'], 'domain'],
    ['app.versions', ['item_type', 'item_id', 'event', 'whodunnit'], 'telemetry'],
    ['app.events', ['name', 'visit_id', 'properties'], 'telemetry'],
    ['app.events', ['title', 'starts_at', 'venue'], 'domain'],
    ['app.historicalorder', ['id', 'history_type', 'history_date'], 'telemetry'],
    ['app.order_history', ['id', 'order_id', 'status'], 'domain'],
    ['app.jobs', ['title', 'salary'], 'domain'],
    ['percona.heartbeat', ['ts', 'server_id', 'relay_master_log_file'], 'ignored'],
    ['app.scheduled_tasks', ['task_name', 'task_instance', 'picked', 'last_heartbeat'], 'ignored'],
    ['app.jobs', ['queue', 'payload', 'attempts'], 'ignored'],
  ])('%s with %s is %s', (table, columns, wanted) => {
    expect(classOf(table, columns)).toBe(wanted);
  });
});

describe('reasons', () => {
  test.each([
    ['public.directus_sessions', 'Known: log-in sessions'],
    ['public.directus_activity', 'Known: audit trail of the content platform'],
    ['public.article_log', 'Known name pattern: *_log'],
    ['public.page_hits', 'Default: not a known telemetry or session table'],
  ])('%s: %s', (table, reason) => {
    expect(classifyTable(table, [], NO_OVERRIDES).reason).toBe(reason);
  });
});

describe('columns with a class of their own', () => {
  test.each([
    ['last_access', 'session'],
    ['last_login_ip', 'session'],
    ['LAST_SEEN_AT', 'session'],
    ['last_page', 'telemetry'],
  ])('%s is %s', (column, wanted) => {
    expect(classifyColumn('public.directus_users', column, NO_OVERRIDES)?.class).toBe(wanted);
  });

  test.each(['status', 'email', 'last_name', 'last_modified', 'view_count'])('%s is as its table', (column) => {
    expect(classifyColumn('public.directus_users', column, NO_OVERRIDES)).toBeNull();
  });
});

describe('overrides', () => {
  const overrides: ClassOverrides = {
    policy: {
      'public.page_hits': 'telemetry',
      '*_hits': 'ignored',
      'crm.*': 'session',
      likes: 'telemetry',
      'public.directus_users.status': 'telemetry',
      'orders.seen_*': 'session',
    },
    persons: new Map([
      [classKey('public.likes'), { class: 'domain', who: 'A. Diaz' }],
      [classKey('public.directus_users', 'last_access'), { class: 'domain', who: '' }],
    ]),
  };

  test.each([
    ['public.page_hits', 'telemetry', 'Policy: public.page_hits'],
    ['public.video_hits', 'ignored', 'Policy: *_hits'],
    ['crm.accounts', 'session', 'Policy: crm.*'],
    ['blog.likes', 'telemetry', 'Policy: likes'],
    ['public.likes', 'domain', 'Set by A. Diaz'],
    ['public.orders', 'domain', 'Default: not a known telemetry or session table'],
  ])('%s is %s: %s', (table, wanted, reason) => {
    expect(classifyTable(table, [], overrides)).toMatchObject({ class: wanted, reason });
  });

  test.each([
    ['public.directus_users', 'status', 'telemetry', 'Policy: public.directus_users.status'],
    ['public.directus_users', 'last_access', 'domain', 'Set by a person'],
    ['shop.orders', 'seen_by', 'session', 'Policy: orders.seen_*'],
  ])('%s.%s is %s: %s', (table, column, wanted, reason) => {
    expect(classifyColumn(table, column, overrides)).toEqual({
      class: wanted,
      reason,
      by: reason.startsWith('Policy') ? 'policy' : 'person',
    });
  });
});

describe('the lookup of a workspace', () => {
  const columns = new Map([
    ['public.users', ['id', 'email', 'last_login']],
    ['public.user_sessions', ['id', 'last_seen']],
  ]);
  const classes = createClassLookup(columns, NO_OVERRIDES);

  test('names the columns of a domain table that stand out', () => {
    expect([...classes.ownColumns('public.users').keys()]).toEqual(['last_login']);
  });

  test('does not let a known column stand out of a table that is not domain', () => {
    expect(classes.ownColumns('public.user_sessions').size).toBe(0);
    expect(classes.column('public.user_sessions', 'last_seen')).toBeNull();
  });
});

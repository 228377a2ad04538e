import type { TableClass } from '../../shared/words.ts';

/** A column whose class differs from that of the table around it. */
export interface KnownColumns {
  readonly class: TableClass;
  readonly what: string;
  readonly columns: readonly string[];
}

export const KNOWN_COLUMNS: readonly KnownColumns[] = [
  {
    class: 'session',
    what: 'when and from where someone was last here',
    columns: [
      'last_access',
      'last_access_at',
      'last_login',
      'last_login_*',
      'lastlogin',
      'last_logged_in_at',
      'last_seen',
      'last_seen_*',
      'last_activity',
      'last_activity_*',
      'last_active',
      'last_active_at',
      'last_request_at',
      'last_sign_in_*',
      'current_sign_in_*',
      'sign_in_count',
      'login_count',
      'failed_attempts',
      'failed_login_attempts',
      '*failed_login_count',
      '*lockout_expires_at',
      'locked_until',
      'last_ip',
      'last_ip_address',
      'last_used',
      'last_used_at',
      'last_used_ip',
    ],
  },
  { class: 'telemetry', what: 'where someone was last', columns: ['last_page', 'last_path', 'last_url'] },
];

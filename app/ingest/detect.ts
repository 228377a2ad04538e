import type { AuditTable } from '../../shared/inputs.ts';
import { changeLogs } from './change-logs.ts';
import { whyWithoutRows } from './changes/mysql/without-rows.ts';
import { archiveOf, knownOther } from './file-kinds.ts';
import type { Format, Recognition } from './format.ts';
import { format as auditTable, auditTables } from './formats/audit-table.ts';
import { format as envoyJson } from './formats/envoy-json.ts';
import { format as har } from './formats/har.ts';
import { format as nginxJson } from './formats/nginx-json.ts';
import { format as otlpJson } from './formats/otlp-json.ts';
import { format as playwrightTrace } from './formats/playwright-trace.ts';
import { lookOf } from './look.ts';

/** Every format the program reads. A new one is a file in formats/ and a line here or, for change logs, in change-logs.ts. */
export const formats: readonly Format[] = [har, playwrightTrace, otlpJson, nginxJson, envoyJson, ...changeLogs];

export type Detection =
  | { readonly type: 'one'; readonly format: Format; readonly recognition: Recognition }
  | { readonly type: 'several'; readonly candidates: readonly { format: Format; recognition: Recognition }[] }
  | { readonly type: 'none'; readonly reason: string };

/** The same with audit tables that a person described. */
export const formatsWith = (tables: readonly AuditTable[]): readonly Format[] =>
  tables.length === 0 ? formats : formats.map((format) => (format === auditTable ? auditTables(tables) : format));

/** Says which format a file is in by its first bytes (at most 64 KiB, unpacked), never by its name. */
export function detect(head: Uint8Array, among = formats): Detection {
  const archive = archiveOf(head);
  if (archive) return { type: 'none', reason: archive };
  const candidates = among.flatMap((format) => {
    const recognition = format.sniff(head);
    return recognition ? [{ format, recognition }] : [];
  });
  const [first, second] = candidates;
  if (second) return { type: 'several', candidates };
  if (first) return { type: 'one', ...first };
  return { type: 'none', reason: whyNot(head) };
}

function whyNot(head: Uint8Array): string {
  if (head.length === 0) return 'The file is empty.';
  return knownOther(head) ?? whyWithoutRows(Buffer.from(head).toString('latin1')) ?? `${lookOf(head)} ${LOOKED_FOR}`;
}

/** What was looked for, in few words; every format belongs to one of these kinds. */
export const KINDS: readonly { readonly words: string; readonly formats: readonly string[] }[] = [
  { words: 'HAR', formats: ['har'] },
  { words: 'traces (Playwright, OpenTelemetry)', formats: ['playwright-trace', 'otlp-json'] },
  { words: 'access logs as JSON (nginx, Envoy)', formats: ['nginx-json', 'envoy-json'] },
  {
    words: 'logs of PostgreSQL (wal2json, test_decoding, server log)',
    formats: ['wal2json-1', 'wal2json-2', 'test-decoding', 'postgres-log', 'postgres-log-csv', 'postgres-log-json'],
  },
  {
    words: 'of other databases (mysqlbinlog, MongoDB, DynamoDB, SQL Server)',
    formats: ['mysqlbinlog', 'mongodb', 'dynamodb', 'sqlserver-cdc'],
  },
  { words: 'Debezium, Maxwell, Canal, AWS DMS', formats: ['debezium', 'maxwell', 'canal', 'dms-csv', 'dms-json'] },
  { words: 'audit tables', formats: ['audit-table'] },
];

const LOOKED_FOR = `Looked for ${KINDS.map(({ words }) => words).join('; ')}.`;

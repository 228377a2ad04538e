import type { Format } from './format.ts';
import { format as auditTable } from './formats/audit-table.ts';
import { format as canal } from './formats/canal.ts';
import { format as debezium } from './formats/debezium.ts';
import { format as dmsCsv } from './formats/dms-csv.ts';
import { format as dmsJson } from './formats/dms-json.ts';
import { format as dynamodb } from './formats/dynamodb.ts';
import { format as maxwell } from './formats/maxwell.ts';
import { format as mongodb } from './formats/mongodb.ts';
import { format as mysqlbinlog } from './formats/mysqlbinlog.ts';
import { format as postgresLog } from './formats/postgres-log.ts';
import { format as postgresLogCsv } from './formats/postgres-log-csv.ts';
import { format as postgresLogJson } from './formats/postgres-log-json.ts';
import { format as sqlserverCdc } from './formats/sqlserver-cdc.ts';
import { format as testDecoding } from './formats/test-decoding.ts';
import { format as wal2json1 } from './formats/wal2json-1.ts';
import { format as wal2json2 } from './formats/wal2json-2.ts';

/** Every format of change logs. */
export const changeLogs: readonly Format[] = [
  wal2json1,
  wal2json2,
  testDecoding,
  debezium,
  postgresLog,
  postgresLogCsv,
  postgresLogJson,
  mysqlbinlog,
  canal,
  dmsCsv,
  dmsJson,
  dynamodb,
  maxwell,
  mongodb,
  sqlserverCdc,
  auditTable,
];

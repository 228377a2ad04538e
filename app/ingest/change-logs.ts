import type { Format } from './format.ts';
import { format as debezium } from './formats/debezium.ts';
import { format as testDecoding } from './formats/test-decoding.ts';
import { format as wal2json1 } from './formats/wal2json-1.ts';
import { format as wal2json2 } from './formats/wal2json-2.ts';

/** Every format of change logs. */
export const changeLogs: readonly Format[] = [wal2json1, wal2json2, testDecoding, debezium];

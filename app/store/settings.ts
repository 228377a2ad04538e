import { randomBytes } from 'node:crypto';
import type { Policy } from '../../shared/inputs.ts';
import type { NotesState } from '../../shared/notes-state.ts';
import type { MaskedPlace } from '../../shared/records.ts';
import { CALLS_TO_PROVE, LIKELY } from '../../shared/text.ts';
import { type Db, fromJson } from './database.ts';

interface SettingValues {
  'masking-key': string;
  person: string;
  'workspace-name': string;
  policy: Policy;
  /** The rules that the findings were made with, but for those of the runs in `to-judge`. */
  'judged-by': string;
  /** Runs whose findings are to be made again, and why: what is shown of them is older. */
  'to-judge': number[];
  'to-judge-for': 'rules' | 'decision';
  /** How often findings were replaced: what is made of them is good while it stays. */
  'findings-made': number;
  /** What people had said of links when all runs were last brought to it. */
  'corrected-by': string;
  /** Names that a person added to those of secrets. */
  'masked-names': string[];
  /** Names that a person added to those of request ids. */
  'request-id-names': string[];
  /** How much of one body is kept, in KiB. */
  'body-kib': number;
  /** From which probability on a link counts. */
  'likely-from': number;
  /** Calls without the fault that prove a fix. */
  'calls-to-prove': number;
  /** A folder with templates of notes. */
  'templates-folder': string;
  /** Where notes are published. */
  'notes-address': string;
  /** What the last export of notes told. */
  'notes-told': NotesState;
  /** Set when an interrupted import was cleared away at the last start. */
  recovered: string;
}

/** Null while nobody set it. */
export function readSetting<K extends keyof SettingValues>(db: Db, key: K): SettingValues[K] | null {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key);
  return row ? fromJson<SettingValues[K]>(row.value) : null;
}

export function writeSetting<K extends keyof SettingValues>(db: Db, key: K, value: SettingValues[K]): void {
  db.prepare('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(
    key,
    JSON.stringify(value),
  );
}

/** From which probability on a link counts, as people set it. */
export const likelyFrom = (db: Db): number => readSetting(db, 'likely-from') ?? LIKELY;

/** How many calls without the fault prove a fix, as people set it. */
export const callsToProve = (db: Db): number => readSetting(db, 'calls-to-prove') ?? CALLS_TO_PROVE;

const MOST_PLACES = 500;

/** Where values were masked in all whole runs, most often first. */
export function readMaskedPlaces(db: Db): MaskedPlace[] {
  return db
    .prepare<[number], MaskedPlace>(
      `SELECT json_extract(j.value, '$.place') AS place, sum(json_extract(j.value, '$.times')) AS times
       FROM capture c JOIN run r ON r.id = c.run_id, json_each(c.masked) j
       WHERE r.state = 'ready' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?`,
    )
    .all(MOST_PLACES);
}

/** The workspace's key for masking: made once, so that equal secrets stay equal from import to import. */
export function maskingKey(db: Db): Uint8Array {
  const key = JSON.stringify(randomBytes(32).toString('hex'));
  // Two imports may ask at once: the first key stays, both read it.
  db.prepare("INSERT INTO setting (key, value) VALUES ('masking-key', ?) ON CONFLICT DO NOTHING").run(key);
  return Buffer.from(readSetting(db, 'masking-key') ?? '', 'hex');
}

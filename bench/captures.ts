import { createCaptureWriter } from '../app/store/capture-writer.ts';
import { createCapture, finishCapture, type NewCapture } from '../app/store/captures.ts';
import type { Db } from '../app/store/database.ts';

type Writer = ReturnType<typeof createCaptureWriter>;

/** A capture of a run with so many records; returns its id. */
export function addCapture(
  db: Db,
  run: number,
  capture: NewCapture,
  count: number,
  add: (writer: Writer, n: number) => void,
): number {
  const id = createCapture(db, run, capture);
  const writer = createCaptureWriter(db, id);
  for (let n = 0; n < count; n++) add(writer, n);
  writer.flush();
  finishCapture(db, id, {
    bytes: 0,
    sha256: capture.name,
    records: count,
    skipped: [],
    damage: null,
    spanUs: null,
    masked: [],
  });
  return id;
}

/** The ids of a capture's requests or transactions, in the order they were written. */
export const idsOf = (db: Db, table: 'exchange' | 'source_transaction', capture: number): number[] =>
  db.prepare<[number], number>(`SELECT id FROM ${table} WHERE capture_id = ? ORDER BY id`).pluck().all(capture);

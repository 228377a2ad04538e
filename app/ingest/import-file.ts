import { createHash } from 'node:crypto';
import type { FileChoice } from '../../shared/import-views.ts';
import type { AuditTable } from '../../shared/inputs.ts';
import type { Body, SkipCount } from '../../shared/records.ts';
import { createCaptureWriter } from '../store/capture-writer.ts';
import { createCapture, deleteCapture, findSameContent, finishCapture, widenStamps } from '../store/captures.ts';
import type { StorableTransaction } from '../store/change-texts.ts';
import type { Db } from '../store/database.ts';
import { readSetting } from '../store/settings.ts';
import { type Detection, detect, formatsWith } from './detect.ts';
import type { Bytes } from './format.ts';
import { auditTables } from './formats/audit-table.ts';
import type { FileDraft } from './import-progress.ts';
import { BytesCutShort } from './inflate.ts';
import type { Masker } from './mask.ts';
import { letGo, type Part } from './open-file.ts';
import { type CaptureRecord, peek, readStorable } from './read-capture.ts';
import { secretNames } from './secrets.ts';
import { findUnknownTable } from './unknown-table.ts';

export interface FileImport {
  readonly db: Db;
  readonly runId: number;
  readonly masker: Masker;
  /** Of one body, in characters. */
  readonly bodyLimit: number;
  /** Tables that a person described during this import. */
  readonly described: AuditTable[];
  /** Called after every piece; throws to stop. */
  readonly moved: () => void;
  /** Asks in which of its candidates' formats a file is to be read; null where nobody is there to be asked. */
  readonly ask: ((file: FileDraft) => Promise<FileChoice>) | null;
}

/** A file's capture, where one was kept; `sameAs` where its content was there before. */
export interface FileResult {
  readonly captureId: number | null;
  readonly sameAs: { readonly runId: number; readonly name: string } | null;
  /** How many values of each sort were masked for it. */
  readonly masked: Readonly<Record<string, number>>;
}

/** Of a file that gave none. */
export const NOTHING: FileResult = { captureId: null, sameAs: null, masked: {} };

/**
 * Reads one file, or one part of a ZIP, into a capture of the run. The outcome stands in the draft: read, damaged,
 * duplicate, not-a-capture. Only what the whole import must stop for is thrown.
 */
export async function importFile(work: FileImport, file: FileDraft, part: Part): Promise<FileResult> {
  file.state = 'reading';
  work.masker.takePlaces();
  const maskedBefore = work.masker.counts();
  const hash = createHash('sha256');
  const unpacked = part.read((bytes) => {
    file.bytesRead += bytes;
    work.moved();
  });
  // The content counts, not its packing: a log and its gzip are the same.
  const { head, bytes } = await peek(watched(unpacked, (piece) => hash.update(piece)));
  const detected = detect(
    head,
    formatsWith([...work.described, ...(readSetting(work.db, 'policy')?.auditTables ?? [])]),
  );
  const found =
    detected.type === 'none' ? await mapped(work, file, head, detected) : await chosen(work, file, detected);
  if (found?.type !== 'one') {
    file.table = null;
    if (found) file.message = (head.length === 0 && (await damageOf(bytes))) || notOne(found);
    await letGo(bytes);
    file.state = found ? 'not-a-capture' : 'left-out';
    return NOTHING;
  }
  file.recognised = { kind: found.format.kind, format: found.format.id, ...found.recognition };
  const captureId = createCapture(work.db, work.runId, {
    name: file.name,
    kind: found.format.kind,
    format: found.format.id,
  });
  try {
    await writeRecords(
      work,
      file,
      captureId,
      readStorable(found.format, bytes, work.masker, part.attachments, work.bodyLimit),
    );
  } catch (error) {
    deleteCapture(work.db, captureId);
    throw error;
  }
  file.bytes = file.bytesRead;
  const result = settle(work, file, captureId, hash.digest('hex'));
  if (result.captureId !== null) return { ...result, masked: since(maskedBefore, work.masker.counts()) };
  work.masker.restore(maskedBefore);
  return result;
}

const since = (before: Record<string, number>, now: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(now).map(([sort, times]) => [sort, times - (before[sort] ?? 0)]));

/** Of several ways to read a file the person's; null where the answer is to leave it out. */
async function chosen({ ask }: FileImport, file: FileDraft, found: Detection): Promise<Detection | null> {
  if (found.type !== 'several') return found;
  file.candidates = found.candidates.map(({ format, recognition }) => ({ format: format.id, ...recognition }));
  if (!ask) return found;
  file.state = 'ambiguous';
  const choice = await ask(file);
  const id = typeof choice === 'object' && 'format' in choice ? choice.format : null;
  const candidate = found.candidates.find(({ format }) => format.id === id);
  file.state = 'reading';
  return candidate ? { type: 'one', ...candidate } : null;
}

/** A table of changes of unknown columns, by the columns that a person says; null where the answer is to leave it out. */
async function mapped(
  work: FileImport,
  file: FileDraft,
  head: Uint8Array,
  unknown: Detection,
): Promise<Detection | null> {
  const { ask, db, masker } = work;
  const names = secretNames(readSetting(db, 'masked-names') ?? []);
  const table = ask && (await findUnknownTable(head, { names, hide: (secret) => masker.maskValue(secret) }));
  if (!ask || !table) return unknown;
  Object.assign(file, { table, state: 'unmapped', message: unknown.type === 'none' ? unknown.reason : null });
  const choice = await ask(file);
  Object.assign(file, { table: null, state: 'reading', message: null });
  if (typeof choice !== 'object' || !('mapping' in choice)) return null;
  work.described.unshift(choice.mapping);
  return detect(head, [auditTables([choice.mapping])]);
}

/** Why nothing at all could be unpacked; null where there was nothing. */
async function damageOf(bytes: Bytes): Promise<string | null> {
  try {
    await letGo(bytes);
    return null;
  } catch (error) {
    if (error instanceof BytesCutShort) return `Nothing could be unpacked: ${error.message}.`;
    throw error;
  }
}

const notOne = (found: Exclude<Detection, { type: 'one' }>): string =>
  found.type === 'none'
    ? found.reason
    : severalMessage(found.candidates.map((candidate) => candidate.recognition.title));

const severalMessage = (titles: readonly string[]): string =>
  `Could be read in ${titles.length} ways: ${titles.join(', or ')}. Nothing was read.`;

async function* watched(bytes: Bytes, see: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    see(piece);
    yield piece;
  }
}

async function writeRecords(
  work: FileImport,
  file: FileDraft,
  captureId: number,
  records: AsyncIterable<CaptureRecord<StorableTransaction>>,
): Promise<void> {
  const writer = createCaptureWriter(work.db, captureId);
  const tally = createTally(file);
  for await (const record of records) {
    tally.see(record);
    if (record.type === 'exchange') writer.addExchange(record.exchange);
    else if (record.type === 'transaction') writer.addTransaction(record.transaction);
  }
  writer.flush();
  tally.finish();
  if (tally.isWholeSeconds()) widenStamps(work.db, captureId, 1_000_000);
}

function settle(work: FileImport, file: FileDraft, captureId: number, sha256: string): FileResult {
  const same = findSameContent(work.db, sha256, { captureId, runId: work.runId });
  if (same) {
    deleteCapture(work.db, captureId);
    file.state = 'duplicate';
    file.duplicateOf =
      same.runId === work.runId ? `${same.name}, in this import` : `${same.name}, in run ${same.runId}`;
    return { ...NOTHING, sameAs: same.runId === work.runId ? null : same };
  }
  finishCapture(work.db, captureId, {
    bytes: file.bytesRead,
    sha256,
    records: file.counts.exchanges + file.counts.transactions,
    skipped: file.skipped,
    damage: file.damage,
    spanUs: file.spanUs,
    masked: work.masker.takePlaces(),
  });
  file.state = file.damage ? 'damaged' : 'read';
  return { ...NOTHING, captureId };
}

const isCutByRecorder = (body: Body | null): boolean => body?.state === 'cut' && !body.beyond;

/** Counts what goes by, so that the file's row says what was understood. */
function createTally(file: FileDraft) {
  const counts = { ...file.counts };
  const skipped = new Map<string, SkipCount>();
  let allWhole = true;
  let coarsestUs = 1;
  let stamps = 0;
  const span: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const stretch = (from: number | null, to: number | null) => {
    if (from !== null) span[0] = Math.min(span[0], from);
    if (to !== null) span[1] = Math.max(span[1], to);
  };
  return {
    see(record: CaptureRecord<StorableTransaction>) {
      switch (record.type) {
        case 'exchange': {
          const { exchange } = record;
          counts.exchanges++;
          if (exchange.reached === 'no') counts.notReached++;
          if (isCutByRecorder(exchange.request.body) || isCutByRecorder(exchange.response.body)) counts.bodiesCut++;
          stretch(exchange.startUs, exchange.endUs);
          break;
        }
        case 'transaction': {
          const { time, changes } = record.transaction;
          counts.transactions++;
          counts.changes += changes.length;
          if (time) {
            stamps++;
            allWhole &&= time.us % 1_000_000 === 0;
            coarsestUs = Math.max(coarsestUs, time.resolutionUs);
            stretch(time.us, time.us);
          }
          break;
        }
        case 'skip': {
          const { reason, index, offset } = record.skip;
          const before = skipped.get(reason);
          skipped.set(
            reason,
            before ? { ...before, count: before.count + 1 } : { reason, count: 1, first: { index, offset } },
          );
          break;
        }
        case 'damage':
          file.damage = { reason: record.reason, offset: record.offset, whole: counts.exchanges + counts.transactions };
          break;
        case 'remark':
          file.message = file.message ? `${file.message} ${record.text}` : record.text;
      }
      file.counts = counts;
    },
    /** One transaction on a whole second is chance; several, and none in between, is the clock's grain. */
    isWholeSeconds: () => allWhole && stamps > 2,
    finish() {
      file.skipped = [...skipped.values()];
      file.spanUs = span[0] <= span[1] ? span : null;
      file.resolutionUs = stamps === 0 ? null : this.isWholeSeconds() ? Math.max(1_000_000, coarsestUs) : coarsestUs;
    },
  };
}

import type { ImportFile } from '../../../shared/import-views.ts';
import { bytes, count, counted, micros } from '../../components/format.ts';

/** How a row looks: work going on, read, wants an answer, left out, or failed. */
export type Tone = 'working' | 'good' | 'asks' | 'out' | 'bad';

export interface FileWords {
  readonly what: string;
  readonly why: string;
  readonly tone: Tone;
  readonly state: string;
  readonly detail: string;
}

type Counts = ImportFile['counts'];

const joined = (...parts: (string | false)[]): string => parts.filter(Boolean).join(', ');
const isHttp = (file: ImportFile): boolean => file.recognised?.kind === 'http';

/** The records of a file in its own words: entries of a HAR, transactions of a change log. */
const records = (file: ImportFile, value: number): string =>
  isHttp(file) ? counted(value, 'entry', 'entries') : counted(value, 'record');

const leftOut = (file: ImportFile): number => file.skipped.reduce((sum, skip) => sum + skip.count, 0);

function result(file: ImportFile): string {
  const { exchanges, transactions }: Counts = file.counts;
  return isHttp(file) ? counted(exchanges, 'request') : counted(transactions, 'transaction');
}

function resultDetail(file: ImportFile): string {
  const { notReached, bodiesCut, changes } = file.counts;
  const out = leftOut(file);
  const kept =
    file.damage !== null && `kept ${records(file, file.damage.whole)} before byte ${count(file.damage.offset)}`;
  const skipped = out > 0 && `${records(file, out)} left out`;
  if (isHttp(file)) {
    const unreached = notReached > 0 && `${count(notReached)} never reached the server`;
    const cut = bodiesCut > 0 && `${counted(bodiesCut, 'body', 'bodies')} cut short by the recorder`;
    return joined(kept, skipped, unreached, cut);
  }
  const precision = file.resolutionUs !== null && `times to ${micros(file.resolutionUs)}`;
  return joined(kept, skipped, counted(changes, 'row change'), precision);
}

function reading(file: ImportFile): FileWords {
  const share = file.bytes ? Math.min(1, file.bytesRead / file.bytes) : null;
  return {
    what: file.recognised?.title ?? 'Reading its beginning',
    why: file.recognised?.why ?? '',
    tone: 'working',
    state: share === null ? `Reading, ${bytes(file.bytesRead)}` : `Reading, ${Math.floor(share * 100)} %`,
    detail: file.recognised ? result(file) : '',
  };
}

function damaged(file: ImportFile): FileWords {
  const whole = file.damage?.whole ?? 0;
  return {
    what: `${file.recognised?.title ?? 'A capture'}, damaged`,
    why: file.damage?.reason ?? '',
    tone: 'asks',
    state: `Stops after ${records(file, whole)}`,
    detail: `at byte ${count(file.damage?.offset ?? 0)}`,
  };
}

const ambiguous = ({ candidates }: ImportFile): FileWords => ({
  what: candidates.map(({ title }) => title).join(', or '),
  why: `could be read in ${candidates.length} ways`,
  tone: 'asks',
  state: 'Which format?',
  detail: '',
});

const unmapped = ({ table }: ImportFile): FileWords => ({
  what: 'A table of unknown columns',
  why: `it looks like a table of changes: ${listed(table?.columns ?? [])}`,
  tone: 'asks',
  state: 'Which column says what?',
  detail: '',
});

const MOST_LISTED = 8;

const listed = (names: readonly string[]): string =>
  names.length > MOST_LISTED
    ? `${names.slice(0, MOST_LISTED).join(', ')} and ${count(names.length - MOST_LISTED)} more`
    : names.join(', ');

/** `requests.har, in run 6` → its name and where it is. A name may hold commas itself. */
function duplicate(file: ImportFile): FileWords {
  const of = file.duplicateOf ?? '';
  const cut = of.lastIndexOf(', ');
  return {
    what: cut < 0 ? 'Same content as another file' : `Same content as ${of.slice(0, cut)}`,
    why: 'equal SHA-256',
    tone: 'out',
    state: 'Not imported again',
    detail: cut < 0 ? '' : `already ${of.slice(cut + 2)}`,
  };
}

const UNFINISHED: ReadonlySet<ImportFile['state']> = new Set(['queued', 'reading', 'ambiguous', 'unmapped', 'damaged']);

/**
 * What a row says about its file: what it is, why, and what came of it.
 * `live` = the import still runs; after its end nothing is asked and nothing goes on.
 */
export function fileWords(file: ImportFile, live = true): FileWords {
  const recognised = { what: file.recognised?.title ?? 'Not recognised', why: file.recognised?.why ?? '' };
  if (!live && UNFINISHED.has(file.state)) return { ...recognised, tone: 'out', state: 'Not kept', detail: '' };
  switch (file.state) {
    case 'queued':
      return { what: 'Waits for its turn', why: '', tone: 'working', state: 'Waiting', detail: '' };
    case 'reading':
      return reading(file);
    case 'read':
      return { ...recognised, tone: 'good', state: result(file), detail: resultDetail(file) };
    case 'damaged':
      return damaged(file);
    case 'ambiguous':
      return ambiguous(file);
    case 'unmapped':
      return unmapped(file);
    case 'duplicate':
      return duplicate(file);
    case 'not-a-capture':
      if (file.bytes === 0) return { what: 'Empty file', why: '', tone: 'out', state: 'Left out', detail: '' };
      return { what: 'Not a capture', why: file.message ?? '', tone: 'out', state: 'Left out', detail: '' };
    case 'left-out':
      return { ...recognised, tone: 'out', state: 'Left out', detail: 'by your choice' };
    case 'failed':
      return { what: 'Cannot be read', why: file.message ?? '', tone: 'bad', state: 'Left out', detail: '' };
  }
}

/** The button that keeps what could be read: `Keep 411 entries`. */
export const keepLabel = (file: ImportFile): string => `Keep ${records(file, file.damage?.whole ?? 0)}`;

import type { FileChoice } from '../../shared/import-views.ts';
import type { AuditTable } from '../../shared/inputs.ts';
import type { Db } from '../store/database.ts';
import type { ImportControl } from './import-control.ts';
import { type FileResult, importFile, NOTHING } from './import-file.ts';
import type { FileDraft, ImportOrder, Progress } from './import-progress.ts';
import type { Masker } from './mask.ts';
import { type OpenFile, openPath, openStream, type Part } from './open-file.ts';
import { UnreadableZip, UnreadMember } from './zip/directory.ts';

export interface Reading {
  readonly db: Db;
  readonly runId: number;
  readonly masker: Masker;
  readonly bodyLimit: number;
  readonly order: ImportOrder;
  readonly control: ImportControl;
  readonly progress: Progress;
  /** Tables that a person describes on the way are put here. */
  readonly described: AuditTable[];
}

/** Reads the files of an order one after another; a result for each, in the order of `progress.files`. */
export async function readAll(reading: Reading): Promise<FileResult[]> {
  const reader = new Reader(reading);
  try {
    return await reader.all();
  } finally {
    await reader.close();
  }
}

class Reader {
  readonly #reading: Reading;
  /** What the captures of a ZIP, which become files of their own on the way, are read from. */
  readonly #parts = new Map<FileDraft, Part>();
  readonly #opened: OpenFile[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async all(): Promise<FileResult[]> {
    const { progress } = this.#reading;
    const results: FileResult[] = [];
    progress.enter('reading');
    for (const [at, file] of progress.files.entries()) {
      results.push(await this.#read(file, at));
      progress.enter('reading');
    }
    return results;
  }

  async close(): Promise<void> {
    for (const file of this.#opened) await file.close();
  }

  async #read(file: FileDraft, at: number): Promise<FileResult> {
    const { order, progress, masker } = this.#reading;
    let part: Part | null = null;
    try {
      part = this.#parts.get(file) ?? (await this.#open(file, at));
      const ask = order.strict ? null : (asking: FileDraft) => this.#ask(asking);
      const result = await importFile({ ...this.#reading, moved: () => this.#moved(), ask }, file, part);
      progress.masked = masker.counts();
      return result;
    } catch (error) {
      Object.assign(file, outcomeOf(error));
      return NOTHING;
    } finally {
      if (part?.name && NAMED.has(file.state) && !file.name.includes(PARTED)) file.name = nameIn(file.name, part);
    }
  }

  /** The file's first capture; those that follow in a ZIP are put behind it. */
  async #open(file: FileDraft, at: number): Promise<Part> {
    const { order, control, progress } = this.#reading;
    const path = order.files.find(({ id }) => id === file.id)?.path ?? null;
    file.state = 'reading';
    const waiting = () => this.#moved();
    const openFile = await (path === null ? openStream(control.uploaded(file.id), waiting) : openPath(path, waiting));
    this.#opened.push(openFile);
    const [first, ...others] = openFile.parts;
    if (!first) throw new UnreadableZip('This ZIP is empty.');
    if (others.length > 0) {
      const archive = file.name;
      Object.assign(file, { name: nameIn(archive, first), bytes: first.bytes });
      others.forEach((part, index) => {
        const added = { id: `${file.id}/${index + 1}`, name: nameIn(archive, part), bytes: part.bytes };
        this.#parts.set(progress.addFile(at + index + 1, added), part);
      });
    }
    return first;
  }

  async #ask(file: FileDraft): Promise<FileChoice> {
    const { control, progress } = this.#reading;
    progress.enter('waiting');
    const choice = await control.choice(file.id);
    progress.enter('reading');
    return choice;
  }

  #moved(): void {
    const { control, progress, masker } = this.#reading;
    control.check();
    progress.masked = masker.counts();
    progress.tick();
  }
}

const PARTED = ' › ';
const nameIn = (archive: string, part: Part): string => `${archive}${PARTED}${part.name}`;

/** What is said of these is said of the file in the ZIP, not of the ZIP. */
const NAMED: ReadonlySet<FileDraft['state']> = new Set(['not-a-capture', 'failed']);

/** What becomes of a file that cannot be opened; throws what is no fault of the file. */
function outcomeOf(error: unknown): Pick<FileDraft, 'state' | 'message'> {
  if (error instanceof UnreadableZip) return { state: 'not-a-capture', message: error.message };
  if (error instanceof UnreadMember) return { state: 'failed', message: error.message };
  if (isFileError(error)) return { state: 'failed', message: fileErrorWords(error) };
  throw error;
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Check the name and the folder.',
  ENOTDIR: 'There is no such file: what is named as its folder is a file. Check the name and the folder.',
  ELOOP: 'There is no such file: its link leads to itself. Name the file itself.',
  EACCES: 'The file may not be read: permission denied. Change its permissions, or copy it.',
  EPERM: 'The file may not be read: permission denied. Change its permissions, or copy it.',
  EISDIR: 'This is a folder. Name the files in it.',
  EBUSY: 'Another program holds the file. Close it there and try again.',
  EIO: 'The disk reported an error while the file was read.',
};

type FileError = Error & { code: string };

const isFileError = (error: unknown): error is FileError =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

const fileErrorWords = (error: FileError): string => FILE_ERRORS[error.code] ?? `Cannot be read (${error.code}).`;

import type { AttributedSoFar, ImportFile, ImportState, ImportStep, JudgedSoFar } from '../../shared/import-views.ts';
import { secondsLeft } from '../time-left.ts';

/** What the importer knows of a file, while it changes. */
export type FileDraft = { -readonly [K in keyof ImportFile]: ImportFile[K] };

export interface ImportOrder {
  readonly id: string;
  /** One unreadable or damaged file refuses the whole import. */
  readonly strict: boolean;
  /** Whole records of a damaged file are kept without asking. */
  readonly keepDamaged: boolean;
  readonly files: readonly (NewFile & { readonly path: string | null })[];
}

type NewFile = Pick<ImportFile, 'id' | 'name' | 'bytes'>;

/** Keeps an import's state and reports it: at every step, and at most four times a second in between. */
export interface Progress {
  readonly files: readonly FileDraft[];
  masked: Record<string, number>;
  /** A file that was found inside another, put at this position. */
  addFile(at: number, file: NewFile): FileDraft;
  /** Something moved: report when it is time. */
  tick(): void;
  /** How far attribution is: reported when it is time, and what it does next at once. */
  attributed(sofar: AttributedSoFar): void;
  /** How far judging is: reported when it is time. */
  judged(sofar: JudgedSoFar): void;
  /** A new step, reported at once. */
  enter(step: ImportStep, outcome?: { runId?: number | null; message?: string | null }): void;
}

const REPORT_EVERY_MS = 250;
const AFTER_READING: ReadonlySet<ImportStep> = new Set(['attributing', 'judging']);

export function createProgress(order: ImportOrder, now: () => number, report: (state: ImportState) => void): Progress {
  const startedMs = now();
  const files = order.files.map(newDraft);
  let step: ImportStep = 'reading';
  let outcome: { runId: number | null; message: string | null } = { runId: null, message: null };
  let lastReport = 0;
  let judged: JudgedSoFar | null = null;
  let attributed: AttributedSoFar | null = null;
  let stepMs = startedMs;
  const progress: Progress = {
    files,
    masked: {},
    addFile(at, file) {
      const draft = newDraft(file);
      files.splice(at, 0, draft);
      return draft;
    },
    tick() {
      if (now() - lastReport >= REPORT_EVERY_MS) send();
    },
    attributed(sofar) {
      const isNext = attributed?.phase !== sofar.phase;
      attributed = sofar;
      if (isNext) stepMs = now();
      if (isNext) send();
      else progress.tick();
    },
    judged(sofar) {
      judged = sofar;
      progress.tick();
    },
    enter(next, result = {}) {
      step = next;
      stepMs = now();
      judged = null;
      attributed = null;
      outcome = { ...outcome, ...result };
      send();
    },
  };
  const send = () => {
    lastReport = now();
    const rate = rateOf(files, now() - startedMs);
    const share = judged?.share ?? linkedShare(attributed);
    const left = AFTER_READING.has(step) ? secondsLeft(share, now() - stepMs) : rate.secondsLeft;
    const at = { id: order.id, startedMs, step, files, ...rate, secondsLeft: left, attributed, judged };
    report(structuredClone({ ...at, masked: progress.masked, ...outcome }));
  };
  return progress;
}

/** Of the phases only linking says how long it takes still. */
const linkedShare = (sofar: AttributedSoFar | null): number =>
  sofar?.phase === 'linking' ? sofar.transactions / sofar.of : 0;

function newDraft(file: NewFile): FileDraft {
  return {
    id: file.id,
    name: file.name,
    bytes: file.bytes,
    bytesRead: 0,
    state: 'queued',
    recognised: null,
    candidates: [],
    table: null,
    counts: { exchanges: 0, notReached: 0, transactions: 0, changes: 0, bodiesCut: 0 },
    skipped: [],
    damage: null,
    duplicateOf: null,
    spanUs: null,
    resolutionUs: null,
    message: null,
  };
}

/** The first state, before the importer's thread has answered. */
export function queuedState(order: ImportOrder, startedMs: number): ImportState {
  const files = order.files.map(newDraft);
  return {
    id: order.id,
    startedMs,
    step: 'reading',
    files,
    ...rateOf(files, 0),
    attributed: null,
    judged: null,
    masked: {},
    runId: null,
    message: null,
  };
}

type Rate = Pick<ImportState, 'bytesRead' | 'bytesTotal' | 'bytesPerSecond' | 'secondsLeft'>;

function rateOf(files: readonly FileDraft[], elapsedMs: number): Rate {
  const bytesRead = files.reduce((sum, file) => sum + file.bytesRead, 0);
  const bytesTotal = files.some((file) => file.bytes === null)
    ? null
    : files.reduce((sum, f) => sum + (f.bytes ?? 0), 0);
  const bytesPerSecond = elapsedMs > 0 ? Math.round((bytesRead * 1000) / elapsedMs) : 0;
  const left = bytesTotal === null ? null : secondsLeft(bytesRead / bytesTotal, elapsedMs);
  return { bytesRead, bytesTotal, bytesPerSecond, secondsLeft: left };
}

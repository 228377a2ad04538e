import { apartWords, filesApart } from '../../../shared/apart.ts';
import type { AttributedSoFar, AttributionPhase, ImportFile, ImportState } from '../../../shared/import-views.ts';
import type { WorkspaceSummary } from '../../../shared/summary-views.ts';
import type { RunRow } from '../../../shared/views.ts';
import { leftWords } from '../../components/awaited-words.ts';
import { bytes, clockTime, count, counted, span } from '../../components/format.ts';

export const STEPS = ['reading', 'attributing', 'judging'] as const;
const NAMES = { reading: 'reading', waiting: 'reading', attributing: 'attributing', judging: 'judging' } as const;
const THEN = { reading: 'then attribute, then judge', attributing: 'then judge', judging: '' } as const;

/** Where an import stands, as a title and what follows it. */
export function stepWords(state: ImportState): readonly [title: string, then: string] {
  switch (state.step) {
    case 'done':
      return state.runId === null ? ['Done', ''] : [`Run ${state.runId} is ready`, ''];
    case 'failed':
      return ['The import failed', ''];
    case 'cancelled':
      return ['Cancelled', ''];
    case 'waiting':
      return ['Waiting for your answer', 'then attribute, then judge'];
    default: {
      const name = NAMES[state.step];
      return [`Step ${STEPS.indexOf(name) + 1} of 3: ${name}`, THEN[name]];
    }
  }
}

/**
 * `403 of 564 MB, 48 MB/s, about 3 s left`, `linking: 120 of 3,022 transactions` or `34 of 120 endpoints, about 12 s left`;
 * what is not known is left out.
 */
export function rateWords(state: ImportState): string {
  const { step, attributed, judged, secondsLeft } = state;
  if (step !== 'reading' && !judged && !attributed) return '';
  return [
    ...(judged
      ? [`${count(judged.endpoints)} of ${counted(judged.of, 'endpoint')}`]
      : attributed
        ? [attributedWords(attributed)]
        : byteWords(state)),
    leftWords(secondsLeft),
  ]
    .filter(Boolean)
    .join(', ');
}

const PHASES: Readonly<Record<AttributionPhase, string>> = {
  reading: 'reading',
  learning: 'learning what writes what',
  linking: 'linking',
  checking: 'linking again with ids hidden',
};

/** What attribution does, and of how many transactions; while it learns there is no figure that would grow. */
function attributedWords({ phase, transactions, of }: AttributedSoFar): string {
  const all = counted(of, 'transaction');
  return `${PHASES[phase]}: ${phase === 'reading' || phase === 'linking' ? `${count(transactions)} of ${all}` : all}`;
}

const byteWords = ({ bytesRead, bytesTotal, bytesPerSecond }: ImportState): readonly string[] => [
  bytesTotal === null ? bytes(bytesRead) : `${bytes(bytesRead)} of ${bytes(bytesTotal)}`,
  bytesPerSecond > 0 ? `${bytes(bytesPerSecond)}/s` : '',
];

/** How far the step is, 0 to 1; null where it cannot be said, as of judging before its first endpoint. */
export function stepShare(state: ImportState): number | null {
  if (state.step === 'attributing') return attributedShare(state.attributed);
  if (state.step !== 'reading') return state.step === 'waiting' ? 1 : state.judged?.share || null;
  return state.bytesTotal ? Math.min(1, state.bytesRead / state.bytesTotal) : null;
}

/** Only while it links can it be said. */
function attributedShare(sofar: AttributedSoFar | null): number | null {
  if (sofar?.phase === 'checking') return 1;
  return sofar?.phase === 'linking' ? sofar.transactions / sofar.of || null : null;
}

type Span = readonly [from: number, to: number];

function around(files: readonly ImportFile[], kind: 'http' | 'changes'): Span | null {
  const spans = files.flatMap((file) => (file.recognised?.kind === kind && file.spanUs ? [file.spanUs] : []));
  if (spans.length === 0) return null;
  return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))];
}

const isKept = (file: ImportFile) => file.state === 'read' || file.state === 'damaged' || file.state === 'reading';

const NAMES_OF = { http: 'requests', changes: 'change log' } as const;

/** Why a side is not on the axis: without times, here from before, or not there. A run is known once it is whole. */
function missingWords(kept: readonly ImportFile[], kind: 'http' | 'changes', run: RunRow | undefined): string {
  const name = NAMES_OF[kind];
  if (kept.some((file) => file.recognised?.kind === kind)) return `No times in the ${name}: nothing will link by time.`;
  if (!run) return `No ${name} in these files.`;
  if (run.captures.some((capture) => capture.kind === kind)) return `Its ${name} came with an earlier import.`;
  return `No ${name} here: rules that need both say “not judged”.`;
}

/** Whether the two sides cover the same time: `20:18:02 to 20:19:00, overlap 58 s`. */
export function overlapWords(files: readonly ImportFile[], run: RunRow | undefined): string {
  const kept = files.filter(isKept);
  const [requests, changes] = [around(kept, 'http'), around(kept, 'changes')];
  if (!requests && !changes) return '';
  if (!changes) return missingWords(kept, 'changes', run);
  if (!requests) return missingWords(kept, 'http', run);
  const from = Math.max(requests[0], changes[0]);
  const to = Math.min(requests[1], changes[1]);
  if (to < from) return 'The change log covers another time than the requests: nothing will link by time.';
  return `${clockTime(from / 1000)} to ${clockTime(to / 1000)}, overlap ${span(lastingMs(from, to))}`;
}

/** From second to second, as the clock beside it shows, but for what is short. */
function lastingMs(fromUs: number, toUs: number): number {
  const shown = (Math.floor(toUs / 1e6) - Math.floor(fromUs / 1e6)) * 1000;
  return shown < 10_000 ? (toUs - fromUs) / 1000 : shown;
}

/** What a person should know before believing the verdicts. */
export function warningsOf(files: readonly ImportFile[]): string[] {
  const apart = filesApart(files).map(({ name }) => apartWords(name));
  return [...apart, ...files.filter((file) => file.state === 'read').flatMap(warningsOfFile)];
}

function warningsOfFile(file: ImportFile): string[] {
  const { bodiesCut, notReached, exchanges } = file.counts;
  const isChanges = file.recognised?.kind === 'changes';
  return [
    isChanges && file.resolutionUs !== null && file.resolutionUs >= 1_000_000
      ? `${file.name}: change times are whole seconds, so more links stay open.`
      : '',
    isChanges && file.spanUs === null ? `${file.name} has no time stamps: nothing can be linked by time.` : '',
    bodiesCut > 0
      ? `${file.name}: ${counted(bodiesCut, 'body was', 'bodies were')} cut short by the recorder; their values show “not captured”.`
      : '',
    notReached > 0 && notReached === exchanges ? `${file.name}: none of its requests reached a server.` : '',
    file.damage ? `${file.name}: what follows byte ${count(file.damage.offset)} is lost.` : '',
    file.message ? `${file.name}: ${file.message}` : '',
  ].filter(Boolean);
}

type FoundCounts = Pick<WorkspaceSummary, 'openFindings' | 'endpoints' | 'runs'>;

/** What is open now; where older runs count as well it says so, lest it is read as the new run's. */
export function foundWords({ openFindings, endpoints, runs }: FoundCounts): string {
  const found =
    openFindings === 0 ? 'no endpoint is broken or unsure' : `${counted(openFindings, 'finding')} broken or unsure`;
  const words = `${found}, among ${counted(endpoints, 'endpoint')}.`;
  return runs > 1 ? `All ${count(runs)} runs together: ${words}` : words.replace(/^n/, 'N');
}

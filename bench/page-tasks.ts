import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** When it began, in µs, and what its thread had taken of the processor by then. */
  readonly ts: number;
  readonly tts?: number;
  /** Processor time in µs, where the thread's is known. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly type?: string } };
}

const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,__metadata';

/** What the page's thread took of the processor meanwhile, in ms: other programs do not count. */
export interface PageWork {
  /** Each of its tasks. */
  readonly tasks: number[];
  /** From each key to the picture that follows it. */
  readonly keys: number[];
}

export async function workDuring(page: Page, act: () => Promise<void>): Promise<PageWork> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: traceOf(CATEGORIES) });
  await act();
  await ended(session);
  await session.detach();
  const threads = new Set(events.filter(isPageThread).map(threadOf));
  const own = events.filter((event) => threads.has(threadOf(event))).sort((a, b) => a.ts - b.ts);
  const tasks = own.flatMap((event) => (event.name === 'RunTask' ? [(event.tdur ?? 0) / 1000] : []));
  return { tasks, keys: keysIn(own) };
}

/** Events of one thread, in their order. */
function keysIn(events: readonly TraceEvent[]): number[] {
  return events.flatMap((event, at) => {
    if (event.name !== 'EventDispatch' || event.args?.data?.type !== 'keydown') return [];
    const picture = events.slice(at).find(({ name }) => name === 'Commit');
    return picture?.tts === undefined || event.tts === undefined ? [] : [(picture.tts - event.tts) / 1000];
  });
}

const traceOf = (categories: string) => ({ includedCategories: categories.split(',') });
const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
const isPageThread = ({ name, args }: TraceEvent): boolean => name === 'thread_name' && args?.name === 'CrRendererMain';

function ended(session: CDPSession): Promise<void> {
  return new Promise((resolve, reject) => {
    session.once('Tracing.tracingComplete', () => resolve());
    session.send('Tracing.end').catch(reject);
  });
}

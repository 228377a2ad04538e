import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in µs, where the thread's is known. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,__metadata';

/** How long each task on the page's thread took meanwhile, in ms of the processor: other programs do not count. */
export async function tasksDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: traceOf(CATEGORIES) });
  await act();
  await ended(session);
  await session.detach();
  const threads = new Set(events.filter(isPageThread).map(threadOf));
  return events.flatMap((event) =>
    event.name === 'RunTask' && threads.has(threadOf(event)) ? [(event.tdur ?? 0) / 1000] : [],
  );
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

import type { Engine } from '../app/calls.ts';
import type { LIST_FORMATS, TextPart } from '../shared/export-views.ts';
import { randomOf } from './random.ts';

/** One answer of the engine, as a page asks for it. */
export interface ListCall {
  readonly name: string;
  readonly ask: (n: number) => unknown;
  /** What asks for the part that follows this one, as a page does; null: it was the last. */
  readonly rest?: (part: unknown) => Promise<unknown> | null;
  /** What is done before each, and not counted. */
  readonly before?: (n: number) => void;
  /** How often it is asked after the first time; 60 where nothing is said, 0 for what takes minutes. */
  readonly times?: number;
}

const NOTES = { format: 'md', audience: 'all', since: null, templates: null } as const;
const PARTS = { proof: true, headers: true, calls: true, tests: false, openapi: false, rowValues: false };
/** For answers that take long, or look at everything. */
const LONG = 5;

/** Everything that pages ask of a workspace whose size matters. */
export async function callsOf(engine: Engine): Promise<ListCall[]> {
  const { findings, endpoints } = engine.inventory();
  const keyAt = (n: number) => findings[Math.floor(randomOf(n, 21) * findings.length)]?.key ?? '';
  const idAt = (n: number) => endpoints[Math.floor(randomOf(n, 22) * endpoints.length)]?.endpoint.id ?? 0;
  // Another one each time: the workspace keeps those of the last measurement.
  let decisions = Date.now();
  const decideOf = (keys: string[]) => void engine.setOwner({ keys, owner: `Person ${decisions++}` });
  const decide = (n: number) => decideOf([keyAt(n)]);
  // The list on the page of notes is the inventory's; beside it stand one note, and the documents of those chosen.
  const told = findings.flatMap(({ key, verdict }) => (verdict === 'broken' ? [key] : []));
  const { parts } = engine.inventoryPart(0);
  // As a page asks that has the inventory from before each decision.
  let { of } = engine.inventoryPart(0);
  const changes = () => {
    const found = engine.inventoryChanges(of);
    of = found?.of ?? engine.inventoryPart(0).of;
    return found;
  };
  const busiest = endpoints.toSorted((a, b) => b.calls - a.calls)[0];
  const busy = busiest?.endpoint.id ?? 0;
  const callsAt = (id: number) => engine.endpointCalls({ id, run: null, call: null });
  const exchanges: number[] = [];
  for (let n = 1000; n <= 1060; n++) exchanges.push((await callsAt(idAt(n))).calls[0]?.exchangeId ?? 1);
  const [newest, before, , , , oldest] = engine.runs().map(({ id }) => id);
  const [run, vs, far] = [newest ?? 0, before ?? 0, oldest ?? 0];
  const list = (format: (typeof LIST_FORMATS)[number], kind: 'findings' | 'endpoints' = 'findings'): ListCall => ({
    name: `all ${kind} as ${format}`,
    ask: () => engine.exportList({ format, of: kind, keys: null }),
    rest: (listed) => {
      const { next } = listed as TextPart;
      return next === null ? null : engine.exportRest({ next });
    },
    times: LONG,
  });
  const table = engine.tables()[0]?.table ?? '';
  let after = 0;
  const part = (found: { readonly next: number | null }) => {
    after = found.next ?? 0;
    return found;
  };
  return [
    { name: 'inventory, first part after a decision', ask: () => engine.inventoryPart(0), before: decide },
    { name: 'inventory, what a decision changed', ask: () => changes(), before: decide },
    { name: `inventory, one of its ${parts} parts`, ask: (n) => engine.inventoryPart(n % parts) },
    {
      name: 'inventory, after 1,000 decisions at once',
      ask: () => engine.inventoryPart(0),
      before: () => decideOf(findings.slice(0, 1000).map(({ key }) => key)),
      times: LONG,
    },
    { name: 'a decision', ask: decide },
    {
      name: 'a status',
      ask: (n) =>
        engine.setStatus({
          keys: [keyAt(n)],
          status: n % 2 ? 'planned' : 'triaged',
          why: null,
          shippedOn: null,
        }),
    },
    { name: 'endpoint', ask: (n) => engine.endpoint(idAt(n)) },
    { name: `endpoint of ${busiest?.calls} calls`, ask: () => engine.endpoint(busy) },
    { name: 'its calls in a run', ask: () => callsAt(busy) },
    { name: 'who calls it', ask: () => engine.affected(busy) },
    { name: 'its route', ask: () => engine.route(busy) },
    { name: 'call', ask: (n) => engine.call(exchanges[n] ?? 1) },
    { name: 'tables, after a decision', ask: () => engine.tables(), before: decide },
    { name: 'runs, after a decision', ask: () => engine.runs(), before: decide },
    { name: 'run, after a decision', ask: () => engine.run(run), before: decide },
    { name: 'two runs compared', ask: () => engine.compareRuns({ run, vs }) },
    { name: 'two runs far apart compared', ask: () => engine.compareRuns({ run, vs: far }) },
    { name: 'overview, after a decision', ask: () => engine.overview({ vs: null }), before: decide },
    { name: 'overview against another run', ask: (n) => engine.overview({ vs: n % 2 ? far : vs }), before: decide },
    { name: 'summary, after a decision', ask: () => engine.summary(), before: decide },
    { name: 'timeline, after a decision', ask: () => engine.timeline({ id: run }), before: decide, times: LONG },
    { name: 'route templates', ask: () => engine.routeTemplates(), before: decide, times: LONG },
    { name: 'what goes with a run', ask: () => engine.previewRemoval(run), times: LONG },
    { name: 'note', ask: (n) => engine.note({ key: told[n % told.length] ?? '', parts: PARTS }) },
    {
      name: 'documents of 100 notes',
      ask: () => engine.notes({ ...NOTES, keys: told.slice(0, 100), parts: PARTS }),
      before: decide,
    },
    {
      name: `documents of ${told.length} notes`,
      ask: () => engine.notes({ ...NOTES, keys: told, parts: PARTS }),
      times: 1,
    },
    list('csv'),
    list('json'),
    list('sarif'),
    list('csv', 'endpoints'),
    { name: 'overview as a file', ask: () => engine.exportSummary({ vs: null }), before: decide, times: LONG },
    { name: 'body:, one part of all bodies', ask: () => part(engine.searchBodies({ text: 'xyzzy', after })) },
    { name: 'user:, one part of all calls', ask: () => part(engine.searchUsers({ after })) },
    {
      name: 'what another class would bring',
      ask: () => engine.previewClass({ tables: [{ table, column: null }], class: 'telemetry' }),
      times: 0,
    },
    {
      name: 'what other routes would bring',
      ask: () => engine.previewTemplates({ set: ['/api/v1/{part}/{name}'], remove: [], file: null }),
      times: 0,
    },
  ];
}

import type { z } from 'zod';
import type { editTemplatesInput, Policy } from '../shared/inputs.ts';
import type { TemplateChange } from '../shared/template-views.ts';
import { formatCount, plural } from '../shared/text.ts';
import type { FindingRow } from '../shared/views.ts';
import { routePaths } from './attributing.ts';
import { matchGiven, templateFault, toGiven } from './audit/given-templates.ts';
import { routeKey } from './audit/route-templates.ts';
import { BadInput } from './calls.ts';
import { compareFindings, rowsOf } from './classify.ts';
import { copiesFor } from './followed-decisions.ts';
import { rejudge, type Watch } from './judging.ts';
import { routeChanges } from './route-changes.ts';
import { applyAhead, type RouteDeed, type RoutesAhead, shiftRoutes, shiftRoutesAtOnce } from './shift-routes.ts';
import { withCopy } from './store/copied.ts';
import type { Db } from './store/database.ts';
import { addSteps, applyAction, nextUndo, type Step } from './store/decisions.ts';
import { assignEndpoints, type RoutedPath, readPaths, type SplitEndpoint } from './store/endpoints.ts';
import { type MovedDecision, type MovedEndpoint, moveDecisions } from './store/moved-decisions.ts';
import { readyRuns } from './store/runs.ts';
import { writeSetting } from './store/settings.ts';
import { type GivenTemplate, templateSubject, templatesWith } from './store/templates.ts';

type Input = z.output<typeof editTemplatesInput>;
type Given = Pick<GivenTemplate, 'template' | 'file'>;

/** Templates to give and to take back, and who says so. */
export interface TemplateOrder {
  readonly input: Input;
  readonly who: string;
  readonly atMs: number;
}

/** What would follow from other templates: carried out on a copy, so that it is exactly so and holds up no import. */
export async function previewTemplates(db: Db, input: Input, watch: Watch): Promise<TemplateChange> {
  const fault = faultIn(input);
  if (fault !== null) return { ...NOTHING, fault };
  return withCopy(db, (copy) => editTemplates(copy, { input, who: 'you', atMs: 0 }, watch));
}

const NOTHING = { routes: [], unused: [], decided: 0, moves: [], openBefore: 0, openAfter: 0 };

/** Gives and takes back templates; routes, decisions and verdicts follow, as one action. @throws BadInput */
export async function editTemplates(db: Db, order: TemplateOrder, watch: Watch): Promise<TemplateChange> {
  refuseFaults(order.input);
  const before = standing(db);
  const edited = await shiftRoutes(db, templateEdit(order), watch);
  return changeFrom(db, order.input, before, edited);
}

/** The same without a rest: of a small workspace. @throws BadInput */
export function editTemplatesAtOnce(db: Db, order: TemplateOrder): TemplateChange {
  refuseFaults(order.input);
  const before = standing(db);
  return changeFrom(db, order.input, before, shiftRoutesAtOnce(db, templateEdit(order)));
}

function refuseFaults(input: Input): void {
  const fault = faultIn(input);
  if (fault !== null) throw new BadInput(fault);
}

interface Standing {
  readonly rows: readonly FindingRow[];
  readonly routes: readonly RoutedPath[];
}

const standing = (db: Db): Standing => ({ rows: rowsOf(db), routes: routePaths(db, readyRuns(db)) });

function changeFrom(db: Db, input: Input, before: Standing, edited: Followed | null): TemplateChange {
  const { decided, routes, formerly } = edited ?? { decided: 0, routes: before.routes, formerly: () => [] };
  return {
    fault: null,
    routes: routeChanges(before.routes, routes),
    unused: unusedRoutes(db, readyRuns(db), input.set),
    decided,
    ...compareFindings(before.rows, rowsOf(db), formerly),
  };
}

/** Giving and taking back templates, as one action. */
export function templateEdit({ input, who, atMs }: TemplateOrder): RouteDeed<Followed | null> {
  const steps = stepsOf(input);
  const edits = new Map(steps.map(({ subject, value }) => [subject, value as Given | null]));
  return {
    basis: (db) => ({ runs: readyRuns(db), given: templatesWith(db, edits) }),
    keep(db, ahead) {
      const applied = applyAction(db, { who, atMs, label: labelOf(input), steps });
      const action = nextUndo(db);
      return applied > 0 && action ? follow(db, ahead, action.id) : null;
    },
  };
}

const stepsOf = ({ set, remove, file }: Input): Step[] => [
  ...remove.map((template): Step => ({ subject: templateSubject(routeKey(template)), field: 'template', value: null })),
  ...set.map(
    (template): Step => ({
      subject: templateSubject(routeKey(template)),
      field: 'template',
      value: { template, file },
    }),
  ),
];

function labelOf({ set, remove, file }: Input): string {
  const [first] = [...set, ...remove];
  if (file !== null) return `Routes: ${formatCount(set.length)} from ${file}`;
  if (set.length + remove.length === 1) return `Route: ${first}${set.length === 0 ? ' is no template any more' : ''}`;
  return `Routes: ${formatCount(set.length + remove.length)} ${plural(set.length + remove.length, 'template')}`;
}

interface Followed {
  /** Findings whose decisions went along. */
  readonly decided: number;
  readonly routes: readonly RoutedPath[];
  /** The keys under which a finding stood before. */
  readonly formerly: (key: string) => readonly string[];
}

function formerKeys(moved: readonly MovedEndpoint[], split: readonly SplitEndpoint[]): Followed['formerly'] {
  const pairs = [...moved, ...split.flatMap(({ from, to }) => to.map((each) => ({ from, to: each })))];
  const byNew = Map.groupBy(pairs, ({ to }) => to);
  return (key) => {
    const at = key.indexOf(' ') + 1;
    return (byNew.get(key.slice(at)) ?? []).map(({ from }) => key.slice(0, at) + from);
  };
}

/** Gives every exchange its endpoint, and takes decisions along as steps of the action. */
function follow(db: Db, ahead: RoutesAhead, actionId: number): Followed {
  const { moved, split } = ahead.plan;
  const decisions = moveDecisions(db, moved);
  applyAhead(db, ahead);
  const copies = copiesFor(db, split);
  addSteps(db, actionId, [...(decisions.length > 0 ? [movedStep(decisions)] : []), ...copies]);
  const subjects = [...decisions.map(({ from }) => from), ...copies.map(({ subject }) => subject)];
  return { decided: new Set(subjects).size, routes: ahead.routes, formerly: formerKeys(moved, split) };
}

/** Undo puts them back one by one: of decisions that met, nobody could tell which came from where. */
const movedStep = (decisions: readonly MovedDecision[]): Step => ({
  subject: templateSubject(''),
  field: 'moved',
  value: decisions,
});

/** Keeps a policy; the runs that are there follow it at once, and decisions go along with their routes. */
export function savePolicy(db: Db, policy: Policy): void {
  db.transaction(() => {
    writeSetting(db, 'policy', policy);
    const runs = readyRuns(db);
    const { moved, split } = assignEndpoints(db, runs, routePaths(db, runs));
    moveDecisions(db, moved);
    rejudge(db, runs);
    const steps = copiesFor(db, split);
    if (steps.length > 0) applyAction(db, { who: 'Policy', atMs: Date.now(), label: 'Routes of the policy', steps });
  }).immediate();
}

/** What is wrong with the first template that cannot be used; null where all can. */
function faultIn({ set }: Input): string | null {
  for (const template of set) {
    const fault = templateFault(template);
    if (fault !== null) return `${template}: ${fault}`;
  }
  return null;
}

/** Of these templates those that no recorded path fits. */
export function unusedRoutes(db: Db, runs: readonly number[], templates: readonly string[]): string[] {
  if (templates.length === 0) return [];
  const given = toGiven(templates);
  const used = new Set(readPaths(db, runs).map(({ path }) => matchGiven(path, given)));
  return templates.filter((template) => !used.has(template));
}

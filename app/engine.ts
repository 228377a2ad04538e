import { resolve } from 'node:path';
import type { z } from 'zod';
import type { ImportState } from '../shared/import-views.ts';
import type { timelineInput } from '../shared/inputs.ts';
import type { EngineEvent } from '../shared/summary-views.ts';
import { needsAttribution } from './attributing-again.ts';
import { ruleTexts, unknownThreshold } from './audit/judge.ts';
import { createAwaitedWork } from './awaited.ts';
import { BadInput, type Engine } from './calls.ts';
import { createRouteWork } from './changing-routes.ts';
import { checkRun } from './checking.ts';
import { classFileOf, keepClassFile } from './class-file.ts';
import { classifyTables, countOpen } from './classify.ts';
import { planJob, planRejection } from './correcting.ts';
import { createCorrector } from './corrector.ts';
import { createDeciding } from './deciding.ts';
import { onNewDay } from './events.ts';
import { readState } from './export/notes-state.ts';
import { DEFAULT_TEMPLATES } from './export/templates.ts';
import { found, NO_ENDPOINT, NO_PAIR, NO_RUN } from './found.ts';
import { previewMapping } from './ingest/changes/audit-table/preview.ts';
import { createImportManager } from './ingest/import-manager.ts';
import { noticeNewRules, whyToJudge } from './judging-again.ts';
import { keepLists } from './kept-lists.ts';
import { createLongThread } from './long-thread.ts';
import { noteOf } from './notes.ts';
import { readOpenApi } from './openapi.ts';
import { inPieces } from './pieces.ts';
import { createReadiness, isLargeRun } from './readiness.ts';
import { previewRemoval } from './removing.ts';
import { planRunNote } from './run-notes.ts';
import { sampleFiles } from './sample-files.ts';
import { planRemovedView, planSavedView, planViewName } from './saved-views.ts';
import { personOf, saveSettings, settingsOf, workspaceNameOf } from './settings.ts';
import { searchBodies } from './store/body-search.ts';
import { deleteImport } from './store/captures.ts';
import { compactFile } from './store/compact.ts';
import { clearCopies } from './store/copied.ts';
import { openDatabase } from './store/database.ts';
import { countWorkspace } from './store/inventory.ts';
import { recover } from './store/recover.ts';
import { readyRuns } from './store/runs.ts';
import { writeSetting } from './store/settings.ts';
import { savePolicy } from './templates.ts';
import { checkException, exceptionsOf } from './track/check.ts';
import { dayOf } from './track/day.ts';
import { planException, planLiveDate, planNote, planOwner, planStatus, planTicket } from './track/decide.ts';
import { goneFindings } from './track/gone.ts';
import { planNoteDates, planNoteEdit, readNoteDecisions } from './track/note-text.ts';
import { presentOf, previewFix } from './track/present.ts';
import { unknownInPolicy } from './unknown-names.ts';
import { affectedOf } from './views/affected.ts';
import { callProofOf } from './views/call-proof.ts';
import { comparedOf, placesOf } from './views/compare.ts';
import { endpointCallsOf } from './views/endpoint-calls.ts';
import { endpointPageOf } from './views/endpoint-page.ts';
import { linkLinesOf, reportOf } from './views/report.ts';
import { runPageOf, unattributedOf } from './views/run-page.ts';
import { summaryOf } from './views/summary.ts';
import { tableRowsOf } from './views/tables.ts';
import { routePageOf, templateRowsOf } from './views/templates.ts';
import { commitProofOf } from './views/timeline.ts';
import { usersOf } from './views/users.ts';

/** Why a workspace cannot be opened; hosts tell it in its own words. */
export { WorkspaceError } from './store/database.ts';

export interface EngineOptions {
  /** The workspace file; made when it is not there. */
  readonly workspace: string;
  /** Folder with the sample run's files. */
  readonly samples: string;
  /** The import thread's module, as this host built it. */
  readonly importWorker: URL;
}

/** Longer than the transaction in which a change is kept. */
const CHANGE_GRACE_MS = 60_000;

/**
 * Opens a workspace and everything that works on it. One engine a workspace file and process.
 * @throws WorkspaceError when the file cannot be used.
 */
export function openEngine(options: EngineOptions): Engine {
  const workspace = resolve(options.workspace);
  const db = openDatabase(workspace);
  const recovered = recover(db);
  noticeNewRules(db);
  const { answers, lasting, classes, inventory: kept, lines, prepare, ...lists } = keepLists(db);
  const inventory = kept.now;
  const listeners = new Set<(event: EngineEvent) => void>();
  const emit = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };
  const report = (state: ImportState) => {
    emit({ type: 'import', state });
    if (state.step === 'done') emit({ type: 'changed', what: 'runs' });
  };
  const imports = createImportManager(workspace, options.importWorker, report, (id) => deleteImport(db, id));
  const longThread = () => createLongThread(workspace, options.importWorker, () => clearCopies(db, process.pid));
  // A document does not wait for a preview, which may judge everything.
  const [documents, previews] = [longThread(), longThread()];
  // A change is never broken off half known: it hears of a cancel, and says how it ended.
  const changes = createLongThread(workspace, options.importWorker, () => {}, CHANGE_GRACE_MS);
  const work = createAwaitedWork(emit);
  const routes = createRouteWork(db, changes, work, () => personOf(db));
  /** A small run's is sooner made here. */
  const timeline = async (input: z.input<typeof timelineInput>) =>
    isLargeRun(db, input.id) ? documents.ask('timeline', input) : lists.timeline(input);
  const readiness = createReadiness(db, {
    countRun: (run) => documents.ask('countRun', { run }),
    prepare,
    onState: () => emit({ type: 'preparing', state: readiness.state() }),
  });
  const corrector = createCorrector(workspace, options.importWorker, () => whyToJudge(db), emit);
  if (needsAttribution(db)) corrector.start();
  else corrector.catchUp();
  const followClasses = async () => {
    emit({ type: 'changed', what: 'classes' });
    if (corrector.catchUp()) await corrector.upToDate();
  };
  const by = () => ({ who: personOf(db), atMs: Date.now(), followed: followClasses });
  const { decide, correct, undo, redo } = createDeciding(db, routes, corrector, emit);
  const stopDays = onNewDay(() => emit({ type: 'changed', what: 'decisions' }));
  const notesSource = () => ({
    db,
    classes: classes(),
    inventory: inventory(),
    workspace: workspaceNameOf(db, workspace),
    today: new Date(),
  });

  return {
    summary: () => ({
      ...answers(`summary ${dayOf(Date.now())}`, () =>
        summaryOf(
          db,
          { name: workspaceNameOf(db, workspace), file: workspace },
          lasting('counts', () => countWorkspace(db)),
          recovered,
          countOpen(inventory().findings),
        ),
      ),
      ...corrector.state(),
    }),
    inventory,
    inventoryPart: kept.part,
    inventoryChanges: kept.changesSince,
    searchBodies: ({ text, after }) => searchBodies(db, text, after),
    searchUsers: ({ after }) => usersOf(db, after),
    overview: ({ vs }) => lists.overview(vs),
    endpoint: (id) => found(endpointPageOf(db, id), NO_ENDPOINT),
    endpointCalls: async (input) => found(await inPieces(endpointCallsOf(db, input)), NO_ENDPOINT),
    affected: async (id) => found(await inPieces(affectedOf(db, id)), NO_ENDPOINT),
    call(id) {
      corrector.prepare();
      return found(callProofOf(db, classes(), id), 'This call is not in this workspace');
    },
    runs: lists.runs,
    run: (id) =>
      found(
        answers(`run ${id}`, () => runPageOf(db, id, lasting)),
        NO_RUN,
        'Runs lists those that are',
      ),
    async compareRuns({ run, vs }) {
      const places = lasting('places', () => placesOf(db));
      return found(await inPieces(comparedOf(db, lines(), places, run, vs)), NO_PAIR, 'Runs lists those that are');
    },
    previewRemoval: (id) => found(previewRemoval(db, id), NO_RUN, 'Runs lists those that are'),
    async removeRun(id, asked = {}) {
      if (corrector.state().attributing.runs.includes(id))
        throw new BadInput(`Run ${id} is being attributed again; remove it when that is done`);
      await routes.remove(id, asked);
      emit({ type: 'changed', what: 'runs' });
    },
    unattributed: ({ id, signature, page }) =>
      found(unattributedOf(db, id, signature, page), NO_RUN, 'Runs lists those that are'),
    timeline: async (input) => found(await timeline(input), NO_RUN, 'Runs lists those that are'),
    commit(id) {
      corrector.prepare();
      return found(commitProofOf(db, id), 'This transaction is not in this workspace');
    },

    tables: () => lasting('tables', () => tableRowsOf(db, classes())),
    classFile: () => classFileOf(db, workspaceNameOf(db, workspace)),
    previewClassFile: (input, asked = {}) => work.run(asked, (how) => previews.ask('previewClassFile', input, how)),
    saveClassFile: ({ text }) => keepClassFile(db, text, by()),
    previewClass: (input, asked = {}) => work.run(asked, (how) => previews.ask('previewClass', input, how)),
    classify: (input) => classifyTables(db, input, by()),

    routeTemplates: () => answers('route templates', () => templateRowsOf(db)),
    route: async (id) => found(await inPieces(routePageOf(db, id)), NO_ENDPOINT),
    previewTemplates: (input, asked = {}) => work.run(asked, (how) => previews.ask('previewTemplates', input, how)),
    async editTemplates(input, asked = {}) {
      const change = await routes.edit(input, asked);
      emit({ type: 'changed', what: 'classes' });
      return change;
    },
    stop: work.stop,
    readOpenApi: ({ text }) => readOpenApi(text),

    setStatus: (input) => decide(planStatus(input, presentOf(db, input.keys))),
    setLiveDate: (input) => decide(planLiveDate(input, presentOf(db, input.keys))),
    previewFix: (input) => previewFix(db, input),
    setOwner: (input) => decide(planOwner(input)),
    setTicket: (input) => decide(planTicket(input)),
    addNote: (input) => decide(planNote(input)),
    setException: (input) => decide(planException(input, presentOf(db, input.keys), exceptionsOf(db, input))),
    checkException: ({ keys }) => checkException(db, keys),
    settledBy: (input, signal) => previews.ask('settledBy', input, { signal }),
    goneFindings: () => answers('gone', () => goneFindings(db)),
    rejectLink: (input) => correct(found(planRejection(db, input), 'No run holds this transaction and this request')),
    nameJob: (input) => correct(planJob(db, input)),
    setRunNote: (input) => decide(found(planRunNote(db, input), NO_RUN, 'Runs lists those that are')),
    saveView: (input) => decide(planSavedView(input)),
    renameView: (input) => decide(planViewName(db, input)),
    removeView: (input) => decide(planRemovedView(input)),
    ...{ undo, redo },

    notes: (input, signal) => documents.ask('notes', input, { signal }),
    note: (input) => found(noteOf(notesSource(), input), 'This finding has no note to tell', 'The inventory shows it'),
    editNote: (input) => decide(planNoteEdit(input, readNoteDecisions(db)(input.key).edits, personOf(db), Date.now())),
    setNoteDates: (input) => decide(planNoteDates(input)),
    notesState: readState,
    templates: () => Object.entries(DEFAULT_TEMPLATES).map(([name, text]) => ({ name, text })),
    keepNotes: ({ state }) => writeSetting(db, 'notes-told', state),
    check: (input) => checkRun(db, input, new Date()),
    exportSummary: (input) => documents.ask('exportSummary', input),
    exportList: (input) => documents.ask('exportList', input),
    exportRest: (input) => documents.ask('exportRest', input),

    startImport: ({ files, ...manner }) => imports.start(files, manner),
    startSample: () => imports.start(sampleFiles(options.samples)),
    upload: (importId, fileId, chunk, last) => imports.upload(importId, fileId, chunk, last),
    choose: (importId, fileId, choice) => imports.choose(importId, fileId, choice),
    previewMapping: ({ mapping, rows }) => previewMapping(mapping, rows),
    cancelImport: (importId) => imports.cancel(importId),
    imports: () => imports.states(),

    report: (runId) => ({ ...reportOf(db, classes(), runId), unknownInPolicy: unknownInPolicy(db) }),
    unknownInPolicy: () => unknownInPolicy(db),
    links: (runId) => linkLinesOf(db, runId),
    savePolicy(policy) {
      const unknown = unknownThreshold(policy.rules);
      if (unknown !== null) throw new BadInput(unknown);
      savePolicy(db, policy);
      emit({ type: 'changed', what: 'classes' });
    },

    rules: ruleTexts,

    settings: () => settingsOf(db, workspace),
    saveSettings(input) {
      emit({ type: 'changed', what: saveSettings(db, input) });
      corrector.catchUp();
      return settingsOf(db, workspace);
    },

    compact() {
      compactFile(db);
      emit({ type: 'changed', what: 'settings' });
      return settingsOf(db, workspace);
    },

    upToDate: corrector.upToDate,
    hasRuns: () => readyRuns(db).length > 0,
    ready: readiness.ready,
    preparing: readiness.state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stopDays();
      await imports.close();
      await Promise.all([corrector.close(), documents.close(), previews.close(), changes.close()]);
      listeners.clear();
      db.close();
    },
  };
}

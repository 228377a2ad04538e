import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { z } from 'zod';
import { checkInput } from '../shared/baseline.ts';
import {
  addNoteInput,
  bodySearchInput,
  chooseInput,
  classFileInput,
  classifyInput,
  compareInput,
  editTemplatesInput,
  endpointCallsInput,
  exceptionCheckInput,
  exportListInput,
  exportRestInput,
  nameJobInput,
  openApiInput,
  overviewInput,
  policySchema,
  previewMappingInput,
  rejectLinkInput,
  removeViewInput,
  renameViewInput,
  runNoteInput,
  saveViewInput,
  setExceptionInput,
  setLiveDateInput,
  setOwnerInput,
  setStatusInput,
  setTicketInput,
  settingsInput,
  startImportInput,
  timelineInput,
  unattributedInput,
  userSearchInput,
} from '../shared/inputs.ts';
import { editNoteInput, keepNotesInput, noteInput, notesInput, setNoteDatesInput } from '../shared/note-inputs.ts';
import type { EngineEvent } from '../shared/summary-views.ts';
import { BadInput, type Engine, NotFound } from './calls.ts';
import { eventsOf } from './events.ts';
import { TemplateError } from './export/templates.ts';

/** What a host gives each call. */
export interface CallContext {
  readonly engine: Engine;
}

const t = initTRPC.context<CallContext>().create({ isDev: false });

/** Missing things are answered as such, not as faults of the program. */
const call = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  if (result.error.cause instanceof BadInput || result.error.cause instanceof TemplateError)
    throw new TRPCError({ code: 'BAD_REQUEST', message: result.error.cause.message, cause: result.error.cause });
  if (!(result.error.cause instanceof NotFound)) return result;
  throw new TRPCError({ code: 'NOT_FOUND', message: result.error.cause.message, cause: result.error.cause });
});
/** For what counts over whole runs: it waits, and holds up nobody, until that can be answered at once. */
const list = call.use(async ({ ctx, next }) => {
  await ctx.engine.ready();
  return next();
});
const byId = z.object({ id: z.number().int() });
const byPart = z.object({ part: z.number().int().nonnegative() });
const awaitedName = z.string().min(1).max(100);
const byName = z.object({ name: awaitedName.optional() });
/** With a name by which the page hears how far it is. */
const awaited = <Schema extends z.ZodType>(schema: Schema) => schema.and(byName);
const byImport = z.object({ importId: z.string() });

/** Every call a host may make. Input is checked here; answers are plain data. */
export const router = t.router({
  summary: list.query(({ ctx }) => ctx.engine.summary()),
  hasRuns: call.query(({ ctx }) => ctx.engine.hasRuns()),
  preparing: call.query(({ ctx }) => ctx.engine.preparing()),
  inventory: list.query(({ ctx }) => ctx.engine.inventory()),
  inventoryPart: list.input(byPart).query(({ ctx, input }) => ctx.engine.inventoryPart(input.part)),
  searchBodies: call.input(bodySearchInput).query(({ ctx, input }) => ctx.engine.searchBodies(input)),
  searchUsers: call.input(userSearchInput).query(({ ctx, input }) => ctx.engine.searchUsers(input)),
  inventoryChanges: list
    .input(z.object({ of: z.string() }))
    .query(({ ctx, input }) => ctx.engine.inventoryChanges(input.of)),
  overview: list.input(overviewInput).query(({ ctx, input }) => ctx.engine.overview(input)),
  endpoint: list.input(byId).query(({ ctx, input }) => ctx.engine.endpoint(input.id)),
  endpointCalls: list.input(endpointCallsInput).query(({ ctx, input }) => ctx.engine.endpointCalls(input)),
  affected: list.input(byId).query(({ ctx, input }) => ctx.engine.affected(input.id)),
  // Not `call`: tRPC keeps that word for itself and refuses the router.
  callProof: list.input(byId).query(({ ctx, input }) => ctx.engine.call(input.id)),
  runs: list.query(({ ctx }) => ctx.engine.runs()),
  run: list.input(byId).query(({ ctx, input }) => ctx.engine.run(input.id)),
  previewRemoval: call.input(byId).query(({ ctx, input }) => ctx.engine.previewRemoval(input.id)),
  removeRun: call.input(awaited(byId)).mutation(({ ctx, input: { id, name } }) => ctx.engine.removeRun(id, { name })),
  compareRuns: list.input(compareInput).query(({ ctx, input }) => ctx.engine.compareRuns(input)),
  unattributed: list.input(unattributedInput).query(({ ctx, input }) => ctx.engine.unattributed(input)),
  timeline: list.input(timelineInput).query(({ ctx, input }) => ctx.engine.timeline(input)),
  commit: call.input(byId).query(({ ctx, input }) => ctx.engine.commit(input.id)),

  tables: list.query(({ ctx }) => ctx.engine.tables()),
  previewClass: call
    .input(awaited(classifyInput))
    .query(({ ctx, input: { name, ...input }, signal }) => ctx.engine.previewClass(input, { signal, name })),
  classFile: list.query(({ ctx }) => ctx.engine.classFile()),
  previewClassFile: call
    .input(awaited(classFileInput))
    .query(({ ctx, input: { name, ...input }, signal }) => ctx.engine.previewClassFile(input, { signal, name })),
  saveClassFile: call.input(classFileInput).mutation(({ ctx, input }) => ctx.engine.saveClassFile(input)),
  classify: call.input(classifyInput).mutation(({ ctx, input }) => ctx.engine.classify(input)),

  routeTemplates: list.query(({ ctx }) => ctx.engine.routeTemplates()),
  route: list.input(byId).query(({ ctx, input }) => ctx.engine.route(input.id)),
  previewTemplates: call
    .input(awaited(editTemplatesInput))
    .query(({ ctx, input: { name, ...input }, signal }) => ctx.engine.previewTemplates(input, { signal, name })),
  editTemplates: call
    .input(awaited(editTemplatesInput))
    .mutation(({ ctx, input: { name, ...input } }) => ctx.engine.editTemplates(input, { name })),
  stop: call.input(z.object({ name: awaitedName })).mutation(({ ctx, input }) => ctx.engine.stop(input.name)),
  readOpenApi: call.input(openApiInput).mutation(({ ctx, input }) => ctx.engine.readOpenApi(input)),

  setStatus: call.input(setStatusInput).mutation(({ ctx, input }) => ctx.engine.setStatus(input)),
  setLiveDate: call.input(setLiveDateInput).mutation(({ ctx, input }) => ctx.engine.setLiveDate(input)),
  previewFix: list.input(setLiveDateInput).query(({ ctx, input }) => ctx.engine.previewFix(input)),
  setOwner: call.input(setOwnerInput).mutation(({ ctx, input }) => ctx.engine.setOwner(input)),
  setTicket: call.input(setTicketInput).mutation(({ ctx, input }) => ctx.engine.setTicket(input)),
  setException: call.input(setExceptionInput).mutation(({ ctx, input }) => ctx.engine.setException(input)),
  checkException: list.input(exceptionCheckInput).query(({ ctx, input }) => ctx.engine.checkException(input)),
  settledBy: call.input(exceptionCheckInput).query(({ ctx, input, signal }) => ctx.engine.settledBy(input, signal)),
  goneFindings: list.query(({ ctx }) => ctx.engine.goneFindings()),
  addNote: call.input(addNoteInput).mutation(({ ctx, input }) => ctx.engine.addNote(input)),
  rejectLink: call.input(rejectLinkInput).mutation(({ ctx, input }) => ctx.engine.rejectLink(input)),
  nameJob: call.input(nameJobInput).mutation(({ ctx, input }) => ctx.engine.nameJob(input)),
  setRunNote: call.input(runNoteInput).mutation(({ ctx, input }) => ctx.engine.setRunNote(input)),
  saveView: call.input(saveViewInput).mutation(({ ctx, input }) => ctx.engine.saveView(input)),
  renameView: call.input(renameViewInput).mutation(({ ctx, input }) => ctx.engine.renameView(input)),
  removeView: call.input(removeViewInput).mutation(({ ctx, input }) => ctx.engine.removeView(input)),
  undo: call.input(byName.optional()).mutation(({ ctx, input }) => ctx.engine.undo(input)),
  redo: call.input(byName.optional()).mutation(({ ctx, input }) => ctx.engine.redo(input)),

  notes: call.input(notesInput).query(({ ctx, input, signal }) => ctx.engine.notes(input, signal)),
  note: list.input(noteInput).query(({ ctx, input }) => ctx.engine.note(input)),
  editNote: call.input(editNoteInput).mutation(({ ctx, input }) => ctx.engine.editNote(input)),
  setNoteDates: call.input(setNoteDatesInput).mutation(({ ctx, input }) => ctx.engine.setNoteDates(input)),
  notesState: call
    .input(z.object({ document: z.string() }))
    .query(({ ctx, input }) => ctx.engine.notesState(input.document)),
  templates: call.query(({ ctx }) => ctx.engine.templates()),
  keepNotes: call.input(keepNotesInput).mutation(({ ctx, input }) => ctx.engine.keepNotes(input)),
  check: list.input(checkInput).query(({ ctx, input }) => ctx.engine.check(input)),
  exportSummary: call.input(overviewInput).query(({ ctx, input }) => ctx.engine.exportSummary(input)),
  exportList: call.input(exportListInput).query(({ ctx, input }) => ctx.engine.exportList(input)),
  exportRest: call.input(exportRestInput).query(({ ctx, input }) => ctx.engine.exportRest(input)),

  imports: call.query(({ ctx }) => ctx.engine.imports()),
  startImport: call.input(startImportInput).mutation(({ ctx, input }) => ctx.engine.startImport(input)),
  startSample: call.mutation(({ ctx }) => ctx.engine.startSample()),
  choose: call
    .input(chooseInput)
    .mutation(({ ctx, input }) => ctx.engine.choose(input.importId, input.fileId, input.choice)),
  previewMapping: call.input(previewMappingInput).query(({ ctx, input }) => ctx.engine.previewMapping(input)),
  cancelImport: call.input(byImport).mutation(({ ctx, input }) => ctx.engine.cancelImport(input.importId)),

  report: list.input(byId).query(({ ctx, input }) => ctx.engine.report(input.id)),
  links: list.input(byId).query(({ ctx, input }) => ctx.engine.links(input.id)),
  unknownInPolicy: call.query(({ ctx }) => ctx.engine.unknownInPolicy()),
  savePolicy: call.input(policySchema).mutation(({ ctx, input }) => ctx.engine.savePolicy(input)),

  rules: call.query(({ ctx }) => ctx.engine.rules()),

  settings: call.query(({ ctx }) => ctx.engine.settings()),
  saveSettings: call.input(settingsInput).mutation(({ ctx, input }) => ctx.engine.saveSettings(input)),

  compact: call.mutation(({ ctx }) => ctx.engine.compact()),

  /** One stream a page: import progress, and what changed anywhere in the workspace. */
  events: call.subscription(async function* ({ ctx, signal }) {
    let id = 0;
    for await (const event of eventsOf(ctx.engine, signal)) yield tracked(String(id++), event satisfies EngineEvent);
  }),
});

export type AppRouter = typeof router;

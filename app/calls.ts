import type { z } from 'zod';
import type { Affected } from '../shared/affected-views.ts';
import type { CheckResult, checkInput } from '../shared/baseline.ts';
import type { CallProof, EndpointCalls } from '../shared/call-views.ts';
import type { ComparedRuns } from '../shared/compare-views.ts';
import type { ClearedFile, ListBegun, TextPart } from '../shared/export-views.ts';
import type { FileChoice, ImportState, MappedRow } from '../shared/import-views.ts';
import type {
  addNoteInput,
  bodySearchInput,
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
  Policy,
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
import type { editNoteInput, keepNotesInput, noteInput, notesInput, setNoteDatesInput } from '../shared/note-inputs.ts';
import type { NotesExport, NoteView } from '../shared/note-views.ts';
import type { NotesState } from '../shared/notes-state.ts';
import type { Overview } from '../shared/overview-views.ts';
import type { AuditReport, LinkLine, UnknownName } from '../shared/report.ts';
import type { RuleText } from '../shared/rule-views.ts';
import type { ListedRun, RunPage, RunRemoval, UnattributedPage } from '../shared/run-views.ts';
import type { BodySearchPart, UserSearchPart } from '../shared/search-views.ts';
import type { Settings } from '../shared/settings-views.ts';
import type { EngineEvent, Preparing, WorkspaceSummary } from '../shared/summary-views.ts';
import type { ClassChange, ClassFile, ClassFileEffect, TableRow } from '../shared/table-views.ts';
import type { OpenApiRoutes, RoutePage, TemplateChange, TemplateRow } from '../shared/template-views.ts';
import type { CommitProof } from '../shared/timeline-views.ts';
import type { ExceptionCheck, FixPreview, GoneFinding, Settling } from '../shared/tracking-views.ts';
import type { EndpointPage, Inventory, InventoryChanges, InventoryPart } from '../shared/views.ts';
import type { Asked } from './awaited.ts';

type Input<Schema extends z.ZodType> = z.output<Schema>;

/** What was asked for is not in this workspace. The message says where to look. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** A policy, a route or a file that cannot be followed; the message says what in it. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** How many were done, and which were not allowed and why. */
export interface Applied {
  readonly applied: number;
  readonly refused: readonly { readonly key: string; readonly why: string }[];
  /** What z would undo now. */
  readonly undo: string | null;
}

/** Everything an engine does for its hosts. The router in api.ts is its only caller besides the CLI. */
export interface Engine {
  summary(): WorkspaceSummary;
  inventory(): Inventory;
  /** One part of it, from 0. */
  inventoryPart(part: number): InventoryPart;
  /** What is different from an earlier one, by its `of`; null: all parts are to be read. */
  inventoryChanges(of: string): InventoryChanges | null;
  /** Endpoints with a kept body that holds a text, one part of all bodies at a time. */
  searchBodies(input: Input<typeof bodySearchInput>): BodySearchPart;
  /** Who called which endpoint, one part of all calls at a time. */
  searchUsers(input: Input<typeof userSearchInput>): UserSearchPart;
  /** How things stand, and how they stood after each run. */
  overview(input: Input<typeof overviewInput>): Overview;
  endpoint(id: number): EndpointPage;
  /** Its calls in one run. */
  endpointCalls(input: Input<typeof endpointCallsInput>): Promise<EndpointCalls>;
  /** Who calls it, and from which pages. */
  affected(id: number): Promise<Affected>;
  call(exchangeId: number): CallProof;
  runs(): ListedRun[];
  run(id: number): RunPage;
  /** What became of the findings from an earlier run to a later one. */
  compareRuns(input: Input<typeof compareInput>): Promise<ComparedRuns>;
  /** What would go with a run. */
  previewRemoval(id: number): RunRemoval;
  /** Removes a run for good; decisions stay. Throws BadInput while it is attributed again. */
  removeRun(id: number, asked?: Asked): Promise<void>;
  /** One page of a run's transactions without a request. */
  unattributed(input: Input<typeof unattributedInput>): UnattributedPage;
  /** Every mark of a run that has a time: the text of a `Timeline`, which threads and hosts pass on far sooner. */
  timeline(input: z.input<typeof timelineInput>): Promise<string>;
  /** One transaction: who may have caused it, and why. */
  commit(transactionId: number): CommitProof;

  tables(): TableRow[];
  /** What would follow; nothing is kept. */
  previewClass(input: Input<typeof classifyInput>, asked?: Asked): Promise<ClassChange>;
  classify(input: Input<typeof classifyInput>): Promise<ClassChange>;
  /** What was decided about classes, as a file that a team shares. */
  classFile(): ClassFile;
  /** What such a file would bring; nothing is kept. Throws BadInput where it is none. */
  previewClassFile(input: Input<typeof classFileInput>, asked?: Asked): Promise<ClassFileEffect>;
  saveClassFile(input: Input<typeof classFileInput>): Promise<ClassFileEffect>;

  /** Route templates that people gave. */
  routeTemplates(): TemplateRow[];
  /** The route of one endpoint, and what can be made of it. */
  route(endpointId: number): Promise<RoutePage>;
  /** What would follow from other templates; nothing is kept. */
  previewTemplates(input: Input<typeof editTemplatesInput>, asked?: Asked): Promise<TemplateChange>;
  /** Throws BadInput where one cannot be used. */
  editTemplates(input: Input<typeof editTemplatesInput>, asked?: Asked): Promise<TemplateChange>;
  /** Calls off work that a page gave this name. */
  stop(name: string): void;
  /** The routes that a description of the service names. Throws BadInput. */
  readOpenApi(input: Input<typeof openApiInput>): OpenApiRoutes;

  setStatus(input: Input<typeof setStatusInput>): Applied;
  /** Corrects the day from which fixes are live; runs are held against it anew. */
  setLiveDate(input: Input<typeof setLiveDateInput>): Applied;
  /** What the runs that are there would say at once; nothing is kept. */
  previewFix(input: Input<typeof setLiveDateInput>): FixPreview[];
  setOwner(input: Input<typeof setOwnerInput>): Applied;
  setTicket(input: Input<typeof setTicketInput>): Applied;
  setException(input: Input<typeof setExceptionInput>): Applied;
  /** Whether what an exception would rest on is so in the runs that are there. */
  checkException(input: Input<typeof exceptionCheckInput>): ExceptionCheck;
  /** What one class would settle instead; everything is judged for it. */
  settledBy(input: Input<typeof exceptionCheckInput>, signal?: AbortSignal): Promise<Settling | null>;
  /** Findings that people decided about and that no run holds any more. */
  goneFindings(): GoneFinding[];
  addNote(input: Input<typeof addNoteInput>): Applied;
  /** Says of a request that it did not cause a transaction, or takes that back; its run is attributed again. */
  rejectLink(input: Input<typeof rejectLinkInput>): Applied;
  /** Names a background job by what it does, or takes that back; runs that have such transactions are attributed again. */
  nameJob(input: Input<typeof nameJobInput>): Applied;
  /** What a person says of a run, in the list of runs. */
  setRunNote(input: Input<typeof runNoteInput>): Applied;
  /** Gives what the inventory shows a name. */
  saveView(input: Input<typeof saveViewInput>): Applied;
  /** Throws BadInput where there is no such view, or another has that name. */
  renameView(input: Input<typeof renameViewInput>): Applied;
  removeView(input: Input<typeof removeViewInput>): Applied;
  /**
   * Undoes (redoes) the newest action; null when there is none. The text says what it was. Of routes in a large
   * workspace it takes a while.
   */
  undo(asked?: Asked): string | null | Promise<string | null>;
  redo(asked?: Asked): string | null | Promise<string | null>;

  /** Migration notes as files. Throws TemplateError where a team's template cannot be read. */
  notes(input: Input<typeof notesInput>, signal?: AbortSignal): Promise<NotesExport>;
  /** One finding's note in pieces. */
  note(input: Input<typeof noteInput>): NoteView;
  /** A person's wording of one section of a note. */
  editNote(input: Input<typeof editNoteInput>): Applied;
  setNoteDates(input: Input<typeof setNoteDatesInput>): Applied;
  /** What the notes of an exported document told; null where it carries nothing. */
  notesState(document: string): NotesState | null;
  /** The program's templates of notes, for a team to change. */
  templates(): { readonly name: string; readonly text: string }[];
  /** Remembers what an export told, so that the next one can say what changed since. */
  keepNotes(input: Input<typeof keepNotesInput>): void;
  /** Findings or endpoints as a file: CSV, JSON, SARIF, or text for an issue; of a large one the beginning. */
  exportList(input: Input<typeof exportListInput>): Promise<ListBegun>;
  /** What follows of it. Throws BadInput when it has been forgotten. */
  exportRest(input: Input<typeof exportRestInput>): Promise<TextPart>;
  /** How things stand, as one HTML file; `vs` as for the overview. */
  exportSummary(input: Input<typeof overviewInput>): Promise<ClearedFile>;
  /** A run's findings against accepted ones, with reports for CI. */
  check(input: Input<typeof checkInput>): CheckResult;

  /** Starts an import off this thread; progress comes as events and through `imports`. */
  startImport(input: Input<typeof startImportInput>): ImportState;
  /** Imports the run that ships with the program, through the same path as any file. */
  startSample(): ImportState;
  /** The next bytes of a file that was announced without a path; resolves when they are consumed. */
  upload(importId: string, fileId: string, chunk: Uint8Array, last: boolean): Promise<void>;
  choose(importId: string, fileId: string, choice: FileChoice): void;
  /** How the first rows of a table are understood by the columns that a person says. */
  previewMapping(input: Input<typeof previewMappingInput>): MappedRow[];
  cancelImport(importId: string): Promise<void>;
  /** This session's imports, newest first. */
  imports(): ImportState[];

  /** What the rules said of one run, as `audit --json` writes it. */
  report(runId: number): AuditReport;
  /** One line for each transaction of a run that changed rows, as `audit --links` writes them. */
  links(runId: number): LinkLine[];
  /**
   * Table classes, routes, rules and their thresholds from a policy file; runs that are there follow at once.
   * Throws BadInput where it names what is not there.
   */
  savePolicy(policy: Policy): void;
  /** Names in the policy that fit nothing that was recorded. */
  unknownInPolicy(): UnknownName[];
  /** Every rule, as it is explained to people. */
  rules(): RuleText[];

  settings(): Settings;
  saveSettings(input: Input<typeof settingsInput>): Settings;

  /** Gives the disk back what removed runs left in the workspace file. */
  compact(): Settings;

  /**
   * Resolves when no findings of older rules or classes, and no links without people's corrections, are left.
   * @throws Error why they could not be made again
   */
  upToDate(): Promise<void>;

  /** Whether there is anything to list: known at once, however much there is to count. */
  hasRuns(): boolean;
  /** Resolves when lists have what they rest on: no answer works for long then. */
  ready(): Promise<void>;
  /** How far that is; null while nothing has to be counted. */
  preparing(): Preparing | null;

  /** Calls back on every event until the returned function is called. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  close(): Promise<void>;
}

import { z } from 'zod';
import { LIST_FORMATS } from './export-views.ts';
import { REOPEN_CONDITIONS } from './tracking-views.ts';
import { migrationStatus, ruleId, tableClass } from './words.ts';

/** What the API takes. Every call is checked against these before it reaches the engine. */

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as 2027-01-31');
const keys = z.array(z.string().min(1)).min(1).max(10_000);
const why = z.string().max(2_000).nullable().default(null);

export const setStatusInput = z.object({
  keys,
  status: migrationStatus,
  why,
  /** Asked for with `shipped`: the date from which the fix is live. */
  shippedOn: date.nullable().default(null),
});
/** Corrects the date from which fixes are live; also what would follow from one. */
export const setLiveDateInput = z.object({ keys, shippedOn: date, why });
export const setOwnerInput = z.object({ keys, owner: z.string().trim().max(120).nullable() });
export const setTicketInput = z.object({ keys, ticket: z.string().trim().max(500).nullable() });
export const addNoteInput = z.object({ keys, text: z.string().trim().min(1).max(20_000) });
const exceptionInput = z.object({
  reason: z.enum(['telemetry', 'tests-only', 'client-cannot-change', 'other']),
  words: z.string().trim().min(1).max(2_000),
  until: date.nullable(),
  /** What makes it come back before its day. */
  reopen: z.array(z.enum(REOPEN_CONDITIONS)).optional(),
});
export const exceptionCheckInput = z.object({ keys });
export const setExceptionInput = z.object({ keys, exception: exceptionInput.nullable() });

const template = z.string().trim().min(1).max(500);
/** Templates given and taken back at once; those that differ in the names of parameters are one. */
export const editTemplatesInput = z.object({
  set: z.array(template).max(5_000),
  remove: z.array(template).max(5_000).default([]),
  /** The description of the service that they stem from. */
  file: z.string().max(255).nullable().default(null),
});
/** An OpenAPI file's text, JSON or YAML. */
export const openApiInput = z.object({ text: z.string().max(20_000_000) });

export const classifyInput = z.object({
  tables: z.array(z.object({ table: z.string().min(1), column: z.string().min(1).nullable().default(null) })).min(1),
  /** Null: back to the default. */
  class: tableClass.nullable(),
});

/** A file of classes, as text: `{"tables": {"public.page_hits": "telemetry", "*_log": "telemetry"}}`. */
export const classFileInput = z.object({ text: z.string().max(2_000_000) });

/** A text in bodies, and what the last part of the search said to go on from. */
export const bodySearchInput = z.object({
  text: z.string().min(2).max(500),
  after: z.number().int().nonnegative().default(0),
});
/** Calls of one run: of the one that holds the call, else of the run named, else of the newest. */
export const endpointCallsInput = z.object({
  id: z.number().int(),
  run: z.number().int().positive().nullable().default(null),
  call: z.number().int().nullable().default(null),
});
export const userSearchInput = z.object({ after: z.number().int().nonnegative().default(0) });

/** `vs`: the run that today is compared with; null: the one before the newest. */
export const overviewInput = z.object({ vs: z.number().int().positive().nullable() });
/** `vs`: the earlier of the two. */
export const compareInput = z.object({ run: z.number().int().positive(), vs: z.number().int().positive() });

/** A person says that a request did not cause a transaction; `rejected: false` takes that back. */
export const rejectLinkInput = z.object({
  transactionId: z.number().int(),
  exchangeId: z.number().int(),
  rejected: z.boolean(),
  why,
});
/** Transactions that do this and nothing else are a background job; null: they are not. */
export const nameJobInput = z.object({
  signature: z.string().min(1).max(10_000),
  name: z.string().trim().min(1).max(120).nullable(),
  why,
});

export const startImportInput = z.object({
  files: z
    .array(
      z.object({
        name: z.string().min(1),
        bytes: z.number().int().nonnegative().nullable(),
        /** Only hosts that may read the disk send one; others upload the bytes. */
        path: z.string().min(1).nullable(),
      }),
    )
    .min(1)
    .max(1_000),
  /** For scripts: one unreadable file refuses the whole import. */
  strict: z.boolean().default(false),
  /** Keeps the whole records of a damaged file without asking. */
  keepDamaged: z.boolean().default(false),
});
const importFileInput = z.object({ importId: z.string(), fileId: z.string() });
export const chooseInput = importFileInput.extend({
  choice: z.union([
    z.enum(['keep', 'leave-out']),
    z.object({ format: z.string().min(1) }),
    z.object({ mapping: z.lazy(() => auditTableSchema) }),
  ]),
});

export const exportListInput = z
  .object({
    format: z.enum(LIST_FORMATS),
    of: z.enum(['findings', 'endpoints']).default('findings'),
    /** Keys of findings, or ids of endpoints as text, in the order of the list; null: all. */
    keys: z.array(z.string().min(1)).max(10_000).nullable(),
  })
  .refine(({ format, of }) => of === 'findings' || format === 'csv' || format === 'json', 'endpoints: csv or json');

/** What the part before named. */
export const exportRestInput = z.object({ next: z.string().min(1) });

/** `recorded`: commits stand where their log says, not where its clock's correction puts them. */
export const timelineInput = z.object({
  id: z.number().int(),
  recorded: z.boolean().default(false),
  /** What stands together. */
  lanes: z.enum(['client', 'connection']).default('client'),
});

/** Which transactions without a request: of one background signature, or (null) those that could not be told apart. */
export const unattributedInput = z.object({
  id: z.number().int(),
  signature: z.string().min(1).nullable(),
  page: z.number().int().positive(),
});

/** How much of one body is kept where nobody said otherwise, in KiB. */
export const BODY_KIB = 64;

export const settingsInput = z.object({
  person: z.string().trim().max(120).optional(),
  workspaceName: z.string().trim().min(1).max(120).optional(),
  /** All of them: those left out are taken back for what is imported from then on. */
  maskedNames: z.array(z.string().trim().min(2).max(80)).max(200).optional(),
  /** Further names of request ids, in headers and change logs, for what is imported from then on. */
  requestIdNames: z.array(z.string().trim().min(2).max(80)).max(50).optional(),
  /** How much of one body is kept of what is imported from then on. */
  bodyKib: z.number().int().min(1).max(16_384).optional(),
  /** From which probability on a link counts; everything is judged again. */
  likelyFrom: z.number().min(0.5).max(0.999).optional(),
  /** Calls without the fault that prove a fix. */
  callsToProve: z.number().int().min(20).max(100_000).optional(),
  /** The name of a described audit table: files like it ask again. */
  forgetAuditTable: z.string().max(128).optional(),
  /** A folder with templates of notes; empty: the program's. */
  templatesFolder: z.string().trim().max(1_000).optional(),
  /** Where notes are published, for the Link header; empty: not known. */
  notesAddress: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1_000)]).optional(),
});

/** What a person says of a run; empty takes it back. */
export const runNoteInput = z.object({ id: z.number().int(), text: z.string().trim().max(500) });

const viewName = z.string().trim().min(1).max(60);
/** What the inventory shows, under a name; a view of that name is replaced. */
export const saveViewInput = z.object({ name: viewName, address: z.string().max(2_000) });
export const renameViewInput = z.object({ name: viewName, to: viewName });
export const removeViewInput = z.object({ name: viewName });

const rulePolicy = z.strictObject({
  off: z.boolean().default(false),
  thresholds: z.record(z.string(), z.number().nonnegative()).default({}),
});

const column = z.string().min(1).max(128);

/** An audit table that the program does not know: which of its columns says what. */
export const auditTableSchema = z
  .strictObject({
    /** For people. */
    name: z.string().min(1).max(128),
    operation: column,
    /** What stands for which operation, where the words are not the usual ones; `none` = no change of a row. */
    operations: z.record(z.string(), z.enum(['insert', 'update', 'delete', 'truncate', 'none'])).default({}),
    /** Where the table's name stands; or, where the audit table is that of one table, the name itself. */
    table: column.optional(),
    tableName: z.string().min(1).max(128).optional(),
    schema: column.optional(),
    /** The key's value, and the name of the key's column in the table itself. */
    key: column.optional(),
    keyName: column.optional(),
    /** The row before and after: JSON, hstore or YAML. */
    before: column.optional(),
    after: column.optional(),
    /** `{"name": ["old", "new"]}`. */
    changes: column.optional(),
    time: column.optional(),
    transaction: column.optional(),
    /** What names the request or the person: `{"request_id": "req"}`. */
    cause: z.record(z.string(), column).default({}),
  })
  .refine(({ table, tableName }) => (table === undefined) !== (tableName === undefined), 'one of table and tableName')
  .refine(({ before, after, changes }) => before ?? after ?? changes, 'before, after or changes');
export type AuditTable = z.infer<typeof auditTableSchema>;

export const previewMappingInput = z.object({
  mapping: auditTableSchema,
  rows: z.array(z.record(z.string(), z.string().max(4_000).nullable())).max(20),
});

/** `--policy` of the CLI: patterns may hold `*`; `table.column` names a column. */
export const policySchema = z.strictObject({
  tables: z.record(z.string(), tableClass).default({}),
  routes: z.array(z.string().startsWith('/')).default([]),
  /** A rule switched off, or its thresholds by name; `rules` of the CLI lists them. */
  rules: z.partialRecord(ruleId, rulePolicy).default({}),
  auditTables: z.array(auditTableSchema).max(100).default([]),
});
export type Policy = z.infer<typeof policySchema>;

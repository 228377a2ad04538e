import { type Db, fromJson } from './database.ts';
import type { Subject } from './decisions.ts';
import { readSetting } from './settings.ts';

/** A route template that people gave: in the program, by a file that describes the service, or by a policy. */
export interface GivenTemplate {
  readonly template: string;
  /** The file that it stems from; null where a person wrote it. */
  readonly file: string | null;
  readonly by: 'person' | 'policy';
}

/** Templates that differ in the names of parameters are one. */
export const templateSubject = (key: string): Subject => `template:${key}`;

/** What a person gives, or takes back with null, by the subject. */
export type TemplateEdits = ReadonlyMap<string, Pick<GivenTemplate, 'template' | 'file'> | null>;

const NO_EDITS: TemplateEdits = new Map();

/** Those of people first, then those of the policy that they leave; with `edits`, as they would be. */
export function readGivenTemplates(db: Db, edits = NO_EDITS): GivenTemplate[] {
  const stored = db
    .prepare<[], { subject: string; value: string }>(
      "SELECT subject, value FROM decided WHERE substr(subject, 1, instr(subject, ':') - 1) = 'template'",
    )
    .all()
    .map(({ subject, value }) => [subject, JSON.parse(value) as Pick<GivenTemplate, 'template' | 'file'>] as const);
  const own = [...new Map([...stored, ...edits])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, given]) => (given ? [{ key: subject.slice('template:'.length), ...given }] : []));
  const taken = new Set(own.map(({ key }) => key));
  const policy = (readSetting(db, 'policy')?.routes ?? []).filter((template) => !taken.has(withoutNames(template)));
  return [
    ...own.map(({ template, file }) => ({ template, file, by: 'person' }) as const),
    ...policy.map((template) => ({ template, file: null, by: 'policy' }) as const),
  ];
}

/** The same, by themselves. */
export const templatesWith = (db: Db, edits = NO_EDITS): string[] =>
  readGivenTemplates(db, edits).map(({ template }) => template);

/** What an action makes of templates, or, undone, leaves of them. */
export function readTemplateEdits(db: Db, actionId: number, at: 'before' | 'after'): TemplateEdits {
  const edits = db.prepare<[number], { subject: string; value: string | null }>(
    `SELECT subject, ${at}_value AS value FROM decision WHERE action_id = ? AND field = 'template' ORDER BY id`,
  );
  return new Map(edits.all(actionId).map(({ subject, value }) => [subject, fromJson(value)]));
}

const withoutNames = (template: string): string => template.replace(/\{[^/{}]*\}/g, '{}');

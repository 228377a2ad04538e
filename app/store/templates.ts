import type { Db } from './database.ts';
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

/** Those of people first, then those of the policy that they leave. */
export function readGivenTemplates(db: Db): GivenTemplate[] {
  const own = db
    .prepare<[], { key: string; value: string }>(
      `SELECT substr(subject, length('template:') + 1) AS key, value FROM decided
       WHERE substr(subject, 1, instr(subject, ':') - 1) = 'template' ORDER BY subject`,
    )
    .all()
    .map(({ key, value }) => ({ key, ...(JSON.parse(value) as Pick<GivenTemplate, 'template' | 'file'>) }));
  const taken = new Set(own.map(({ key }) => key));
  const policy = (readSetting(db, 'policy')?.routes ?? []).filter((template) => !taken.has(withoutNames(template)));
  return [
    ...own.map(({ template, file }) => ({ template, file, by: 'person' }) as const),
    ...policy.map((template) => ({ template, file: null, by: 'policy' }) as const),
  ];
}

const withoutNames = (template: string): string => template.replace(/\{[^/{}]*\}/g, '{}');

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATE_NAMES, TemplateError, type Templates } from './export/templates.ts';

/** A team's templates from their folder; what is not there is the program's. @throws TemplateError without the folder */
export function readTemplates(folder: string | null): Templates {
  if (folder === null || folder === '') return {};
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new TemplateError(`${folder}: there is no such folder with templates`);
  const files = TEMPLATE_NAMES.map((name) => [name, join(folder, name)] as const);
  const there = files.filter(([, path]) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return Object.fromEntries(there.map(([name, path]) => [name, readFileSync(path, 'utf8')]));
}

import { existsSync, readFileSync } from 'node:fs';
import { ZodError, type z } from 'zod';
import { InputError } from './input-error.ts';

/** So many of the things that are wrong with a file are told. */
const MOST_TOLD = 3;

/** Reads a JSON file of a known form. @throws InputError that says what is wrong where; `what` is `a policy` */
export function readJsonFile<Schema extends z.ZodType>(path: string, what: string, schema: Schema): z.output<Schema> {
  if (!existsSync(path)) throw new InputError(`${path}: There is no such file. Check the name and the folder.`);
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new InputError(`${path}: not ${what}: ${reasonOf(error as Error)}`);
  }
}

function reasonOf(error: Error): string {
  if (!(error instanceof ZodError)) return error.message;
  const { issues } = error;
  const more = issues.length > MOST_TOLD ? [`and ${issues.length - MOST_TOLD} more`] : [];
  return [...issues.slice(0, MOST_TOLD).map(issueWords), ...more].join('; ');
}

/** `tables.page_hits: Invalid option: …`; what is wrong with the whole has no place. */
const issueWords = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;

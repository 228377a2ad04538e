import type { ImportFile } from './import-views.ts';

/** For so long a database may well write nothing; a longer gap means that the log is of another time. */
export const QUIET_US = 60_000_000;

/** Request files that lie apart in time from every change log read with them: none of their writes need be in it. */
export function filesApart(files: readonly ImportFile[]): ImportFile[] {
  const read = files.filter(({ state }) => state === 'read' || state === 'damaged');
  const logs = read.filter(({ recognised }) => recognised?.kind === 'changes');
  if (logs.length === 0 || logs.some(({ spanUs }) => spanUs === null)) return [];
  return read.filter((file) => file.recognised?.kind === 'http' && logs.every((log) => areApart(file, log)));
}

const areApart = ({ spanUs: one }: ImportFile, { spanUs: other }: ImportFile): boolean =>
  one !== null && other !== null && Math.max(other[0] - one[1], one[0] - other[1]) > QUIET_US;

/** What a person should know of such a file before believing what is said of its calls. */
export const apartWords = (name: string): string =>
  `${name}: its requests are of another time than the change log. Only ids and equal values can link them; that a call was not seen to write says nothing.`;

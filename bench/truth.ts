import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Source id of a transaction → position of the HAR entry that caused it; null = none did. */
export type Truth = ReadonlyMap<string, number | null>;

interface Recorded {
  readonly entries: readonly { readonly entryIndex: number; readonly changes: readonly { readonly xid: number }[] }[];
  readonly background: readonly { readonly xid: number }[];
}

/** Reads either form: `{"1984": 0}`, or `{entries: [{entryIndex, changes: [{xid}]}], background: [{xid}]}`. */
export function readTruth(file: string): Truth {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  const truth = JSON.parse(text) as Recorded | Record<string, number | null>;
  return isRecorded(truth) ? fromEntries(truth) : new Map(Object.entries(truth));
}

const isRecorded = (truth: object): truth is Recorded => 'entries' in truth && 'background' in truth;

function fromEntries({ entries, background }: Recorded): Truth {
  const truth = new Map<string, number | null>();
  for (const { entryIndex, changes } of entries) for (const { xid } of changes) truth.set(String(xid), entryIndex);
  for (const { xid } of background) truth.set(String(xid), null);
  return truth;
}

import { strToU8, zipSync } from 'fflate';
import type { ExportedFile } from '../../../shared/export-views.ts';

export interface OneFile {
  readonly fileName: string;
  readonly mime: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A single file as it is, several as a ZIP of the name given: hosts save one file at a time. */
export function toOneFile(files: readonly ExportedFile[], zipName: string): OneFile {
  const [only, second] = files;
  if (only && !second) return { fileName: only.fileName, mime: only.mime, content: only.text };
  const entries = files.map(({ fileName, text }) => [fileName, strToU8(text)]);
  return { fileName: zipName, mime: 'application/zip', content: new Uint8Array(zipSync(Object.fromEntries(entries))) };
}

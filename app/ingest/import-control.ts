import type { FileChoice } from '../../shared/import-views.ts';
import type { Bytes } from './format.ts';

/** The person called the import off. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled';
}

/** How the importer hears from outside. */
export interface ImportControl {
  /** The bytes of a file that has no path here. */
  uploaded(fileId: string): Bytes;
  /** What to do with a file that is damaged or could be read in several ways; rejects with ImportCancelled. */
  choice(fileId: string): Promise<FileChoice>;
  /** Throws ImportCancelled once the person has called it off. */
  check(): void;
}

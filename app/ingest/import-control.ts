import type { Bytes } from './format.ts';

/** The person called the import off. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled';
}

/** How the importer hears from outside. */
export interface ImportControl {
  /** The bytes of a file that has no path here. */
  uploaded(fileId: string): Bytes;
  /** What to do with a damaged file; rejects with ImportCancelled. */
  choice(fileId: string): Promise<'keep' | 'leave-out'>;
  /** Throws ImportCancelled once the person has called it off. */
  check(): void;
}

/** A refused input arrives as the checker's list of faults, in JSON: nothing for people. */
const isFaultList = (message: string): boolean => /^\[\s*\{/.test(message);

/** What went wrong, for people. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error) || !error.message) return 'It did not work, and no reason was given.';
  return isFaultList(error.message) ? 'What was given has not the form that is asked for.' : error.message;
}

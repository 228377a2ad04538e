/** What went wrong, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'It did not work, and no reason was given.';
}

/**
 * Work that rests at each `yield`, done again from its beginning where it fails because what it reads has changed
 * meanwhile: what its first pieces found may be gone when the last ones look for it.
 */
export function* steadily<T>(version: () => string, make: () => Generator<void, T, void>): Generator<void, T, void> {
  for (;;) {
    const of = version();
    try {
      return yield* make();
    } catch (error) {
      if (version() === of) throw error;
    }
  }
}

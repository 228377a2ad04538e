/** A table to look words up in that come from outside: without the words of its prototype, such as `constructor`. */
export const lookup = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, entries);

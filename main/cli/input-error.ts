/** Input that could not be used; the message is one line `FILE: reason` a file, with its place where it has one. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

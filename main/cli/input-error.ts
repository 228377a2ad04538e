/** Input that could not be used; the message is one line `FILE: reason (position)` a file. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

import { NotFound } from './calls.ts';

export const NO_PAIR = 'These are not two runs of this workspace, the later one first';
export const NO_ENDPOINT = 'This endpoint is not in this workspace';
export const NO_RUN = 'This run is not in this workspace';

/** The answer, where there is one. @throws NotFound with what is missing, and where to look */
export function found<T>(value: T | null, message: string, hint = 'It may have been removed with its run'): T {
  if (value === null) throw new NotFound(`${message}. ${hint}.`);
  return value;
}

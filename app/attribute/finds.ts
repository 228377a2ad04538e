/** Where an exchange holds a value; `first` = its response is the first message of the run that holds it. */
export const FINDS = ['nowhere', 'path', 'query', 'body', 'header', 'token', 'first', 'response'] as const;
export type Find = (typeof FINDS)[number];
export const FIRST: number = FINDS.indexOf('first');
export const RESPONSE: number = FINDS.indexOf('response');

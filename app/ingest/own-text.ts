/** A part of a text keeps the whole text in memory; a copy does not. */
export const ownText = (part: string): string => Buffer.from(part).toString();

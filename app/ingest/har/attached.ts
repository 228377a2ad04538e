import type { Attachments } from '../format.ts';
import { isObject, type Json, type JsonObject } from '../lossless.ts';
import { fileOf, mayBeText } from './bodies.ts';
import { objectAt, textAt } from './fields.ts';

/** Whether a body of an entry is kept in a file of its own. */
export const hasAttached = (entry: Json | undefined): entry is JsonObject =>
  isObject(entry) &&
  (fileOf(objectAt(objectAt(entry, 'request'), 'postData')) ??
    fileOf(objectAt(objectAt(entry, 'response'), 'content'))) !== null;

/**
 * Puts the bodies into an entry that Playwright keeps in files of their own. What is not text stays outside; what is
 * not there is missing.
 */
export async function withAttached(entry: JsonObject, attachments: Attachments): Promise<JsonObject> {
  const request = objectAt(entry, 'request');
  const response = objectAt(entry, 'response');
  const sent = fileOf(objectAt(request, 'postData'));
  const answered = fileOf(objectAt(response, 'content'));
  if (sent === null && answered === null) return entry;
  return {
    ...entry,
    request: sent === null ? request : await withBody(request, 'postData', sent, attachments),
    response: answered === null ? response : await withBody(response, 'content', answered, attachments),
  };
}

async function withBody(
  message: JsonObject,
  name: 'postData' | 'content',
  file: string,
  attachments: Attachments,
): Promise<JsonObject> {
  const part = objectAt(message, name);
  if (!mayBeText(textAt(part, 'mimeType') ?? '')) return message;
  const bytes = await attachments.read(file);
  if (!bytes) return message;
  return { ...message, [name]: { ...part, text: Buffer.from(bytes).toString('base64'), encoding: 'base64' } };
}

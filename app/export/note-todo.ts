import type { RuleId } from '../../shared/words.ts';
import { code, list, paragraphs, plain } from './markdown.ts';
import type { NoteFinding } from './note-input.ts';
import { callOf, proposedCall } from './wording.ts';

/** What a client's developers do: in general, and where they poll, cache or retry. */
export const whatToDo = (finding: NoteFinding): string =>
  READS.has(finding.rule) ? forReads(finding) : forWrites(finding);

/** Rules about calls that should only read. */
export const READS: ReadonlySet<RuleId> = new Set(['safe-method-writes', 'cached-side-effect', 'telemetry-read-back']);

function forReads({ endpoint, tables }: NoteFinding): string {
  const read = code(callOf(endpoint));
  const write = code(proposedCall(endpoint, tables));
  return paragraphs([
    '### What to do in your client',
    list([
      `You only use the answer of ${read}: nothing.`,
      `You rely on the effect: send ${write} once each time you mean it, and not once per read.`,
      `Polling and refreshing: read as often as the response's cache headers allow; it will leave no rows behind.`,
      `Caching: the read may be cached from the switch on. Never take a cached read for a done write.`,
      `Retries: repeat the read freely. Repeat ${write} only with the same idempotency key, or when you know that it failed.`,
      `Prefetch and link previews: they stop setting off the write. A link that people open from a mail should lead to a page that sends the write on their click.`,
    ]),
  ]);
}

const RETRIES: Readonly<Partial<Record<RuleId, string>>> = {
  'put-not-idempotent':
    'until the switch do not repeat the PUT by itself, because each repeat adds; from then on repeat it freely.',
  'put-partial': 'repeat a PATCH with the ETag that you read; after 412 read again and apply your change anew.',
  'put-split-ownership': 'repeat a PATCH with the ETag that you read; after 412 read again and apply your change anew.',
  'put-shared-state': 'repeat a PATCH with the ETag that you read; after 412 read again and apply your change anew.',
  'patch-unconditional': 'send the ETag that you read as If-Match; after 412 read again and apply your change anew.',
  'delete-side-effects':
    'until the switch do not repeat the DELETE by itself; from then on a 404 says that it was done.',
  'failed-call-writes':
    'until the switch a refused call may have changed something, so read before you repeat it; from then on repeat it freely.',
  'duplicate-post':
    'repeat with the same Idempotency-Key; until the switch look first whether the first call was done.',
};

const forWrites = ({ rule, texts }: NoteFinding): string =>
  paragraphs([
    '### What to do in your client',
    list([
      'Polling: reads are not concerned.',
      'Caching: throw away what you cached of this resource after each write, and keep the ETag of what you read.',
      `Retries: ${RETRIES[rule] ?? 'as before.'}`,
    ]),
    `**What service and clients do together.** ${plain(texts.remedy)}`,
  ]);

import { createReadStream } from 'node:fs';
import type { AttributableExchange, AttributableTransaction } from '../app/attribute/model.ts';
import { createTemplater, withOperation } from '../app/audit/route-templates.ts';
import { detect } from '../app/ingest/detect.ts';
import { createMasker, type Masker } from '../app/ingest/mask.ts';
import { type CaptureRecord, peek, readCapture } from '../app/ingest/read-capture.ts';
import { unpack } from '../app/ingest/unpack.ts';
import { exchangeValues, rowMarks, transactionValues } from '../app/ingest/values.ts';
import type { Change, Exchange, Transaction } from '../shared/records.ts';
import { isSafe } from '../shared/words.ts';

/** A transaction with its changes in full. */
export interface BenchTransaction extends AttributableTransaction {
  readonly changes: readonly (Change & { readonly marks: readonly string[] })[];
}

/** A run as attribution takes it. An exchange's id is its position in the HAR, a transaction's that in `sourceIds`. */
export interface BenchRun {
  readonly exchanges: readonly AttributableExchange[];
  readonly transactions: readonly BenchTransaction[];
  readonly sourceIds: readonly string[];
}

/** Reads a HAR and a change log through the program's own readers, without a workspace. */
export async function readRun(har: string, log: string): Promise<BenchRun> {
  const masker = createMasker(new Uint8Array(32));
  const exchanges: Exchange[] = [];
  for await (const record of recordsOf(har, masker)) if (record.type === 'exchange') exchanges.push(record.exchange);
  const transactions: Transaction[] = [];
  for await (const record of recordsOf(log, masker))
    if (record.type === 'transaction' && record.transaction.changes.length > 0) transactions.push(record.transaction);
  const resolutionUs = transactions.every(isWholeSecond) ? 1_000_000 : 1;
  return {
    exchanges: toAttributable(exchanges.filter(({ reached }) => reached !== 'no')),
    transactions: transactions.map((transaction, id) => ({
      id,
      log: 0,
      time: transaction.time && { ...transaction.time, resolutionUs },
      keys: transaction.context.flatMap(({ keys }) => keys),
      changes: transaction.changes.map((change) => ({ ...change, marks: rowMarks(change) })),
      values: transactionValues(transaction, masker.maskValue),
    })),
    sourceIds: transactions.map(({ sourceId }) => sourceId),
  };
}

const isWholeSecond = ({ time }: Transaction) => time === null || time.us % 1_000_000 === 0;

async function* recordsOf(file: string, masker: Masker): AsyncGenerator<CaptureRecord> {
  const { head, bytes } = await peek(unpack(createReadStream(file)));
  const found = detect(head);
  if (found.type !== 'one') throw new Error(`${file}: not a capture`);
  yield* readCapture(found.format, bytes, masker);
}

function toAttributable(exchanges: readonly Exchange[]): AttributableExchange[] {
  const template = createTemplater(exchanges, []);
  const routeOf = ({ method, path, operation }: Exchange) => withOperation(template(method, path), operation);
  return exchanges.map((exchange) => ({
    id: exchange.index,
    endpoint: `${exchange.method} ${exchange.origin} ${routeOf(exchange)}`,
    safe: isSafe({ method: exchange.method, route: routeOf(exchange) }),
    status: exchange.status,
    startUs: exchange.startUs,
    endUs: exchange.endUs,
    serverFromUs: exchange.serverFromUs,
    serverToUs: exchange.serverToUs,
    keys: exchange.keys,
    values: exchangeValues(exchange),
  }));
}

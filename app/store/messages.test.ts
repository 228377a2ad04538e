import { expect, test } from 'vitest';
import type { Exchange } from '../../shared/records.ts';
import { PLAIN_EXCHANGE } from '../ingest/exchange-for-tests.ts';
import { createCaptureWriter } from './capture-writer.ts';
import { createCapture, createRun, deleteCapture } from './captures.ts';
import { type Db, openDatabase } from './database.ts';
import { createContentReader } from './messages.ts';
import { readExchanges } from './records.ts';

const message = (text: string) => ({
  headers: [['x-name', 'two\nlines']] as const,
  body: { mime: 'text/plain', text, size: text.length, state: 'full' as const },
});

const exchangeOf = (index: number, text: string): Exchange => ({
  ...PLAIN_EXCHANGE,
  index,
  path: `/${index}`,
  request: message(`${index} sent`),
  response: message(text),
});

function write(db: Db, texts: readonly string[]): number {
  const capture = createCapture(db, createRun(db, 0), { name: 'a.har', kind: 'http', format: 'har' });
  const writer = createCaptureWriter(db, capture);
  for (const [index, text] of texts.entries()) writer.addExchange(exchangeOf(index, text));
  writer.flush();
  return capture;
}

test.each([1, 15, 16, 17, 900])('%i contents come back under their own exchange', (count) => {
  const db = openDatabase(':memory:');
  const texts = Array.from({ length: count }, (_, at) => `answer ${at}\n\u2028"${'x'.repeat((at * 37) % 20_000)}`);
  write(db, texts);
  const read = [...readExchanges(db, [1])];
  expect(read.map(({ response }) => response.body?.text)).toEqual(texts);
  expect(read.map(({ request }) => request.body?.text)).toEqual(texts.map((_, at) => `${at} sent`));
  const readContent = createContentReader(db);
  expect(readContent(count)?.response.body?.text).toBe(texts.at(-1));
  expect(readContent(1)?.response.body?.text).toBe(texts[0]);
  expect(readContent(count + 1)).toBeNull();
});

test('a capture that goes takes its contents along and no other', () => {
  const db = openDatabase(':memory:');
  const first = write(db, ['one', 'two']);
  write(db, ['three']);
  deleteCapture(db, first);
  const readContent = createContentReader(db);
  expect([1, 2, 3].map((id) => readContent(id)?.response.body?.text)).toEqual([undefined, undefined, 'three']);
});

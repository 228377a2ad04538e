import { expect, test } from 'vitest';
import { bytesOf } from '../fixture-files.ts';
import { CsvReader, type CsvScanned, cellsOf } from './csv.ts';

function read(text: string, size = 3): CsvScanned[] {
  const reader = new CsvReader();
  const bytes = bytesOf(text);
  const scanned: CsvScanned[] = [];
  for (let at = 0; at < bytes.length; at += size) scanned.push(...reader.take(bytes.subarray(at, at + size)));
  return [...scanned, ...reader.end()];
}

const texts = (row: CsvScanned | undefined) => (row?.type === 'row' ? row.cells.map((cell) => cell.text) : row);

test('cells hold delimiters, quotes and line breaks', () => {
  const rows = read('a,"b,""c""\r\nd",\r\nä,2,3');
  expect(rows.map(texts)).toEqual([
    ['a', 'b,"c"\r\nd', ''],
    ['ä', '2', '3'],
  ]);
  expect(rows.map((row) => row.offset)).toEqual([0, 17]);
});

test('an empty text is told from nothing', () => {
  expect(cellsOf('"",,x').map((cell) => cell.quoted)).toEqual([true, false, false]);
});

test('a quote that is never closed is a cut, with the place of its row', () => {
  expect(read('a,b\n1,"x\n2,y\n')[1]).toEqual({ type: 'cut', offset: 4, reason: 'the file ends inside a quoted cell' });
});

test('blank lines are no rows', () => {
  expect(read('a\n\nb\n').map(texts)).toEqual([['a'], ['b']]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { detect } from '../../detect.ts';
import { bytesOf } from '../../fixture-files.ts';

const folder = fileURLToPath(new URL('./without-rows/', import.meta.url));
const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'));

describe('a binary log that was printed without its rows', () => {
  test.each(texts)('%s is refused, with the command that prints them', (name) => {
    const detection = detect(readFileSync(folder + name));
    if (detection.type !== 'none') throw new Error(`taken for ${detection.type}`);
    expect(detection.reason).toMatch(name.includes('short') ? /short form/ : /printed without -v/);
    expect(detection.reason).toContain('mysqlbinlog -vv --base64-output=DECODE-ROWS');
  });

  test('nothing but its head, as a connection that failed leaves it', () => {
    const detection = detect(bytesOf('/*!50530 SET @@SESSION.PSEUDO_SLAVE_MODE=1*/;\nDELIMITER /*!*/;\n'));
    expect(detection).toMatchObject({ type: 'none', reason: expect.stringMatching(/stands no event/) });
  });
});

import { describe, expect, test } from 'vitest';
import { bytesOf, collect, inPieces } from '../../fixture-files.ts';
import { format } from '../../formats/mysqlbinlog.ts';
import { createMasker } from '../../mask.ts';
import { type CaptureRecord, readCapture } from '../../read-capture.ts';

/** After mysqlbinlog's source (log_event.cc): the lines that it prints for one transaction. */
const transaction = (id: number, rows: readonly string[], event = 'Update_rows_partial'): string[] => [
  `# at ${id}`,
  `#261128 16:05:45 server id 1  end_log_pos ${id} CRC32 0x0 \tGTID\tlast_committed=0\timmediate_commit_timestamp=17958999451287${id}`,
  `SET @@SESSION.GTID_NEXT= 'aaaa:${id}'/*!*/;`,
  `#261128 16:05:45 server id 1  end_log_pos ${id} CRC32 0x0 \tQuery\tthread_id=27\texec_time=0\terror_code=0`,
  'BEGIN',
  '/*!*/;',
  `#261128 16:05:45 server id 1  end_log_pos ${id} CRC32 0x0 \tTable_map: \`shop\`.\`items\` mapped to number 193`,
  '# Columns(`id` INT NOT NULL,',
  '#         `qty` INT,',
  '#         `meta` JSON)',
  '# Primary Key(id)',
  `#261128 16:05:45 server id 1  end_log_pos ${id} CRC32 0x0 \t${event}: table id 193 flags: STMT_END_F`,
  ...rows.map((row) => `### ${row}`),
  `#261128 16:05:45 server id 1  end_log_pos ${id} CRC32 0x0 \tXid = ${id}`,
  'COMMIT/*!*/;',
];

async function read(lines: readonly string[]): Promise<CaptureRecord[]> {
  const bytes = bytesOf(`${lines.join('\n')}\n`);
  return collect(readCapture(format, inPieces(bytes, 7), createMasker(new Uint8Array(32))));
}

const changesIn = (records: readonly CaptureRecord[]) =>
  records.flatMap((record) => (record.type === 'transaction' ? record.transaction.changes : []));

const INSERTED = ['INSERT INTO `shop`.`items`', 'SET', '  @1=1', '  @2=5', `  @3='{"a": 1}'`];

describe('JSON values of which the log holds parts (binlog_row_value_options = PARTIAL_JSON)', () => {
  test('are unknown after the change, also to what comes later', async () => {
    const [, partial, later] = changesIn(
      await read([
        ...transaction(11, INSERTED, 'Write_rows'),
        ...transaction(12, [
          'UPDATE `shop`.`items`',
          'WHERE',
          '  @1=1',
          'SET',
          '  @3=JSON_ARRAY_INSERT(',
          "     JSON_REPLACE(@3, '$.a', 2),",
          "     '$.b[0]', 'x') /* JSON meta=4 nullable=1 is_null=0 */",
        ]),
        ...transaction(13, ['UPDATE `shop`.`items`', 'WHERE', '  @1=1', 'SET', '  @2=6'], 'Update_rows'),
      ]),
    );
    expect(partial).toMatchObject({ after: { id: 1, meta: { notCaptured: 'part' } }, changed: ['meta'] });
    expect(later).toMatchObject({ before: { id: 1, qty: 5, meta: { notCaptured: 'part' } }, changed: ['qty'] });
  });

  test('of which no part was set did not change', async () => {
    const records = await read([
      ...transaction(11, INSERTED, 'Write_rows'),
      ...transaction(12, ['UPDATE `shop`.`items`', 'WHERE', '  @1=1', 'SET', '  @2=6', '  @3=@3']),
      ...transaction(13, [
        'UPDATE `shop`.`items`',
        'WHERE',
        '  @1=1 /* INT meta=0 nullable=0 is_null=0 */',
        '  @2=6 /* INT meta=0 nullable=1 is_null=0 */',
        `  @3='{"a": 1}' /* JSON meta=4 nullable=1 is_null=0 */`,
        'SET',
        '  @1=1 /* INT meta=0 nullable=0 is_null=0 */',
        '  @2=7 /* INT meta=0 nullable=1 is_null=0 */',
        '  @3=@3 /* JSON meta=4 nullable=1 is_null=0 */',
      ]),
    ]);
    const [, minimal, full] = changesIn(records);
    expect(minimal).toMatchObject({ after: { id: 1, qty: 6 }, changed: ['qty'] });
    expect(full).toMatchObject({ after: { id: 1, qty: 7, meta: '{"a": 1}' }, changed: ['qty'] });
  });
});

describe('a log that tells nothing of rows is no quiet log', () => {
  test('its rows begin to be missing behind what is looked at first', async () => {
    const records = await read(transaction(11, [], 'Write_rows'));
    expect(records.at(-1)).toMatchObject({ type: 'damage', reason: expect.stringMatching(/printed without -v/) });
  });

  test('it holds statements', async () => {
    const lines = transaction(11, [], 'Intvar').toSpliced(6, 6, 'UPDATE items SET qty = 1', '/*!*/;');
    const header = lines[3] as string;
    const records = await read(lines.toSpliced(6, 0, header));
    expect(records.at(-1)).toMatchObject({ type: 'damage', reason: expect.stringMatching(/1 statements instead/) });
  });
});

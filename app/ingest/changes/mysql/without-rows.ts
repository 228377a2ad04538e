/** A line that stands before an event. */
const EVENT = /^#\d{6} {1,2}\d{1,2}:\d\d:\d\d server id \d+ /m;
const BANNER = /^\/\*!50530 SET @@SESSION\.PSEUDO_SLAVE_MODE=1\*\/;/m;
/** `Write_rows`, `Update_rows_partial`, MariaDB's `Delete_compressed_rows`. */
const ROWS_EVENT = /\t(?:Write|Update|Delete)_\w*rows/;
const PRINTED_ROW = /^### (?:INSERT INTO|UPDATE|DELETE FROM) /m;

/** Whether a file begins as mysqlbinlog and mariadb-binlog print. */
export const isBinlogText = (head: string): boolean => EVENT.test(head) || BANNER.test(head);

/** Whether a line names an event that holds rows. */
export const isRowsEvent = (line: string): boolean => ROWS_EVENT.test(line);

const AGAIN =
  'Print the log again with mysqlbinlog -vv --base64-output=DECODE-ROWS --print-table-metadata (mariadb-binlog takes the same), and drop that';

/**
 * Why the rows of a binary log cannot stand in its text; null where they do, or where the beginning does not tell.
 * Such a log must not be read: what it does not show would look as if it had not been written.
 */
export function whyWithoutRows(head: string): string | null {
  if (!isBinlogText(head) || PRINTED_ROW.test(head)) return null;
  if (!EVENT.test(head))
    return /^(?:BEGIN|COMMIT)/m.test(head)
      ? `This is the short form of mysqlbinlog, which holds no rows. ${AGAIN}.`
      : `In this text of mysqlbinlog stands no event. ${AGAIN}.`;
  if (!ROWS_EVENT.test(head)) return null;
  return `This is a binary log that was printed without -v: its rows stand in base64 or are left out. ${AGAIN}.`;
}

/** What the log tells of without its rows. */
export class UntoldRows {
  /** Events that hold rows. */
  events = 0;
  /** Statements that write, in a log that is not row-based. */
  statements = 0;
  /** Transactions. */
  begun = 0;

  /** Where nothing tells of rows, nothing shows that none were written: the file is not to pass for a quiet log. */
  damage(printed: number): string | null {
    if (printed > 0) return null;
    if (this.events > 0)
      return `the log was printed without -v: the rows of ${this.events} events are not in this text; print it with -vv --base64-output=DECODE-ROWS`;
    return this.statements > 0
      ? `the log holds ${this.statements} statements instead of rows, which need binlog_format = ROW`
      : null;
  }

  *remarks(printed: number): Generator<string> {
    if (printed + this.statements + this.events === 0 && this.begun > 0)
      yield 'No rows stand in this text. Print the log with -vv --base64-output=DECODE-ROWS, and not in its short form.';
    if (this.statements > 0)
      yield `Statements instead of rows, left out: ${this.statements}. Rows need binlog_format = ROW.`;
  }
}

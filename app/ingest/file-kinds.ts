/** Files that people drop by mistake, or in a packing that is not read: named, with what to do. */
interface Kind {
  readonly begins: readonly number[] | string | RegExp;
  readonly says: string;
}

const KINDS: readonly Kind[] = [
  {
    begins: 'PK\x03\x04',
    says: 'This is a ZIP archive inside another. Unpack it and drop the capture that is inside.',
  },
  { begins: [0x89, 0x50, 0x4e, 0x47], says: 'This is a PNG picture, not a capture.' },
  { begins: [0xff, 0xd8, 0xff], says: 'This is a JPEG picture, not a capture.' },
  { begins: 'GIF8', says: 'This is a GIF picture, not a capture.' },
  { begins: '%PDF', says: 'This is a PDF document, not a capture.' },
  {
    begins: 'SQLite format 3\0',
    says: 'This is an SQLite database. Workspaces are opened with --workspace; captures are HAR files and change logs.',
  },
  {
    begins: [0xfe, 0x62, 0x69, 0x6e],
    says: 'This is a raw MySQL or MariaDB binary log. Print it with mysqlbinlog -v --base64-output=DECODE-ROWS, and drop that.',
  },
  { begins: [0x28, 0xb5, 0x2f, 0xfd], says: 'This is a zstd archive. Unpack it first; gzip can be dropped as it is.' },
  { begins: 'BZh', says: 'This is a bzip2 archive. Unpack it first; gzip can be dropped as it is.' },
  {
    begins: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    says: 'This is an xz archive. Unpack it first; gzip can be dropped as it is.',
  },
  {
    begins: /^\s*\{\s*_id: \{\s*_data: '|^\s*\{[^"]{0,200}operationType: '/,
    says: 'These are change events as mongosh shows them, which is JavaScript. Print them with EJSON.stringify(event).',
  },
  { begins: 'PAR1', says: 'This is a Parquet file, which is not read.' },
  {
    begins: /^\s*<(?:!doctype html|html)/i,
    says: 'This is an HTML page, not a capture. Was a log-in page saved in its place?',
  },
  { begins: /^\s*<\?xml/i, says: 'This is an XML file, not a capture.' },
  {
    // psql centres the column's name over lines as wide as the widest record.
    begins: /^ {200,}|^ *(?:lsn *\| *xid *\| *)?data *\r?\n-/,
    says: 'This is a table as psql prints it, and what it holds does not show. Write the log with psql -XAt, or with pg_recvlogical.',
  },
];

/** What a file is that is no capture; null where its beginning tells nothing. */
export function knownOther(head: Uint8Array): string | null {
  const text = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  return KINDS.find(({ begins }) => matches(begins, head, text))?.says ?? null;
}

function matches(begins: Kind['begins'], head: Uint8Array, text: string): boolean {
  if (typeof begins === 'string') return text.startsWith(begins);
  if (begins instanceof RegExp) return begins.test(text);
  return begins.every((byte, at) => head[at] === byte);
}

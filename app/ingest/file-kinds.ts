/** Files that people drop by mistake, or in a packing that is not read: named, with what to do. */
interface Kind {
  readonly begins: readonly number[] | string | RegExp;
  readonly says: string;
}

const unpackFirst = (what: string, command: string): string =>
  `This is ${what}, which is not unpacked here. Unpack it (${command}) and drop what is inside; gzip, zstd and ZIP are read as they are.`;

const KINDS: readonly Kind[] = [
  {
    begins: 'PK\x03\x04',
    says: 'This is a ZIP in a ZIP that is in a ZIP. Unpack it and drop the captures that are inside.',
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
  {
    begins: [0x28, 0xb5, 0x2f, 0xfd],
    says: `This is a zstd file, which Node ${process.versions.node} does not unpack (22.15 and newer do). Unpack it first (unzstd FILE).`,
  },
  { begins: 'BZh', says: unpackFirst('a bzip2 file', 'bunzip2 FILE') },
  { begins: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], says: unpackFirst('an xz file', 'unxz FILE') },
  { begins: [0x5d, 0x00, 0x00], says: unpackFirst('an LZMA file', 'unlzma FILE') },
  { begins: [0x04, 0x22, 0x4d, 0x18], says: unpackFirst('an LZ4 file', 'unlz4 FILE') },
  { begins: [0x1f, 0x9d], says: unpackFirst('a file of compress', 'uncompress FILE') },
  { begins: 'LZIP', says: unpackFirst('an lzip file', 'lzip -d FILE') },
  { begins: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], says: unpackFirst('a 7z archive', '7z x FILE') },
  { begins: 'Rar!', says: unpackFirst('a RAR archive', 'unrar x FILE') },
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

/** The name of the first file, its mode and so on; `ustar` since 1988. */
const TAR = /^[^\0]{1,100}\0[\s\S]{156,255}ustar/;

/** Why a file is not looked at any closer, though what it holds may look like a capture. */
export const archiveOf = (head: Uint8Array): string | null =>
  TAR.test(latin1(head)) ? unpackFirst('a tar archive', 'tar -xf FILE') : null;

/** What a file is that is no capture; null where its beginning tells nothing. */
export function knownOther(head: Uint8Array): string | null {
  const text = latin1(head);
  return KINDS.find(({ begins }) => matches(begins, head, text))?.says ?? null;
}

const latin1 = (head: Uint8Array): string => Buffer.from(head.subarray(0, 4096)).toString('latin1');

function matches(begins: Kind['begins'], head: Uint8Array, text: string): boolean {
  if (typeof begins === 'string') return text.startsWith(begins);
  if (begins instanceof RegExp) return begins.test(text);
  return begins.every((byte, at) => head[at] === byte);
}

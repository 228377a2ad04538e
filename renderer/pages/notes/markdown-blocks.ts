/** The Markdown that the notes are written in, and no more: every block stands between empty lines. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

const FENCE = /^(`{3,})[^`]*$/;
const HEADING = /^(#{1,6}) (.*)$/;
const ITEM = /^- (.*)$/;
const TABLE_LINE = /^\|.*\|$/;
const TABLE_RULE = /^\|(?: *:?-+:? *\|)+$/;

/** Cuts a text into blocks. What is none of the above is a paragraph; nothing is lost. */
export function parseBlocks(markdown: string): Block[] {
  return groupsOf(markdown.split('\n')).map(toBlock);
}

/** Lines that belong together: a fenced block whole, otherwise up to the next empty line. */
function groupsOf(lines: readonly string[]): string[][] {
  const groups: string[][] = [];
  let group: string[] = [];
  let fence: string | null = null;
  const end = () => {
    if (group.length > 0) groups.push(group);
    group = [];
  };
  for (const line of lines) {
    if (fence === null && line.trim() === '') {
      end();
      continue;
    }
    const opens: string | undefined = fence === null ? FENCE.exec(line)?.[1] : undefined;
    if (opens !== undefined) end();
    group.push(line);
    if (opens !== undefined) fence = opens;
    else if (line === fence) {
      fence = null;
      end();
    }
  }
  end();
  return groups;
}

function toBlock(lines: readonly string[]): Block {
  const [first = '', second = ''] = lines;
  const fence = FENCE.exec(first)?.[1];
  if (fence !== undefined) return { kind: 'code', lines: lines.slice(1, lines.at(-1) === fence ? -1 : undefined) };
  const heading = HEADING.exec(first);
  if (heading && lines.length === 1) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  if (lines.every((line) => ITEM.test(line))) return { kind: 'list', items: lines.map((line) => line.slice(2)) };
  if (lines.every((line) => TABLE_LINE.test(line)) && TABLE_RULE.test(second)) {
    return { kind: 'table', head: cellsOf(first), rows: lines.slice(2).map(cellsOf) };
  }
  return { kind: 'paragraph', text: lines.join(' ') };
}

/** `| a | b \| c |` is a and `b | c`: a pipe inside a cell is written with a backslash, also inside code. */
function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

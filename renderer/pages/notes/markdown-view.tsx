import type { ReactNode } from 'react';
import { pairIn } from './before-after.ts';
import { type Block, parseBlocks } from './markdown-blocks.ts';
import { type Inline, parseInline } from './markdown-inline.ts';
import classes from './markdown-view.module.css';

/** Only addresses of the web become links; anything else is shown as its text. */
const isWeb = (href: string) => /^https?:\/\//.test(href);

function Part({ part }: { part: Inline }): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code className={classes.inlineCode}>{part.text}</code>;
    case 'strong':
      return (
        <strong>
          <Parts parts={part.parts} />
        </strong>
      );
    case 'link':
      if (!isWeb(part.href)) return <Parts parts={part.parts} />;
      return (
        <a href={part.href} target="_blank" rel="noreferrer">
          <Parts parts={part.parts} />
        </a>
      );
  }
}

function Parts({ parts }: { parts: readonly Inline[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
  return parts.map((part, i) => <Part key={i} part={part} />);
}

const Text = ({ text }: { text: string }) => <Parts parts={parseInline(text)} />;

/** The page's h1 and h2 stand outside, so a chapter begins with h2. */
function Heading({ level, text }: { level: number; text: string }) {
  const Tag = level <= 2 ? 'h2' : 'h3';
  return (
    <Tag className={level <= 2 ? classes.title : classes.subtitle}>
      <Text text={text} />
    </Tag>
  );
}

function Table({ head, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              <Text text={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one text, in their order
          <tr key={i}>
            {cells.map((cell, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <td key={j}>
                <Text text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level} text={block.text} />;
    case 'paragraph':
      return (
        <p className={classes.paragraph}>
          <Text text={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul className={classes.list}>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items of one text, in their order
            <li key={i}>
              <Text text={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table {...block} />;
    case 'code':
      return <pre className={classes.code}>{block.lines.join('\n')}</pre>;
  }
}

/** A call as it is today and as it will be: side by side where there is room. */
function BeforeAndAfter({ before, after }: { before: readonly Block[]; after: readonly Block[] }) {
  return (
    <div className={classes.pair}>
      {[before, after].map((side, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sides, in their order
        <div key={i}>
          <Blocks blocks={side} />
        </div>
      ))}
    </div>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text, in their order
  return blocks.map((block, i) => <BlockView key={i} block={block} />);
}

/** Markdown of the notes as elements; text can never become markup of the page. */
export function MarkdownView({ markdown }: { markdown: string }) {
  const blocks = parseBlocks(markdown);
  const pair = pairIn(blocks);
  if (!pair) return <Blocks blocks={blocks} />;
  return (
    <>
      <Blocks blocks={blocks.slice(0, pair.from)} />
      <BeforeAndAfter before={blocks.slice(pair.from, pair.middle)} after={blocks.slice(pair.middle, pair.to)} />
      <Blocks blocks={blocks.slice(pair.to)} />
    </>
  );
}

import markdownIt from 'markdown-it';
import { pairsIn } from './html-pair.ts';
import { anchorsOf } from './markdown.ts';
import { renderTemplate, type Templates } from './templates.ts';

/** Markup in the text stays text: what stands in a note may come from a capture. */
const markdown = markdownIt({ html: false, linkify: false });
// Notes link to their own chapters and to tickets; nothing else may become a link or load anything.
markdown.validateLink = (url: string) => /^(?:#|https?:\/\/)/i.test(url);
markdown.disable('image');

/** A document as one HTML file that needs no other, loads nothing and prints well. */
export function toHtml(text: string, templates: Templates): string {
  const tokens = markdown.parse(text, {});
  const chapters = tokens.flatMap((token, at) =>
    token.type === 'heading_open' && token.tag === 'h2' ? [{ token, text: tokens[at + 1]?.content ?? '' }] : [],
  );
  const anchors = anchorsOf(chapters.map((chapter) => unescaped(chapter.text)));
  for (const [at, { token }] of chapters.entries()) token.attrSet('id', anchors[at] ?? '');
  const heading = tokens.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h1');
  const title = unescaped(tokens[heading + 1]?.content ?? 'Migration notes');
  const content = rendered(tokens);
  return renderTemplate('notes.html', { title: escaped(title), content, style: STYLE }, templates);
}

type Tokens = ReturnType<typeof markdown.parse>;

/** The calls before and after stand side by side where there is room, as they do in the program. */
function rendered(tokens: Tokens): string {
  const render = (from: number, to?: number) => markdown.renderer.render(tokens.slice(from, to), markdown.options, {});
  let done = 0;
  const parts = pairsIn(tokens).map(({ from, middle, to }) => {
    const before = render(done, from);
    done = to;
    return `${before}<div class="pair">\n<div>\n${render(from, middle)}</div>\n<div>\n${render(middle, to)}</div>\n</div>\n`;
  });
  return `${parts.join('')}${render(done)}`;
}

const unescaped = (text: string): string =>
  text.replace(/\\([\\`*_[\]|~])/g, '$1').replace(/&(lt|gt|amp);/g, (_, name) => SIGNS[String(name)] ?? '');

const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Reads well at 60 to 75 signs a line, in both colour schemes; on paper a note begins on a page of its own. */
const STYLE = `:root { color-scheme: light dark; --text: #1c2129; --soft: #59626f; --line: #d9dde3; --fill: #f3f4f7; --link: #3346c4; --page: #fff; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ee; --soft: #a6b0bd; --line: #343c49; --fill: #1f2530; --link: #a9b5ff; --page: #14181f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 .75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p, ul, pre, table { margin: 0 0 .85rem; }
ul { padding-left: 1.25rem; }
li { margin: .2rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, "JetBrains Mono", Menlo, Consolas, monospace; font-size: .875em; }
:not(pre) > code { background: var(--fill); padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--fill); padding: .75rem .9rem; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 0 1rem; }
.pair > div { min-width: 0; }
.pair p { margin-bottom: .4rem; color: var(--soft); }
@media print {
  :root { color-scheme: light; --text: #000; --soft: #444; --line: #bbb; --fill: #f3f4f7; --link: #000; --page: #fff; }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2 { break-before: page; border-top: 0; padding-top: 0; margin-top: 0; }
  h2#contents { break-before: auto; margin-top: 1.5rem; }
  h2, h3 { break-after: avoid; }
  pre, table, li, .pair { break-inside: avoid; }
  pre { border: 1px solid var(--line); }
  a { text-decoration: none; }
}`;

/** Light colours on the screen as on paper; what is coloured says its word as well. */
export const SUMMARY_STYLE = `:root { color-scheme: light; --text: #151a22; --soft: #454e5c; --line: #d9dde3; --broken: #cf4a1f; --unsure: #b98200; --holds: #0e8070; --exception: #7e55cc; --regressed: #c42c6c; --accent: #3b4fc9; --grey: #858f9e; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--text); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; break-after: avoid; }
p { margin: 0 0 .6rem; color: var(--soft); }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); margin: 1.25rem 0 0; border: 1px solid var(--line); border-radius: 8px; }
.figures div { padding: .6rem .9rem; border-left: 1px solid var(--line); }
.figures div:first-child { border-left: 0; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; }
.figures strong { display: block; font-size: 1.7rem; line-height: 1.2; }
.figures span { color: var(--soft); font-size: .85rem; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 0; font-size: .9rem; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
th, td.state { white-space: nowrap; overflow-wrap: normal; }
td.call { width: 32%; }
thead th { color: var(--soft); font-weight: 500; }
tbody th { font-weight: 500; }
td.n, th.n { text-align: right; white-space: nowrap; }
td.bar { width: 40%; min-width: 8rem; }
code { font-family: ui-monospace, "JetBrains Mono", Menlo, Consolas, monospace; font-size: .92em; }
small { color: var(--soft); }
.stack { display: flex; height: .95rem; }
.stack i { display: block; border: 0 solid #fff; border-right-width: 1px; }
.broken, .waiting { background: var(--broken); }
.unsure { background: repeating-linear-gradient(45deg, var(--unsure) 0 3px, #f4e3b4 3px 6px); }
.underway { background: var(--accent); }
.exception { background: var(--exception); }
.proved { background: var(--holds); }
.regressed { background: var(--regressed); }
.grey { background: var(--grey); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .25rem 0 0; padding: 0; list-style: none; font-size: .85rem; color: var(--soft); }
.legend i { display: inline-block; width: .7rem; height: .7rem; margin-right: .35rem; border-radius: 2px; }
.verdict { white-space: nowrap; font-weight: 600; }
.verdict[data-verdict="broken"] { color: #b1330f; }
.verdict[data-verdict="unsure"] { color: #775200; }
.verdict[data-verdict="holds"] { color: #0a685b; }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .85rem; }
@media (max-width: 40rem) { .figures { grid-template-columns: 1fr 1fr; } .figures div:nth-child(3) { border-left: 0; } }
@media print {
  @page { margin: 16mm 14mm; }
  body { font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  tr, .figures { break-inside: avoid; }
  thead { display: table-header-group; }
}`;

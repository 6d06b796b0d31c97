/** The style of an exported HTML file, on screens and on paper. Without fonts of its own: nothing is fetched. */
export const printStyle = `
:root { color-scheme: light; --ink: #1a1f24; --blue: #1d3f5e; --line: #b8c4d0; --soft: #eef2f6; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 16px/1.55 Georgia, 'Times New Roman', 'Noto Naskh Arabic', serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, th, nav, .by { font-family: 'Helvetica Neue', Arial, 'Noto Sans Arabic', sans-serif; }
h1, h2, h3, h4, h5 { color: var(--blue); line-height: 1.25; margin: 2em 0 .5em; break-after: avoid; break-inside: avoid; }
h1 { font-size: 2.1rem; margin: 0 0 .3em; } h2 { font-size: 1.5rem; } h3 { font-size: 1.2rem; }
h4 { font-size: 1.02rem; } h5 { font-size: 1rem; font-style: italic; font-weight: 600; }
p { margin: 0 0 .85em; orphans: 3; widows: 3; }
.by { color: #4a5560; font-size: .9rem; margin-bottom: 2rem; }
a { color: #1b4f8a; text-underline-offset: .15em; }
nav { background: var(--soft); padding: 1rem 1.25rem; font-size: .92rem; margin-bottom: 2.5rem; }
nav h2 { font-size: 1rem; margin: 0 0 .5em; } nav ul { list-style: none; margin: 0; padding: 0; } nav li { margin: .2em 0; }
nav a { text-decoration: none; } nav a:hover, nav a:focus { text-decoration: underline; }
.level-1 { font-weight: 600; } .level-2 { padding-inline-start: 1.2rem; } .level-3 { padding-inline-start: 2.4rem; } .level-4 { padding-inline-start: 3.6rem; }
ul, ol { margin: 0 0 .85em; padding-inline-start: 1.7em; } li { margin: .2em 0; } li > p { margin: 0 0 .25em; }
blockquote { margin: 0 0 1em; padding-inline-start: 1em; border-inline-start: 4px solid var(--line); color: #33414e; }
.table { overflow-x: auto; margin: 0 0 1.4em; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; line-height: 1.4; border-block: 1px solid var(--line); }
th, td { text-align: start; vertical-align: top; padding: .4em .6em; border-block-end: 1px solid var(--line); }
th { background: var(--soft); } td p, th p { margin: 0 0 .3em; } td p:last-child, th p:last-child { margin: 0; }
.to-right { text-align: right; font-variant-numeric: tabular-nums; } .to-center { text-align: center; }
figure { margin: 1.5em 0; break-inside: avoid; } img { max-width: 100%; height: auto; display: block; }
figcaption { font-size: .86rem; color: #4a5560; margin-top: .4em; } .missing { font-style: italic; }
hr { border: 0; border-block-start: 1px solid var(--line); margin: 2em 0; }
sup, sub { line-height: 0; font-size: .75em; } sup a { text-decoration: none; } cite { font-style: normal; }
.notes { border-block-start: 1px solid var(--line); margin-block-start: 3em; font-size: .88rem; } .notes h2 { font-size: 1.1rem; margin-top: 1em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@page { size: A4; margin: 22mm 22mm 24mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt Arial, sans-serif; color: #4a5560; } }
@media print {
  body { font-size: 10.5pt; line-height: 1.45; } main { max-width: none; padding: 0; } .table { overflow: visible; }
  h1 { font-size: 24pt; } h2 { font-size: 16pt; } h3 { font-size: 13pt; } h4 { font-size: 11pt; } h5 { font-size: 10.5pt; }
  nav { break-after: page; } nav .level-3, nav .level-4 { display: none; } a { color: inherit; } nav, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  thead { display: table-header-group; } tr { break-inside: avoid; } .notes a[role='doc-backlink'] { display: none; }
}`;

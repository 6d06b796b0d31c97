import path from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';

const editor = path.resolve(import.meta.dirname, '../../app/documents/components/editor');

let script = '';
test.beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export { cleanWords } from './word-paste'`, resolveDir: editor },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'pasting',
  });
  script = outputFiles[0]!.text;
});

/** What becomes of a clipboard, in a real browser: without line breaks between tags, to be read. */
async function cleaned(
  page: import('@playwright/test').Page,
  html: string,
): Promise<{ html: string; pictures: number }> {
  await page.setContent('<p>Paste here.</p>');
  await page.addScriptTag({ content: script });
  return page.evaluate((given) => {
    const { cleanWords } = (
      globalThis as unknown as { pasting: typeof import('../../app/documents/components/editor/word-paste') }
    ).pasting;
    return cleanWords(given);
  }, html);
}

const word = (
  body: string,
) => `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<style><!-- @font-face {font-family:Calibri;} p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

const listItem = (level: number, sign: string, words: string) => `<p class=MsoListParagraphCxSpMiddle
style='margin-left:${level * 36}.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

const samples: [name: string, clipboard: string, expected: string][] = [
  [
    'Word: headings and paragraphs lose their styles and keep their words',
    word(`<h1 style='margin-top:12pt'>Situation<o:p></o:p></h1><p class=MsoNormal><span lang=EN-US style='font-size:12.0pt;
font-family:"Arial",sans-serif;color:red'>Two provinces,<span style='mso-spacerun:yes'>  </span><b>three</b> <i style='mso-bidi-font-style:normal'>offices</i>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoHeading2>Actors</p>`),
    '<h2>Situation</h2><p>Two provinces, <strong>three</strong> <em>offices</em>.</p><h3>Actors</h3>',
  ],
  [
    'Word: what it draws as a list is a list, with lists within',
    word(
      listItem(1, '·', 'Border posts') +
        listItem(2, 'o', 'by road') +
        listItem(2, 'o', 'by river') +
        listItem(1, '·', 'Airports') +
        '<p class=MsoNormal>After.</p>',
    ),
    '<ul><li><p>Border posts</p><ul><li><p>by road</p></li><li><p>by river</p></li></ul></li><li><p>Airports</p></li></ul><p>After.</p>',
  ],
  [
    'Word: a numbered list keeps where it begins',
    word(listItem(1, '3.', 'Third') + listItem(1, '4.', 'Fourth')),
    '<ol start="3"><li><p>Third</p></li><li><p>Fourth</p></li></ol>',
  ],
  [
    'Word: a table stays a table, with its joined cells',
    word(`<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><thead><tr style='height:1cm'><th colspan=2 width=200 valign=top
style='width:6.0cm;border:solid windowtext 1.0pt'><p class=MsoNormal align=center><b>Budget</b><o:p></o:p></p></th></tr></thead><tr><td><p class=MsoNormal>Staff</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>`),
    '<table><thead><tr><th colspan="2"><p><strong>Budget</strong></p></th></tr></thead><tbody><tr><td><p>Staff</p></td><td><p></p></td></tr></tbody></table>',
  ],
  [
    'Word: comments, hidden words and words that were taken out are gone',
    word(`<p class=MsoNormal>Seen<span style='mso-comment-reference:AB_1;mso-comment-date:20260301T1000'> and said</span><span class=MsoCommentReference><span
style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AB1]</a><span style='mso-special-character:comment'>&nbsp;</span></span></span>.<span
style='display:none;mso-hide:all'> a secret</span><span class=msoDel><del cite="mailto:A%20B" datetime="2026-03-01T10:00"> old</del></span><span class=msoIns><ins cite="mailto:A%20B" datetime="2026-03-01T10:00"> new</ins></span></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Who says so?</p></div></div></div>`),
    '<p>Seen and said. new</p>',
  ],
  [
    'Word: a note stands in the text where its sign was',
    word(`<p class=MsoNormal>As was found<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Survey of 2025, <i>table 3</i>.</p></div></div>`),
    '<p>As was found<span data-footnote="">Survey of 2025, <em>table 3</em>.</span>.</p>',
  ],
  [
    'Word: a French space before a colon stays, drawn distances go',
    word(`<p class=MsoNormal>Objet&nbsp;: le trafic<span style='mso-tab-count:1'>      </span>&nbsp;&nbsp; ici</p>`),
    '<p>Objet&nbsp;: le trafic ici</p>',
  ],
  [
    'Word in a browser: lists of one item each are one list',
    `<div class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1" paraid="1"><span class="TextRun SCXW1"><span class="NormalTextRun">Before</span></span><span class="EOP">&nbsp;</span></p></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1" role="list"><li data-leveltext="•" data-aria-level="1" role="listitem"><p class="Paragraph"><span>One</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle2" role="list"><li data-leveltext="o" data-aria-level="2" role="listitem"><p class="Paragraph"><span>Deeper</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1" role="list"><li data-leveltext="•" data-aria-level="1" role="listitem"><p class="Paragraph"><span>Two</span></p></li></ul></div>`,
    '<p>Before&nbsp;</p><ul><li><p>One</p><ul><li><p>Deeper</p></li></ul></li><li><p>Two</p></li></ul>',
  ],
  [
    'LibreOffice: paragraphs, a list and a note',
    `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr">
<h2 class="western">Actors</h2><p style="margin-bottom: 0cm; line-height: 100%"><font face="Liberation Serif, serif"><font size="3" style="font-size: 12pt">The <u>ministry</u><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></font></font></p>
<ul><li><p style="margin-bottom: 0cm">police</p></li><li><p style="margin-bottom: 0cm">labour inspectors</p></li></ul>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Of the interior.</p></div></body></html>`,
    '<h3>Actors</h3><p>The <u>ministry</u><span data-footnote="">Of the interior.</span></p><ul><li><p>police</p></li><li><p>labour inspectors</p></li></ul>',
  ],
  [
    'Google Docs: what is not bold is not bold, and lists lie in items',
    `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr" style="line-height:1.38;"><span style="font-size:20pt;font-weight:700;">Aims</span></h1><p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;font-style:normal;">Plain, </span><span style="font-weight:700;">bold</span><span style="font-style:italic;">, leaning</span><span style="text-decoration:line-through;"> gone</span></p><ul style="padding-inline-start:48px;"><li dir="ltr" aria-level="1" style="list-style-type:disc;"><p dir="ltr" role="presentation"><span>short term</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>a year</span></p></li></ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>long term</span></p></li></ul></b><br class="Apple-interchange-newline">`,
    '<h2>Aims</h2><p>Plain, <strong>bold</strong><em>, leaning</em><s> gone</s></p><ul><li><p>short term</p><ul><li><p>a year</p></li></ul></li><li><p>long term</p></li></ul>',
  ],
  [
    'A link that runs a script is its words, a good one stays',
    `<p><a href="javascript:alert(1)" onclick="alert(2)">bad</a> <a href=" JaVaScript&colon;alert(1)">worse</a> <a href="#part">here</a> <a href="https://plenary.example/a" target=_blank style="color:blue">good</a></p><script>alert(3)</script><p onmouseover="alert(4)">x<iframe src="https://plenary.example"></iframe></p>`,
    '<p>bad worse here <a href="https://plenary.example/a">good</a></p><p>x</p>',
  ],
  [
    'Words without a paragraph stay words, and divisions become paragraphs',
    `<div>One <b>two</b></div><div>three<br>four</div>five`,
    '<p>One <strong>two</strong></p><p>three<br>four</p><p>five</p>',
  ],
];

for (const [name, clipboard, expected] of samples) {
  test(`Pasted, ${name}`, async ({ page }) => {
    const { html } = await cleaned(page, clipboard);
    expect(html.replace(/>\s+</g, (m) => (m.includes('\n') ? '><' : m)).trim()).toBe(expected);
  });
}

test('Pasted, a picture is left out and counted, since it needs a description', async ({ page }) => {
  const { html, pictures } = await cleaned(page, '<p>Before<img src="file:///c:/temp/image001.png" alt="">after</p>');
  expect(html).toBe('<p>Beforeafter</p>');
  expect(pictures).toBe(1);
});

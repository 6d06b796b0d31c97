import { languageTag } from './direction';

/** All names that the parts use, so that each part can be read by itself. */
export const namespaces = [
  ['office', 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'],
  ['style', 'urn:oasis:names:tc:opendocument:xmlns:style:1.0'],
  ['text', 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'],
  ['table', 'urn:oasis:names:tc:opendocument:xmlns:table:1.0'],
  ['draw', 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'],
  ['fo', 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'],
  ['svg', 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'],
  ['meta', 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
  ['loext', 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Width of the column of text in millimetres: A4 with margins of 25. */
export const columnMillimetres = 160;
const ink = '#1d3f5e';

interface Look {
  /** What stands after it in the list of styles: based on Standard where nothing is said. */
  parent?: string;
  paragraph?: string;
  text?: string;
  level?: number;
}

const styles: Record<string, Look> = {
  Title: {
    paragraph: 'fo:margin-bottom="8mm" fo:line-height="110%"',
    text: `fo:font-size="22pt" fo:font-weight="bold" style:font-weight-complex="bold" style:font-size-complex="22pt" fo:color="${ink}"`,
  },
  Heading: {
    paragraph: 'fo:keep-with-next="always" fo:margin-bottom="2mm" fo:line-height="110%"',
    text: `fo:font-weight="bold" style:font-weight-complex="bold" fo:color="${ink}"`,
  },
  'Heading 1': {
    parent: 'Heading',
    level: 1,
    paragraph: 'fo:margin-top="9mm" fo:margin-bottom="2mm"',
    text: 'fo:font-size="16pt" style:font-size-complex="16pt"',
  },
  'Heading 2': {
    parent: 'Heading',
    level: 2,
    paragraph: 'fo:margin-top="7mm" fo:margin-bottom="2mm"',
    text: 'fo:font-size="13pt" style:font-size-complex="13pt"',
  },
  'Heading 3': {
    parent: 'Heading',
    level: 3,
    paragraph: 'fo:margin-top="5mm" fo:margin-bottom="2mm"',
    text: 'fo:font-size="11pt" style:font-size-complex="11pt"',
  },
  'Heading 4': {
    parent: 'Heading',
    level: 4,
    paragraph: 'fo:margin-top="4mm" fo:margin-bottom="2mm"',
    text: 'fo:font-size="10.5pt" fo:font-style="italic" style:font-style-complex="italic"',
  },
  'Text body': { paragraph: 'fo:margin-bottom="2.5mm"' },
  'List Contents': { paragraph: 'fo:margin-bottom="0.8mm"' },
  Quotations: {
    parent: 'Text body',
    paragraph: 'fo:margin-left="7mm" fo:margin-right="7mm" fo:border-left="1mm solid #b8c4d0" fo:padding-left="3mm"',
    text: 'fo:color="#33414e"',
  },
  Caption: {
    paragraph: 'fo:margin-top="1mm" fo:margin-bottom="4mm"',
    text: 'fo:font-size="9pt" style:font-size-complex="9pt" fo:color="#4a5560"',
  },
  'Table Contents': {
    paragraph: 'fo:margin-bottom="0.5mm" fo:line-height="115%"',
    text: 'fo:font-size="9pt" style:font-size-complex="9pt"',
  },
  'Table Heading': {
    parent: 'Table Contents',
    paragraph: 'fo:keep-with-next="always"',
    text: 'fo:font-weight="bold" style:font-weight-complex="bold"',
  },
  Footnote: {
    paragraph: 'fo:margin-left="5mm" fo:text-indent="-5mm" fo:line-height="110%"',
    text: 'fo:font-size="8.5pt" style:font-size-complex="8.5pt"',
  },
  Footer: {
    paragraph: 'fo:text-align="end"',
    text: 'fo:font-size="8pt" style:font-size-complex="8pt" fo:color="#4a5560"',
  },
  'Horizontal Line': {
    paragraph: 'fo:border-bottom="0.3mm solid #b8c4d0" fo:margin-bottom="5mm" fo:padding="0mm"',
    text: 'fo:font-size="6pt"',
  },
};

/** The name of a style as it stands in a file: blanks are written by their number. */
export function styleName(name: string): string {
  return name.replaceAll(' ', '_20_');
}

function style(name: string, { parent = 'Standard', paragraph = '', text = '', level }: Look): string {
  const outline = level ? ` style:default-outline-level="${level}" style:next-style-name="Text_20_body"` : '';
  return `<style:style style:name="${styleName(name)}" style:display-name="${name}" style:family="paragraph" style:parent-style-name="${styleName(parent)}" style:class="text"${outline}><style:paragraph-properties ${paragraph}/><style:text-properties ${text}/></style:style>`;
}

function listStyle(name: string, level: (n: number) => string): string {
  const levels = Array.from({ length: 10 }, (_, i) => level(i + 1)).join('');
  return `<text:list-style style:name="${name}">${levels}</text:list-style>`;
}

function placed(n: number): string {
  const place = `fo:text-indent="-6mm" fo:margin-left="${n * 7}mm" text:label-followed-by="listtab" text:list-tab-stop-position="${n * 7}mm"`;
  return `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment ${place}/></style:list-level-properties>`;
}

/** styles.xml: the program's own names for styles, A4, page numbers. */
export function stylesXml(language: string): string {
  const [own, country] = languageTag(language).split('-');
  const complex = language === 'ar';
  const tag = complex
    ? `fo:language="en" fo:country="GB" style:language-complex="${own}" style:country-complex="${country ?? ''}"`
    : `fo:language="${own}" fo:country="${country ?? ''}" style:language-complex="ar" style:country-complex="SA"`;
  const font = 'style:font-name="Arial" style:font-name-complex="Arial" style:font-name-asian="Arial"';
  const mode = `style:writing-mode="${complex ? 'rl-tb' : 'lr-tb'}"`;
  return `${declaration}<office:document-styles ${namespaces} office:version="1.3">
<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="120%" fo:orphans="2" fo:widows="2" ${mode}/><style:text-properties ${font} fo:font-size="10.5pt" style:font-size-complex="10.5pt" ${tag}/></style:default-style>
<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
${Object.entries(styles)
  .map(([name, look]) => style(name, look))
  .join('\n')}
<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="#1b4f8a" style:text-underline-style="solid"/></style:style>
<style:style style:name="Footnote_20_Symbol" style:display-name="Footnote Symbol" style:family="text"/>
<style:style style:name="Footnote_20_anchor" style:display-name="Footnote anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Signs" style:family="text"/>
${listStyle('Signs', (n) => `<text:list-level-style-bullet text:level="${n}" text:bullet-char="${['•', '–', '▪'][(n - 1) % 3]}">${placed(n)}</text:list-level-style-bullet>`)}
${listStyle('Numbers', (n) => `<text:list-level-style-number text:level="${n}" style:num-suffix="." style:num-format="1">${placed(n)}</text:list-level-style-number>`)}
<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_Symbol" text:citation-body-style-name="Footnote_20_anchor" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin="25mm" style:print-orientation="portrait" ${mode}/><style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="4mm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>`;
}

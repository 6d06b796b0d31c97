import { archive } from './test-files';

/** Small office documents, made for the tests beside this file; nothing in the app imports it. */

export type PartsToWrite = Record<string, string | Uint8Array>;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
const officeNs = 'http://schemas.openxmlformats.org/officeDocument/2006';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** [id, last word of the type, target]; a target with a scheme, or marked so, is external. */
export type Link = readonly [id: string, type: string, target: string, external?: boolean];

export function rels(links: readonly Link[]): string {
  const list = links.map(([id, type, target, external]) => {
    const base = type === 'core-properties' ? `${packageNs}/relationships/metadata` : `${officeNs}/relationships`;
    return `<Relationship Id="${id}" Type="${base}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
  });
  return `${declaration}<Relationships xmlns="${packageNs}/relationships">${list.join('')}</Relationships>`;
}

function contentTypes(main: string, mainType: string, extra = ''): string {
  return `${declaration}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/${main}" ContentType="${mainType}"/>${extra}</Types>`;
}

export const sentence = 'The committee meets in May.';

export function wordDocument(body = ''): string {
  return `${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${officeNs}/relationships"><w:body><w:p><w:r><w:t>${sentence}</w:t></w:r></w:p>${body}</w:body></w:document>`;
}

interface Docx {
  body?: string;
  links?: readonly Link[];
  rootLinks?: readonly Link[];
  parts?: PartsToWrite;
  mainType?: string;
  contentTypes?: string;
}

export function docx({
  body,
  links = [],
  rootLinks = [],
  parts = {},
  mainType,
  contentTypes: extra,
}: Docx = {}): Uint8Array {
  return archive({
    '[Content_Types].xml': contentTypes('word/document.xml', mainType ?? `${word}.document.main+xml`, extra),
    '_rels/.rels': rels([['rId1', 'officeDocument', 'word/document.xml'], ...rootLinks]),
    'word/document.xml': wordDocument(body),
    'word/_rels/document.xml.rels': rels(links),
    ...parts,
  });
}

export function xlsx({ body = '', links = [], rootLinks = [], parts = {} }: Docx = {}): Uint8Array {
  const main = `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeNs}/relationships"><sheets><sheet name="${sentence}" sheetId="1" r:id="rId1"/></sheets>${body}</workbook>`;
  return archive({
    '[Content_Types].xml': contentTypes('xl/workbook.xml', `${sheet}.sheet.main+xml`),
    '_rels/.rels': rels([['rId1', 'officeDocument', 'xl/workbook.xml'], ...rootLinks]),
    'xl/workbook.xml': main,
    'xl/_rels/workbook.xml.rels': rels([['rId1', 'worksheet', 'worksheets/sheet1.xml'], ...links]),
    'xl/worksheets/sheet1.xml': `${declaration}<worksheet xmlns="x" xmlns:r="y"><sheetData/></worksheet>`,
    ...parts,
  });
}

export function pptx({ links = [], parts = {} }: Docx = {}): Uint8Array {
  const type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
  return archive({
    '[Content_Types].xml': contentTypes('ppt/presentation.xml', type),
    '_rels/.rels': rels([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `${declaration}<p:presentation xmlns:p="x"><!-- ${sentence} --></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': rels(links),
    ...parts,
  });
}

export const openText = 'application/vnd.oasis.opendocument.text';

/** `parts` stand in the manifest, `stray` do not. */
export function odt(
  body = '',
  parts: PartsToWrite = {},
  { type = openText, manifest = '', stray = {} as PartsToWrite } = {},
): Uint8Array {
  const content = `${declaration}<office:document-content xmlns:office="o" xmlns:text="t" xmlns:dc="d" xmlns:xlink="l" office:version="1.3"><office:body><office:text><text:p>${sentence}</text:p>${body}</office:text></office:body></office:document-content>`;
  const listed = ['/', 'content.xml', ...Object.keys(parts)];
  const entries = listed.map((path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type=""/>`);
  return archive({
    mimetype: type,
    'content.xml': content,
    'META-INF/manifest.xml': `${declaration}<manifest:manifest xmlns:manifest="m">${entries.join('')}${manifest}</manifest:manifest>`,
    ...parts,
    ...stray,
  });
}

import { strToU8, zipSync } from 'fflate';
import { escapeXml } from '../attachments/clean/xml';
import type { Cell } from './table';

const mediaType = 'application/vnd.oasis.opendocument.spreadsheet';

/**
 * A spreadsheet (ODF 1.3). The media type is its first entry and stored as it is, so that the file is known by its first
 * bytes. Each text is a cell of type string: a spreadsheet shows `=1+1` in it and computes nothing.
 */
export function writeOds(
  tables: { name: string; rows: Cell[][] }[],
  about: { title: string; language: string },
): Uint8Array {
  const body = tables.map(tableXml).join('');
  const content = `${declaration}<office:document-content ${namespaces} office:version="1.3"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`;
  const meta = `${declaration}<office:document-meta ${namespaces} office:version="1.3"><office:meta><dc:title>${plain(about.title)}</dc:title><dc:language>${plain(about.language)}</dc:language></office:meta></office:document-meta>`;
  return zipSync({
    mimetype: [strToU8(mediaType), { level: 0 }],
    'content.xml': strToU8(content),
    'meta.xml': strToU8(meta),
    'META-INF/manifest.xml': strToU8(manifest),
  });
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const urn = 'urn:oasis:names:tc:opendocument:xmlns';
const namespaces = [
  ...['office', 'table', 'text', 'meta'].map((name) => `xmlns:${name}="${urn}:${name}:1.0"`),
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');
const entry = (path: string, type: string) =>
  `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
const manifest = `${declaration}<manifest:manifest xmlns:manifest="${urn}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mediaType}"/>${entry('content.xml', 'text/xml')}${entry('meta.xml', 'text/xml')}</manifest:manifest>`;

function tableXml({ name, rows }: { name: string; rows: Cell[][] }): string {
  const width = Math.max(1, ...rows.map((r) => r.length));
  const lines = rows.map((row) => `<table:table-row>${row.map(cellXml).join('')}</table:table-row>`).join('');
  return `<table:table table:name="${plain(name)}"><table:table-column table:number-columns-repeated="${width}"/>${lines || '<table:table-row><table:table-cell/></table:table-row>'}</table:table>`;
}

function cellXml(cell: Cell): string {
  if (cell === '') return '<table:table-cell/>';
  if (typeof cell === 'number')
    return `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
  const lines = cell.split('\n').map((line) => `<text:p>${spaced(plain(line))}</text:p>`);
  return `<table:table-cell office:value-type="string">${lines.join('')}</table:table-cell>`;
}

/** What XML cannot hold is left out; the rest is escaped. */
const plain = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in it
  escapeXml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, ''));

/**
 * Runs of spaces are elements: as they are, a reader takes them for one. A tab is a space here: LibreOffice Calc leaves its
 * element out, and the words beside it would run together.
 */
const spaced = (text: string) =>
  text.replaceAll('\t', ' ').replace(/ {2,}/g, (run) => ` <text:s text:c="${run.length - 1}"/>`);

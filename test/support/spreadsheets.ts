import { strFromU8, unzipSync } from 'fflate';
import { childrenOf, type Element, elementsOf, parseXml, within } from '../../app/documents/exchange/xml';

/** Cells of comma-separated values (RFC 4180), read by nothing that wrote them. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  const body = text.replace(/^\ufeff/, '');
  while (cell.lastIndex < body.length) {
    const at = cell.lastIndex;
    const found = cell.exec(body);
    if (!found) throw new Error(`no CSV at ${at}: ${body.slice(at, at + 40)}`);
    row.push(found[1] === undefined ? found[2]! : found[1].replaceAll('""', '"'));
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Tables of an OpenDocument spreadsheet, by name; figures as figures, paragraphs of a cell as lines, repeats written out. */
export function readOds(bytes: Uint8Array): Record<string, (string | number)[][]> {
  const document = parseXml(strFromU8(unzipSync(bytes)['content.xml']!));
  const tables = within(document, 'table').map((table) => {
    const rows = within(table, 'table-row').map((row) => childrenOf(row, 'table-cell').flatMap(cellsOf));
    return [table.attributes.name!, rows] as const;
  });
  return Object.fromEntries(tables);
}

function cellsOf(cell: Element): (string | number)[] {
  const { 'value-type': type, value, 'number-columns-repeated': repeated } = cell.attributes;
  const said = type === 'float' ? Number(value) : childrenOf(cell, 'p').map(wordsOf).join('\n');
  return Array.from({ length: Number(repeated ?? 1) }, () => said);
}

function wordsOf(paragraph: Element): string {
  return paragraph.children
    .map((child) => {
      if (typeof child === 'string') return child;
      if (child.name === 's') return ' '.repeat(Number(child.attributes.c ?? 1));
      return child.name === 'tab' ? '\t' : elementsOf(child).length === 0 ? child.children.join('') : wordsOf(child);
    })
    .join('');
}

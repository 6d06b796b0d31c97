import type { Node } from '@tiptap/pm/model';
import { escapeHtml } from '~/shared/rich-text/render.server';
import { blockHtml, proposedAs, type Within, type Writing } from './render.server';

const isHead = (row: Node) => row.childCount > 0 && row.content.content.every((c) => c.type.name === 'tableHeader');

/** The words of the headers at the top of a table; nothing where it has none. */
export function headersOf(table: Node): string {
  const first = table.firstChild;
  return first && isHead(first) ? first.textContent : '';
}

/** A table whose headers say what they head: rows of headers at its top their columns, others their rows. */
export function tableHtml(writing: Writing, node: Node, attributes: string, within: Within): string {
  const rows = node.content.content;
  const firstBody = rows.findIndex((row) => !isHead(row));
  // A table of headers alone has no body that they could head.
  const heads = firstBody < 0 ? 0 : firstBody;
  const write = (row: Node, scope: 'col' | 'row') => rowHtml(writing, row, scope, within);
  const head = rows.slice(0, heads).map((row) => write(row, 'col'));
  const body = rows.slice(heads).map((row) => write(row, 'row'));
  const table = `<table${attributes}>${head.length ? `<thead>${head.join('')}</thead>` : ''}<tbody>${body.join('')}</tbody></table>`;
  const { words } = writing.options;
  if (!words) return table;
  return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(words.table)}">${table}</div>`;
}

function rowHtml(writing: Writing, row: Node, scope: 'col' | 'row', within: Within): string {
  const inRow = proposedAs(writing, row) ?? within;
  const cells = row.content.content.map((cell) => {
    const tag = cell.type.name === 'tableHeader' ? 'th' : 'td';
    const inCell = proposedAs(writing, cell) ?? inRow;
    const spans = (['colspan', 'rowspan'] as const).filter((name) => cell.attrs[name] > 1);
    const wide = spans.map((name) => ` ${name}="${cell.attrs[name]}"`).join('');
    const align = ['center', 'right'].includes(cell.attrs.align) ? ` class="to-${cell.attrs.align}"` : '';
    const content = cell.content.content.map((child) => blockHtml(writing, child, inCell)).join('');
    return `<${tag}${tag === 'th' ? ` scope="${scope}"` : ''}${wide}${align}>${content}</${tag}>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

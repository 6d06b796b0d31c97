import type { JSONContent } from '@tiptap/core';
import type { CarriedDocument, WriteOptions } from './carried';
import { escapeWords, inlineMarkdown, type Writing } from './markdown-words';
import { wordsIn } from './pieces';

/**
 * A document as Markdown that `readMarkdown` reads back as the same text: CommonMark with tables and footnotes, pictures
 * within the file. What Markdown has no sign for is simplified: merged cells, several paragraphs in a cell (line
 * breaks), empty paragraphs. Takes the text as it stands, without open suggestions and comments.
 */
export function writeMarkdown(document: CarriedDocument, options: Pick<WriteOptions, 'citations' | 'words'>): string {
  const writing: Writing = {
    ...options,
    notes: [],
    pictures: new Map(document.pictures.map((p) => [p.id, p])),
    shown: new Map(),
  };
  const parts = [`# ${escapeWords(document.title.replace(/\s+/g, ' ').trim()).replace(/(#+)$/, '\\$1')}`];
  let previous: JSONContent | undefined;
  let other = false;
  for (const block of document.text.content ?? []) {
    const first = writing.notes.length;
    other = isList(block) && previous?.type === block.type && !other;
    const written = writeBlock(block, writing, other);
    if (!written) continue;
    parts.push(written);
    // Notes stand under the block that refers to them, where whoever reads the file finds them.
    for (let n = first; n < writing.notes.length; n++) parts.push(`[^${n + 1}]: ${writing.notes[n]}`);
    previous = block;
  }
  for (const { name, address, caption } of writing.shown.values()) {
    parts.push(`[${name}]: <${address}>${caption ? ` "${caption.replace(/["\\]/g, '\\$&')}"` : ''}`);
  }
  return `${parts.join('\n\n')}\n`;
}

function isList(node: JSONContent): boolean {
  return node.type === 'bulletList' || node.type === 'orderedList';
}

function writeBlocks(nodes: JSONContent[], writing: Writing): string {
  const out: string[] = [];
  let previous: JSONContent | undefined;
  let other = false;
  for (const node of nodes) {
    other = isList(node) && previous?.type === node.type && !other;
    const written = writeBlock(node, writing, other);
    if (written) out.push(written);
    if (written) previous = node;
  }
  return out.join('\n\n');
}

/** `other`: right after a list of the same kind, which would be read as one with it. */
function writeBlock(node: JSONContent, writing: Writing, other: boolean): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return inlineMarkdown(content, writing);
    case 'heading': {
      const words = inlineMarkdown(content, writing).replace(/\\\n/g, ' ').replace(/(#+)$/, '\\$1');
      return words && `${'#'.repeat(Number(node.attrs?.level ?? 1) + 1)} ${words}`;
    }
    case 'blockquote':
      return writeBlocks(content, writing).replace(/^/gm, '> ').replace(/^> $/gm, '>');
    case 'bulletList':
      return writeItems(content, () => (other ? '* ' : '- '), writing);
    case 'orderedList': {
      const start = Number(node.attrs?.start ?? 1);
      return writeItems(content, (i) => `${start + i}${other ? ')' : '.'} `, writing);
    }
    case 'horizontalRule':
      return '---';
    case 'image':
      return writeImage(node, writing);
    case 'table':
      return writeTable(node, writing);
    default:
      return '';
  }
}

function writeItems(items: JSONContent[], lead: (i: number) => string, writing: Writing): string {
  const written = items.map((item, i) => {
    const words = writeBlocks(item.content ?? [], writing);
    return (lead(i) + words.replace(/\n(?=[^\n])/g, `\n${' '.repeat(lead(i).length)}`)).trimEnd();
  });
  const isTight = items.every((item) =>
    (item.content ?? []).every((block, i) => (i ? isList(block) : block.type === 'paragraph')),
  );
  return isTight ? written.map((item) => item.replace(/\n\n/g, '\n')).join('\n') : written.join('\n\n');
}

function writeImage(node: JSONContent, writing: Writing): string {
  const picture = writing.pictures.get(String(node.attrs?.image));
  const alt = escapeWords(
    String(node.attrs?.alt ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const caption = String(node.attrs?.caption ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!picture) return [alt && `*${writing.words.picture}:* ${alt}`, escapeWords(caption)].filter(Boolean).join(' — ');
  const key = `${picture.id} ${caption}`;
  const shown = writing.shown.get(key) ?? {
    name: `picture-${writing.shown.size + 1}`,
    address: `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`,
    caption,
  };
  writing.shown.set(key, shown);
  return `![${alt}][${shown.name}]`;
}

function writeTable(table: JSONContent, writing: Writing): string {
  const rows = (table.content ?? []).map((row) => (row.content ?? []).flatMap((cell) => [cell, ...covered(cell)]));
  const width = Math.max(1, ...rows.map((row) => row.length));
  const line = (cells: (JSONContent | undefined)[]) =>
    `| ${Array.from({ length: width }, (_, i) => (cells[i] ? writeCell(cells[i], writing) : '')).join(' | ')} |`;
  const hasHead = rows[0]?.some((cell) => cell.type === 'tableHeader') && rows[0].some((cell) => wordsIn(cell).trim());
  const [head = [], ...body] = hasHead ? rows : [[], ...rows];
  const rules = Array.from({ length: width }, (_, i) => {
    const align = rows.map((row) => row[i]?.attrs?.align).find(Boolean);
    return align === 'right' ? '---:' : align === 'center' ? ':---:' : '---';
  });
  return [line(head), `| ${rules.join(' | ')} |`, ...body.map(line)].join('\n');
}

/** Cells that a wide cell covers, left empty. */
function covered(cell: JSONContent): JSONContent[] {
  return Array.from({ length: Math.max(0, Number(cell.attrs?.colspan ?? 1) - 1) }, () => ({
    type: cell.type,
    content: [],
  }));
}

/** A cell holds one line: its blocks stand below each other by line breaks, lists with a dash or number. */
function writeCell(cell: JSONContent, writing: Writing): string {
  return linesOf(cell.content ?? [], writing, '').join('<br>');
}

function linesOf(blocks: JSONContent[], writing: Writing, lead: string): string[] {
  return blocks.flatMap((block): string[] => {
    const content = block.content ?? [];
    if (block.type === 'paragraph' || block.type === 'heading') {
      const words = inlineMarkdown(content, writing, 'cell');
      return words ? [lead + words] : [];
    }
    if (block.type === 'image') return [writeImage(block, writing)].filter(Boolean);
    if (block.type === 'bulletList') return content.flatMap((item) => linesOf(item.content ?? [], writing, '– '));
    if (block.type === 'orderedList') {
      const start = Number(block.attrs?.start ?? 1);
      return content.flatMap((item, i) => linesOf(item.content ?? [], writing, `${start + i}. `));
    }
    return linesOf(content, writing, lead);
  });
}

import type { JSONContent } from '@tiptap/core';
import type { ReadBlock, ReadLine } from './assemble';
import type { Tally } from './left-out';
import { plainHeading, wordsIn } from './pieces';

/** The lines that a file calls its title; otherwise a heading of the first level that stands first and alone. */
export function takeTitle(blocks: ReadBlock[]): { title: string; rest: ReadBlock[] } {
  const first = blocks.findIndex((block) => block.kind === 'line' && wordsIn({ content: block.content }).trim());
  const said = (line: ReadLine) => wordsIn({ content: line.content }).replace(/\s+/g, ' ').trim();
  const line = blocks[first];
  if (line?.kind !== 'line') return { title: '', rest: blocks };
  if (line.role === 'title') {
    let end = first;
    const titles: string[] = [];
    for (let each = line as ReadBlock | undefined; each?.kind === 'line' && each.role === 'title'; each = blocks[++end])
      titles.push(said(each));
    return { title: titles.filter(Boolean).join(' '), rest: [...blocks.slice(0, first), ...blocks.slice(end)] };
  }
  const isAlone = blocks.every((block) => block === line || block.kind !== 'line' || block.level !== 1);
  if (line.level !== 1 || !isAlone) return { title: '', rest: blocks };
  return { title: said(line), rest: blocks.filter((block) => block !== line) };
}

/** The highest level found is the first; what lies below the fourth is the fourth. */
export function inLevels(blocks: JSONContent[], left: Tally): JSONContent[] {
  const levels = blocks.filter((block) => block.type === 'heading').map((block) => Number(block.attrs?.level));
  const up = levels.length ? Math.min(...levels) - 1 : 0;
  const change = (block: JSONContent): JSONContent => {
    if (block.type === 'heading') {
      const level = Math.max(1, Number(block.attrs?.level) - up);
      if (level > 4) left.add('deep-headings');
      return {
        ...block,
        attrs: { ...block.attrs, level: Math.min(4, level), ...changedBy(up, block) },
        content: plainHeading(block.content ?? []),
      };
    }
    if (block.type === 'paragraph' && block.attrs?.changed)
      return { ...block, attrs: { ...block.attrs, ...changedBy(up, block) } };
    const isHolder = [
      'blockquote',
      'listItem',
      'bulletList',
      'orderedList',
      'table',
      'tableRow',
      'tableCell',
      'tableHeader',
    ].includes(block.type ?? '');
    return isHolder ? { ...block, content: block.content?.map(change) } : block;
  };
  return blocks.map(change);
}

/** A level that is only proposed moves with the others. */
function changedBy(up: number, { attrs }: JSONContent): { changed?: string } {
  if (typeof attrs?.changed !== 'string') return {};
  const proposal = JSON.parse(attrs.changed);
  if (proposal.attrs?.level) proposal.attrs.level = Math.min(4, Math.max(1, proposal.attrs.level - up));
  return { changed: JSON.stringify(proposal) };
}

export function sizeOfText(node: JSONContent): number {
  return (node.text?.length ?? 0) + (node.content ?? []).reduce((sum, each) => sum + sizeOfText(each), 0);
}

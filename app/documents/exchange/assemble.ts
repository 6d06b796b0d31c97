import type { JSONContent } from '@tiptap/core';
import { splitSign } from '../text/proposals';
import type { Tally } from './left-out';
import { hasMark, type Marks, paragraph, text } from './pieces';

/** What was proposed, by somebody whom the file names. */
export interface ReadProposal {
  id: string;
  person: null;
  organisation: null;
  at: string | null;
}

/** A paragraph of an office document, with what the document says of its place: these hold lines in a row, and no elements within elements. */
export interface ReadLine {
  kind: 'line';
  role: 'paragraph' | 'title' | 'caption';
  /** 0 for a paragraph, 1 and more for a heading. */
  level: number;
  quoted: boolean;
  list?: ReadListPlace;
  content: JSONContent[];
  /** What is proposed about the end of this line. */
  end: { inserted?: ReadProposal; deleted?: ReadProposal };
  /** Another kind or level that is proposed for it, as the text holds that. */
  changed?: string;
}

export interface ReadListPlace {
  /** The same for lines of one list. */
  key: string;
  /** 0 for the outermost. */
  depth: number;
  ordered: boolean;
  number: number;
  /** False where the line goes on with an item. */
  begins: boolean;
  /** Whether the file says that a list begins here, and counts anew. */
  restarts: boolean;
}

/** A block that stands as it is: a table, a picture, a rule. */
export interface ReadNode {
  kind: 'node';
  quoted: boolean;
  list?: ReadListPlace;
  node: JSONContent;
}

export type ReadBlock = ReadLine | ReadNode;

/** A place in the words at which a comment begins or ends; taken out when the text is whole. */
export function threadEdge(id: string, edge: 'start' | 'end'): JSONContent {
  return { type: 'threadEdge', attrs: { id, edge } };
}

/** Elements within elements out of lines in a row. */
export function assemble(blocks: ReadBlock[], left: Tally): JSONContent[] {
  return nested(captioned(proposed(withoutBlanks(blocks), left)));
}

function isBlank(line: ReadLine): boolean {
  return line.content.every((node) => node.type === 'threadEdge' || (node.type === 'text' && !node.text?.trim()));
}

/** Empty paragraphs are how distance is made elsewhere; a comment's place in one moves on. */
function withoutBlanks(blocks: ReadBlock[]): ReadBlock[] {
  const kept: ReadBlock[] = [];
  let edges: JSONContent[] = [];
  for (const block of blocks) {
    if (block.kind === 'line' && isBlank(block) && !block.end.inserted && !block.end.deleted && !block.list?.begins) {
      edges.push(...block.content.filter((node) => node.type === 'threadEdge'));
    } else if (block.kind === 'line') {
      kept.push({ ...block, content: [...edges, ...block.content] });
      edges = [];
    } else kept.push(block);
  }
  const last = kept.findLast((block) => block.kind === 'line');
  if (edges.length && last?.kind === 'line') last.content.push(...edges);
  return kept;
}

/**
 * What is proposed about the ends of lines as the text says it: a line that comes or goes as a whole, a division of a
 * paragraph, or a paragraph joined to the one before it. What cannot be said is left out, and counted.
 */
function proposed(blocks: ReadBlock[], left: Tally): ReadBlock[] {
  const made: ReadBlock[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const next = blocks[i + 1];
    if (block.kind !== 'line') {
      made.push(block);
      continue;
    }
    const { inserted, deleted } = block.end;
    if (inserted && isWholly(block, 'insertion')) made.push(asElement(block, 'insertion', inserted));
    else if (deleted && isWholly(block, 'deletion')) made.push(asElement(block, 'deletion', deleted));
    else if (inserted && next?.kind === 'line' && mayDivide(block, next)) {
      const attrs = { ...inserted, split: block.list && next.list?.begins ? 2 : 1 };
      const sign = text(splitSign, [{ type: 'insertion', attrs }]);
      blocks[i + 1] = { ...block, content: [...block.content, sign, ...next.content], end: next.end };
    } else if (deleted && next?.kind === 'line' && !block.list && !next.list && block.quoted === next.quoted) {
      made.push(block);
      blocks[i + 1] = { ...next, content: next.content, joined: deleted } as Joined;
    } else {
      if (inserted || deleted) left.add('changes');
      made.push(block);
    }
  }
  return made;
}

/** A line with what is proposed about it as a whole. */
interface Joined extends ReadLine {
  joined?: ReadProposal;
  whole?: Record<string, string>;
}

function isWholly(line: ReadLine, mark: string): boolean {
  const name = mark === 'insertion' ? 'inserted' : 'deleted';
  return line.content.every((node) => node.type === 'threadEdge' || hasMark(node, mark) || node.attrs?.[name]);
}

function asElement(line: ReadLine, mark: string, proposal: ReadProposal): Joined {
  const name = mark === 'insertion' ? 'inserted' : 'deleted';
  const content = line.content.map((node) => {
    const marks: Marks | undefined = node.marks?.filter((each) => each.type !== mark);
    const attrs = node.attrs && name in node.attrs ? { ...node.attrs, [name]: null } : node.attrs;
    return { ...node, ...(marks ? { marks } : {}), ...(attrs ? { attrs } : {}) };
  });
  return { ...line, content, whole: { [name]: JSON.stringify(proposal) } };
}

function mayDivide(line: ReadLine, next: ReadLine): boolean {
  if (line.level !== next.level || line.quoted !== next.quoted || line.role !== next.role) return false;
  if (!line.list || !next.list) return !line.list && !next.list;
  return line.list.key === next.list.key && line.list.depth === next.list.depth;
}

function captioned(blocks: ReadBlock[]): ReadBlock[] {
  const made: ReadBlock[] = [];
  for (const block of blocks) {
    const before = made.at(-1);
    const isCaption = block.kind === 'line' && block.role === 'caption';
    if (isCaption && before?.kind === 'node' && before.node.type === 'image' && !before.node.attrs?.caption) {
      const caption = block.content
        .map((node) => node.text ?? '')
        .join('')
        .replace(/\s+/g, ' ')
        .trim();
      made[made.length - 1] = { ...before, node: { ...before.node, attrs: { ...before.node.attrs, caption } } };
    } else made.push(block);
  }
  return made;
}

function nested(blocks: ReadBlock[]): JSONContent[] {
  const out: JSONContent[] = [];
  for (let i = 0; i < blocks.length; ) {
    const { quoted } = blocks[i]!;
    let end = i;
    while (end < blocks.length && blocks[end]!.quoted === quoted) end++;
    const inner = inLists(blocks.slice(i, end));
    out.push(...(quoted ? [{ type: 'blockquote', content: inner }] : inner));
    i = end;
  }
  return out;
}

interface OpenList {
  key: string;
  depth: number;
  /** Of its last item. */
  number: number;
  node: JSONContent;
}

function inLists(blocks: ReadBlock[]): JSONContent[] {
  const out: JSONContent[] = [];
  let open: OpenList[] = [];
  for (const block of blocks) {
    const { list } = block;
    const node = block.kind === 'line' ? nodeOf(block) : block.node;
    if (!list || (!list.begins && !open.length)) {
      open = [];
      out.push(node);
      continue;
    }
    while (open.length && (open.at(-1)!.depth > list.depth || (list.begins && isOther(open.at(-1)!, list)))) open.pop();
    let last = open.at(-1);
    if (!list.begins) {
      (last ? lastItem(last) : out).push(node);
      continue;
    }
    if (!last || last.depth < list.depth) {
      const attrs = list.ordered && list.number !== 1 ? { attrs: { start: list.number } } : {};
      const made: JSONContent = { type: list.ordered ? 'orderedList' : 'bulletList', ...attrs, content: [] };
      (last ? lastItem(last) : out).push(made);
      last = { key: list.key, depth: list.depth, number: list.number, node: made };
      open.push(last);
    }
    const item: JSONContent = { type: 'listItem', content: [node] };
    const whole = node.attrs && (node.attrs.inserted || node.attrs.deleted);
    // An item of one line comes and goes with its line.
    if (whole) {
      const { inserted, deleted, ...rest } = node.attrs!;
      item.attrs = { ...(inserted ? { inserted } : {}), ...(deleted ? { deleted } : {}) };
      item.content = [{ ...node, attrs: rest }];
    }
    last.node.content!.push(item);
    last.number = list.number;
  }
  return out.map(withoutLeads);
}

/** An item that begins with a list is written with an empty line before it. */
function withoutLeads(node: JSONContent): JSONContent {
  if (!node.content || node.type === 'table') return node;
  const content = node.content.map(withoutLeads);
  const isLead = node.type === 'listItem' && content[0]?.type === 'paragraph' && !content[0].content?.length;
  return { ...node, content: isLead && /List$/.test(content[1]?.type ?? '') ? content.slice(1) : content };
}

/** Programs cut a list into several that look like one: signs go on as they are, numbers where they are counted on. */
function isOther(open: OpenList, list: ReadListPlace): boolean {
  if (open.depth !== list.depth) return false;
  if (list.restarts || (open.node.type === 'orderedList') !== list.ordered) return true;
  return list.ordered && open.key !== list.key && list.number !== open.number + 1;
}

function lastItem(open: OpenList): JSONContent[] {
  return open.node.content!.at(-1)!.content!;
}

function nodeOf(line: Joined): JSONContent {
  const node = line.level
    ? { type: 'heading', attrs: { level: line.level }, content: line.content }
    : paragraph(line.content);
  const changed = line.changed === undefined ? {} : { changed: line.changed };
  const attrs = { ...line.whole, ...changed, ...(line.joined ? { joined: JSON.stringify(line.joined) } : {}) };
  return Object.keys(attrs).length ? { ...node, attrs: { ...(node as JSONContent).attrs, ...attrs } } : node;
}

/** Proposes that an element comes or goes as a whole; what stands in it need not say so again. */
export function setProposal(node: JSONContent, name: 'inserted' | 'deleted', proposal: ReadProposal): void {
  node.content = node.content?.map((inner) => without(inner, name, proposal.id));
  node.attrs = { ...node.attrs, [name]: JSON.stringify(proposal) };
}

function without(node: JSONContent, name: 'inserted' | 'deleted', id: string): JSONContent {
  const mark = name === 'inserted' ? 'insertion' : 'deletion';
  const made = { ...node };
  if (node.marks) made.marks = node.marks.filter((each) => each.type !== mark || each.attrs?.id !== id);
  const written = node.attrs?.[name];
  if (typeof written === 'string' && JSON.parse(written).id === id) made.attrs = { ...node.attrs, [name]: null };
  if (node.content) made.content = node.content.map((inner) => without(inner, name, id));
  return made;
}

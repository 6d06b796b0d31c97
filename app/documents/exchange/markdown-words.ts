import type { JSONContent } from '@tiptap/core';
import { textSchema } from '../text/schema';
import { type CarriedCitations, type CarriedPicture, citedKey, type ExchangeWords } from './carried';
import { Tally } from './left-out';
import { parseDocument } from './markdown-dialect';
import { readInline } from './markdown-inline';
import { entities, Line, withBlanksAtEnd } from './markdown-line';
import { type Marks, noteContent, paragraph, text } from './pieces';

/** What is gathered while Markdown is written. */
export interface Writing {
  citations: CarriedCitations;
  words: ExchangeWords;
  /** The notes' words, in the order of their numbers. */
  notes: string[];
  pictures: ReadonlyMap<string, CarriedPicture>;
  shown: Map<string, { name: string; address: string; caption: string }>;
}

/** From the outermost in. */
const order = ['link', 'bold', 'italic', 'strike', 'underline', 'superscript', 'subscript'];

/**
 * A line of words with its marks, as signs throughout. Whether `**` opens or closes depends on the letters on both sides,
 * so what was written is read back; where it is not the same, a comment that nobody sees parts the signs from the letters.
 */
export function inlineMarkdown(nodes: JSONContent[], writing: Writing, place: 'block' | 'cell' = 'block'): string {
  const content = plain(nodes, writing);
  const before = writing.notes.length;
  const written = write(content, writing, place, false);
  if (!/[*~<]/.test(written) || isReadAs(written, content)) return written;
  writing.notes.length = before;
  return write(content, writing, place, true);
}

/** Citations as title and address; a voice is nothing; proposals' marks are left, since the text was taken as it stands. */
function plain(nodes: JSONContent[], writing: Pick<Writing, 'citations' | 'words'>): JSONContent[] {
  const content = nodes.flatMap((node): JSONContent[] => {
    if (node.type === 'citation') return citation(node, writing);
    if (node.type === 'text')
      return [
        text(
          node.text ?? '',
          (node.marks ?? []).filter((mark) => order.includes(mark.type)),
        ),
      ];
    return node.type === 'hardBreak' || node.type === 'footnote' ? [node] : [];
  });
  return normal(content);
}

function citation(node: JSONContent, { citations, words }: Pick<Writing, 'citations' | 'words'>): JSONContent[] {
  const cited = citations.get(citedKey(node.attrs?.kind, node.attrs?.cited));
  if (!cited) return [text(`[${words.hiddenSource}]`)];
  const marks: Marks = cited.address ? [{ type: 'link', attrs: { href: cited.address } }] : [];
  return [text('['), text(cited.title, marks), text(']')];
}

function normal(content: JSONContent[]): JSONContent[] {
  return textSchema.nodeFromJSON(paragraph(content)).toJSON().content ?? [];
}

/** Of a note its place alone: its words are read elsewhere. */
function shape(content: JSONContent[]): string {
  return JSON.stringify(normal(content.map((node) => (node.type === 'footnote' ? text('\u{f8fe}') : node))));
}

function isReadAs(written: string, content: JSONContent[]): boolean {
  const { tokens } = parseDocument(written.replace(/\[\^\d+\]/g, '\u{f8fe}'));
  if (tokens.length !== 3 || tokens[1]!.type !== 'inline') return false;
  const reading = {
    left: new Tally(),
    pictures: [],
    definitions: new Map(),
    notes: new Map(),
    used: new Set<string>(),
    noteDepth: 0,
  };
  return shape(readInline(tokens[1]!, reading)) === shape(content);
}

function write(content: JSONContent[], writing: Writing, place: 'block' | 'cell', isParted: boolean): string {
  const line = new Line(isParted);
  let open: Marks = [];
  const closeTo = (count: number) => {
    for (const mark of open.splice(count).reverse()) line.close(mark);
  };
  for (const node of content) {
    const marks = inOrder(node.marks ?? []);
    const shared = open.findIndex((mark, i) => JSON.stringify(mark) !== JSON.stringify(marks[i]));
    closeTo(node.type === 'text' ? (shared < 0 ? open.length : shared) : node.type === 'footnote' ? open.length : 0);
    if (node.type === 'hardBreak') line.say(place === 'cell' ? '<br>' : '\\\n');
    else if (node.type === 'footnote') line.say(note(node, writing));
    else {
      for (const mark of marks.slice(open.length)) line.open(mark);
      open = marks;
      line.say(escapeWords(node.text ?? ''));
    }
  }
  closeTo(0);
  return atEnds(line.written);
}

function inOrder(marks: Marks): Marks {
  return [...marks].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

function note(node: JSONContent, writing: Writing): string {
  const number = writing.notes.push('');
  writing.notes[number - 1] = inlineMarkdown(noteContent(plain(node.content ?? [], writing)), writing);
  return `[^${number}]`;
}

/** Blank signs at the ends of a line would be taken off, and two of them before a break are a break. */
function atEnds(line: string): string {
  return line
    .split('\n')
    .map((each) => lineStart(withBlanksAtEnd(each).replace(/^\s+/, entities)))
    .join('\n');
}

/** What would open a heading, a quote, a list, a rule or the line under a heading. */
function lineStart(line: string): string {
  return line.replace(/^([#>+=-])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** Words as Markdown reads them back to the letter. */
export function escapeWords(words: string): string {
  return words
    .replace(
      /\\(?=[!-/:-@[-`{-~]|$)|[`*[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|(?<=~)~|<(?=[a-z/!?])/giu,
      '\\$&',
    )
    .replace(/&(?=#|[a-z][a-z\d]*;)/gi, '\\&')
    .replace(/[\n\r]/g, '&#10;');
}

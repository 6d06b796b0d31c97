import type { JSONContent } from '@tiptap/core';
import type { ContentLanguage } from '../../shared/languages';
import { assemble, type ReadBlock, type ReadLine } from './assemble';
import type { Read } from './carried';
import { readComments } from './docx-comments';
import { Known } from './docx-known';
import { ListCounter } from './docx-lists';
import { WordPackage } from './docx-package';
import { TableReader } from './docx-tables';
import { WordsReader } from './docx-words';
import { Tally } from './left-out';
import { inLevels, sizeOfText, takeTitle } from './levels';
import { finished, inBlocks } from './pieces';
import { importLimits, refusals } from './refusals';
import { takeThreads } from './thread-edges';
import { child, type Element, elementsOf, within, wordsOf } from './xml';

/**
 * A document from a DOCX: headings, lists, tables, notes, links, pictures, tracked changes as suggestions and comments as
 * threads. Nothing in the file is run or fetched. Refusals: kind, old-word, encrypted, damaged, too-complex, empty.
 */
export async function readDocx(bytes: Uint8Array, language: ContentLanguage): Promise<Read> {
  const file = await WordPackage.open(bytes);
  const main = await file.xml(file.main);
  const body = main?.name === 'document' ? child(main, 'body') : undefined;
  if (!body) throw refusals.kind();
  const left = new Tally();
  const known = new Known((await file.part('styles'))?.xml, (await file.part('numbering'))?.xml);
  const words = new WordsReader(file, known, left);
  await words.readNotes();
  const blocks = new BodyReader(file.main, known, words, left).blocks(body);
  const { title, rest } = takeTitle(blocks);
  const content = inLevels(assemble(rest, left), left);
  if (!title && !content.length) throw refusals.empty();
  if (content.length > importLimits.blocks) throw refusals.tooComplex();
  const { content: whole, threads } = takeThreads(content, await readComments(file));
  await countHeaders(file, left);
  const document = { title, language, text: finished(whole), pictures: words.drawings.pictures, threads };
  if (sizeOfText(document.text) > importLimits.characters) throw refusals.tooComplex();
  return { document, left: left.list(), proposers: words.proposals.proposers };
}

class BodyReader {
  readonly #source: string;
  readonly #known: Known;
  readonly #words: WordsReader;
  readonly #left: Tally;
  readonly #lists: ListCounter;
  readonly #tables: TableReader;

  constructor(source: string, known: Known, words: WordsReader, left: Tally) {
    this.#source = source;
    this.#known = known;
    this.#words = words;
    this.#left = left;
    this.#lists = new ListCounter(known);
    this.#tables = new TableReader(known, words, left, (cell) => this.blocks(cell));
  }

  blocks(parent: Element): ReadBlock[] {
    return elementsOf(parent).flatMap((element): ReadBlock[] => {
      switch (element.name) {
        case 'p':
          return this.#line(element);
        case 'tbl':
          return [{ kind: 'node', quoted: false, node: this.#tables.table(element) }];
        case 'sdt':
          if (
            within(child(element, 'sdtPr') ?? element, 'docPartGallery').some(
              (e) => e.attributes.val === 'Table of Contents',
            )
          ) {
            this.#left.add('contents');
            return [];
          }
          return this.blocks(child(element, 'sdtContent') ?? element);
        case 'customXml':
        case 'ins':
        case 'moveTo':
          return this.blocks(element);
        case 'AlternateContent':
          return this.blocks(child(element, 'Choice') ?? child(element, 'Fallback') ?? element);
        case 'altChunk':
          this.#left.add('embedded');
          return [];
        default:
          return [];
      }
    });
  }

  #line(element: Element): ReadBlock[] {
    const now = child(element, 'pPr');
    const { properties, changed } = this.#standing(now);
    const style = child(properties, 'pStyle')?.attributes.val;
    const names = this.#known.names(style);
    if (names.some((name) => /^toc \d$/.test(name))) {
      this.#left.add('contents');
      return [];
    }
    const content = this.#words.lineContent(element, this.#source);
    const boxes = this.#words.drawings.boxes.splice(0).flatMap((box) => this.blocks(box));
    const mark = child(now, 'rPr');
    const line: Omit<ReadLine, 'content'> = {
      kind: 'line',
      role: names.includes('title') ? 'title' : names.includes('caption') ? 'caption' : 'paragraph',
      level: this.#levelOf(properties, style),
      quoted: names.some((name) => /^(intense )?quote$|^block text$|^quotations$/.test(name)),
      list: undefined,
      ...(changed ? { changed } : {}),
      end: {
        inserted: this.#words.proposals.proposalIn(mark, 'ins', 'moveTo'),
        deleted: this.#words.proposals.proposalIn(mark, 'del', 'moveFrom'),
      },
    };
    if (!line.level && line.role === 'paragraph') line.list = this.#lists.place(properties, style, names);
    const isRule =
      !content.length &&
      (child(child(properties, 'pBdr'), 'bottom') !== undefined ||
        within(element, 'rect').some((e) => e.attributes.hr === 't'));
    if (isRule) return [{ kind: 'node', quoted: line.quoted, node: { type: 'horizontalRule' } }, ...boxes];
    if (!content.some((node) => node.type === 'image')) return [{ ...line, content }, ...boxes];
    // A picture is a block of its own here: it divides the line that it stood in.
    const around = (words: JSONContent[]) => ({ type: 'line', content: words });
    const parts = inBlocks(content, around).map(
      (part): ReadBlock =>
        part.type === 'line'
          ? { ...line, end: {}, content: part.content ?? [] }
          : {
              kind: 'node',
              quoted: line.quoted,
              node: part,
              ...(line.list ? { list: { ...line.list, begins: false } } : {}),
            },
    );
    return [...parts, ...boxes];
  }

  /** A line as it stands: of another level than it is to be, where that is proposed; with all else as it is now. */
  #standing(now: Element | undefined): { properties: Element | undefined; changed?: string } {
    const before = child(child(now, 'pPrChange'), 'pPr');
    const levelOf = (properties: Element) => this.#levelOf(properties, child(properties, 'pStyle')?.attributes.val);
    if (!now || !before || levelOf(before) === levelOf(now)) return { properties: now };
    const proposal = this.#words.proposals.proposalIn(now, 'pPrChange');
    const level = levelOf(now);
    const type = (of: number) => (of ? 'heading' : 'paragraph');
    const other = type(level) === type(levelOf(before)) ? {} : { type: type(level) };
    return {
      properties: before,
      changed: JSON.stringify({ ...proposal, ...other, attrs: level ? { level } : {} }),
    };
  }

  #levelOf(properties: Element | undefined, style: string | undefined): number {
    const outline = child(properties, 'outlineLvl')?.attributes.val;
    const own = outline && /^[0-8]$/.test(outline) ? Number(outline) + 1 : 0;
    return own || this.#known.headingLevel(style);
  }
}

/** Words at the top and foot of pages belong to pages; numbers alone are not worth a word. */
async function countHeaders(file: WordPackage, left: Tally): Promise<void> {
  for (const each of [...file.all('header'), ...file.all('footer')]) {
    const xml = await file.xml(each.target);
    if (xml && /\p{L}{2}/u.test(within(xml, 't').map(wordsOf).join(''))) left.add('headers');
  }
}

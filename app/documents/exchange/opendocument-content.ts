import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Parts } from '../../attachments/clean/zip';
import { isAllowedAddress } from '../../shared/rich-text/addresses';
import { newId } from '../text/ids';
import { type ReadProposal, threadEdge } from './assemble';
import type { CarriedPicture } from './carried';
import { typeOfPicture } from './docx-drawings';
import type { Proposers } from './docx-proposals';
import type { Tally } from './left-out';
import type { OdKnown } from './opendocument-known';
import { image, type Marks, noteContent, text } from './pieces';
import { importLimits, refusals } from './refusals';
import type { ReadThread } from './thread-edges';
import { child, childrenOf, type Element, elementsOf, within, wordsOf } from './xml';

type Look = ReturnType<OdKnown['look']>;

interface Region {
  inserted: boolean;
  proposal: ReadProposal;
  /** What would go, line by line. */
  lines: Element[];
}

interface Around {
  look: Look;
  link?: string;
  deleted?: ReadProposal;
  inNote: boolean;
}

/** Stands between two lines while a paragraph is read, which holds more than one where an end is proposed to go. */
export interface Division extends JSONContent {
  type: 'division';
  attrs: { deleted: ReadProposal };
}

/** Reads words with their marks, notes, pictures, comments and what is proposed about them. */
export class OdContent {
  readonly pictures: CarriedPicture[] = [];
  readonly proposers: Proposers = new Map();
  readonly threads = new Map<string, ReadThread>();
  /** Lines in boxes beside the text, found while the words around them were read. */
  boxes: Element[] = [];
  readonly #parts: Parts;
  readonly #known: OdKnown;
  readonly #left: Tally;
  readonly #regions = new Map<string, Region>();
  readonly #seen = new Map<string, CarriedPicture | null>();
  #lastRegion: Region | undefined;
  #inserted: ReadProposal | undefined;

  constructor(parts: Parts, known: OdKnown, body: Element, left: Tally) {
    this.#parts = parts;
    this.#known = known;
    this.#left = left;
    for (const region of childrenOf(child(body, 'tracked-changes'), 'changed-region')) this.#takeRegion(region);
  }

  /** What is being inserted where the reader stands; it may go on over the ends of lines. */
  get inserted(): ReadProposal | undefined {
    return this.#inserted;
  }

  read(line: Element, look: Look): JSONContent[] {
    return this.#read(line, { look, inNote: false });
  }

  #takeRegion(region: Element): void {
    const what = elementsOf(region).find(({ name }) => name === 'insertion' || name === 'deletion');
    const info = what && child(what, 'change-info');
    if (!what || !info) return;
    const name = wordsOf(child(info, 'creator') ?? info)
      .trim()
      .slice(0, 120);
    const at = dateOf(child(info, 'date'));
    const before = this.#lastRegion?.proposal.id ?? '';
    const known = this.proposers.get(before);
    // What one person changed at one time is one proposal: the words that go, and those that come instead.
    const id = known?.name === name && known.at === at ? before : newId();
    this.proposers.set(id, { name, at });
    const proposal: ReadProposal = { id, person: null, organisation: null, at: at || null };
    const lines = elementsOf(what).filter((each) => each.name === 'p' || each.name === 'h');
    this.#lastRegion = { inserted: what.name === 'insertion', proposal, lines };
    this.#regions.set(region.attributes.id ?? '', this.#lastRegion);
  }

  #read(element: Element, around: Around): JSONContent[] {
    return element.children.flatMap((each) =>
      typeof each === 'string' ? this.#say(each.replace(/[ \t\r\n]+/g, ' '), around) : this.#one(each, around),
    );
  }

  #one(element: Element, around: Around): JSONContent[] {
    const { attributes } = element;
    switch (element.name) {
      case 'span':
        return this.#read(element, {
          ...around,
          look: this.#known.look('text', attributes['style-name'], around.look),
        });
      case 'a':
        return this.#link(element, around);
      case 's':
        return this.#say(' '.repeat(Math.min(1000, Math.max(1, Number(attributes.c ?? 1) || 1))), around);
      case 'tab':
        return this.#say('\t', around);
      case 'line-break':
        return [this.#leaf({ type: 'hardBreak' }, around)];
      case 'note':
        return this.#note(element, around);
      case 'frame':
        return this.#frame(element, around);
      case 'annotation':
        return this.#annotation(element);
      case 'annotation-end':
        return [threadEdge(attributes.name ?? '', 'end')];
      case 'change-start':
        this.#inserted = this.#regions.get(attributes['change-id'] ?? '')?.proposal ?? this.#inserted;
        return [];
      case 'change-end':
        this.#inserted = undefined;
        return [];
      case 'change':
        return this.#deletion(attributes['change-id'] ?? '', around);
      case 'hidden-text':
      case 'hidden-paragraph':
        this.#left.add('hidden');
        return [];
      case 'bookmark':
      case 'soft-page-break':
      case 'ruby-text':
        return [];
      case 'custom-shape':
      case 'g':
      case 'line':
        this.#left.add('shapes');
        return [];
      default:
        return this.#read(element, around);
    }
  }

  #say(words: string, { look, link, deleted }: Around): JSONContent[] {
    if (!words) return [];
    const marks: Marks = [
      ...(link ? [{ type: 'link', attrs: { href: link } }] : []),
      ...Array.from(look, (type) => ({ type })),
      ...(this.#inserted && !deleted ? [{ type: 'insertion', attrs: { ...this.#inserted } }] : []),
      ...(deleted ? [{ type: 'deletion', attrs: { ...deleted } }] : []),
    ];
    return [text(words, marks)];
  }

  #leaf(node: JSONContent, { deleted }: Around): JSONContent {
    const proposal = deleted ?? this.#inserted;
    if (!proposal) return node;
    return { ...node, attrs: { ...node.attrs, [deleted ? 'deleted' : 'inserted']: JSON.stringify(proposal) } };
  }

  #link(element: Element, around: Around): JSONContent[] {
    const { href = '' } = element.attributes;
    if (isAllowedAddress(href)) return this.#read(element, { ...around, link: href });
    if (href && !href.startsWith('#')) this.#left.add('links');
    return this.#read(element, around);
  }

  #deletion(id: string, around: Around): JSONContent[] {
    const region = this.#regions.get(id);
    if (!region || region.inserted) return [];
    // Read once: what goes could hold the place of itself.
    this.#regions.delete(id);
    return region.lines.flatMap((line, i) => [
      ...(i ? [{ type: 'division', attrs: { deleted: region.proposal } } as Division] : []),
      ...this.#read(line, { ...around, deleted: region.proposal }),
    ]);
  }

  #note(element: Element, around: Around): JSONContent[] {
    if (around.inNote) return [];
    if (element.attributes['note-class'] === 'endnote') this.#left.add('endnotes');
    const inserted = this.#inserted;
    this.#inserted = undefined;
    const lines = within(child(element, 'note-body') ?? element, 'p').map((line) =>
      this.#read(line, { look: new Set(), inNote: true }),
    );
    this.#inserted = inserted;
    const content = noteContent(lines.flatMap((line, i) => (i ? [text(' '), ...line] : line)));
    return [this.#leaf({ type: 'footnote', ...(content.length ? { content } : {}) }, around)];
  }

  #annotation(element: Element): JSONContent[] {
    const { name = `at ${this.threads.size}`, resolved, 'parent-name': parent } = element.attributes;
    const comment = {
      author: wordsOf(child(element, 'creator') ?? { name: '', attributes: {}, children: [] })
        .trim()
        .slice(0, 120),
      at: dateOf(child(element, 'date')),
      words: [...childrenOf(element, 'p'), ...childrenOf(element, 'list').flatMap((list) => within(list, 'p'))]
        .map(wordsOf)
        .join('\n')
        .trim(),
    };
    const thread = parent === undefined ? undefined : this.threads.get(parent);
    if (thread) thread.comments.push(comment);
    else if (comment.words && this.threads.size < importLimits.threads) {
      this.threads.set(name, { ids: [name], resolved: resolved === 'true', comments: [comment] });
    }
    return [threadEdge(name, 'start')];
  }

  #frame(frame: Element, around: Around): JSONContent[] {
    const alt = wordsOf(child(frame, 'desc') ?? child(frame, 'title') ?? { name: '', attributes: {}, children: [] })
      .trim()
      .slice(0, 400);
    const box = child(frame, 'text-box');
    if (box) {
      this.boxes.push(box);
      this.#left.add('shapes');
      return [];
    }
    if (child(frame, 'object') || child(frame, 'object-ole')) this.#left.add('embedded');
    const picture = childrenOf(frame, 'image')
      .map((each) => this.#picture(each.attributes.href ?? ''))
      .find((each) => each !== null);
    if (!picture) {
      this.#left.add('pictures');
      return alt ? [text(`[${alt}]`)] : [];
    }
    if (!alt) this.#left.add('pictures-without-words');
    return [this.#leaf(image(picture.id, alt), around)];
  }

  #picture(href: string): CarriedPicture | null {
    const name = href.replace(/^\.\//, '');
    const known = this.#seen.get(name);
    if (known !== undefined) return known;
    const bytes = this.#parts.get(name);
    const type = bytes && typeOfPicture(bytes);
    const picture = bytes && type ? { id: randomUUID(), type, bytes } : null;
    this.#seen.set(name, picture);
    if (picture && this.pictures.push(picture) > importLimits.pictures) throw refusals.tooComplex();
    return picture;
  }
}

function dateOf(element: Element | undefined): string {
  const written = element ? wordsOf(element).trim() : '';
  // Without a zone it is the clock's; taken for that of Greenwich, as it is written here.
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written.slice(0, 19)}Z`);
  return written && !Number.isNaN(date.getTime()) ? date.toISOString() : '';
}

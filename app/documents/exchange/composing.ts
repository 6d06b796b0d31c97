import type { JSONContent } from '@tiptap/core';

/** What a text of the documents' schema is made of, with ids in a row: made twice it is the same. */
export class Writing {
  readonly blocks: JSONContent[] = [];
  #last = 0;

  id(): { id: string } {
    return { id: `r${++this.#last}` };
  }

  heading(level: number, words: string): void {
    this.blocks.push({ type: 'heading', attrs: { ...this.id(), level }, content: textOf(words) });
  }

  paragraph(...content: JSONContent[]): JSONContent {
    return { type: 'paragraph', attrs: this.id(), content };
  }

  list(items: JSONContent[][]): void {
    if (items.length === 0) return;
    this.blocks.push({
      type: 'bulletList',
      content: items.map((content) => ({ type: 'listItem', content: [this.paragraph(...content)] })),
    });
  }

  table(head: string[], rows: string[][]): void {
    const row = (cells: string[], type: 'tableHeader' | 'tableCell') => ({
      type: 'tableRow',
      content: cells.map((words) => ({ type, content: [this.paragraph(...textOf(words))] })),
    });
    this.blocks.push({
      type: 'table',
      attrs: this.id(),
      content: [row(head, 'tableHeader'), ...rows.map((cells) => row(cells, 'tableCell'))],
    });
  }
}

/** Words as a text, with marks; nothing where there are none: an empty text is none that the schema takes. */
export function textOf(words: string, marks: JSONContent['marks'] = []): JSONContent[] {
  if (words === '') return [];
  return [marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words }];
}

export function linked(words: string, href: string): JSONContent[] {
  return textOf(words, [{ type: 'link', attrs: { href } }]);
}

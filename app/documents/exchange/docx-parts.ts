import { type Run, XmlAttributeComponent, XmlComponent } from 'docx';
import type { Changes, Proposer } from './flow-types';

class Attributes extends XmlAttributeComponent<{ id?: number; author?: string; date?: string; space?: string }> {
  protected override readonly xmlKeys = { id: 'w:id', author: 'w:author', date: 'w:date', space: 'xml:space' };
}

/** Counts what is proposed: Word wants a number of its own for each. */
export class Revisions {
  #last = 0;

  of({ name, at }: Proposer): { id: number; author: string; date: string } {
    return { id: ++this.#last, author: name, date: `${at.slice(0, 19)}Z` };
  }

  /** For a paragraph's end, a row or a picture: what is proposed about it as a whole. */
  options(changes: Changes): { insertion?: ReturnType<Revisions['of']>; deletion?: ReturnType<Revisions['of']> } {
    return {
      ...(changes.inserted ? { insertion: this.of(changes.inserted) } : {}),
      ...(changes.deleted ? { deletion: this.of(changes.deleted) } : {}),
    };
  }
}

class Tracked extends XmlComponent {
  constructor(tag: 'w:ins' | 'w:del', by: { id: number; author: string; date: string }, run: XmlComponent) {
    super(tag);
    this.root.push(new Attributes(by), run);
  }
}

/** Words that go stand in an element of their own, or Word finds the file broken. */
export class DeletedWords extends XmlComponent {
  constructor(words: string) {
    super('w:delText');
    this.root.push(new Attributes({ space: 'preserve' }), words);
  }
}

/** The run within what is proposed about it. Words that one inserted and another would delete are in both, as Word has it. */
export function tracked(run: Run | XmlComponent, changes: Changes, revisions: Revisions): XmlComponent {
  let made: XmlComponent = run;
  if (changes.deleted) made = new Tracked('w:del', revisions.of(changes.deleted), made);
  if (changes.inserted) made = new Tracked('w:ins', revisions.of(changes.inserted), made);
  return made;
}

import { newId } from '../text/ids';
import type { ReadProposal } from './assemble';
import { type Element, elementsOf } from './xml';

/** Who proposed what, by the id that stands in the text. */
export type Proposers = Map<string, { name: string; at: string }>;

/** Reads who proposed something, and tells one proposal from the next. */
export class ProposalsReader {
  readonly proposers: Proposers = new Map();
  #last: { key: string; id: string } | undefined;

  /** What is proposed about the end of a line or a row. */
  proposalIn(element: Element | undefined, ...names: string[]): ReadProposal | undefined {
    const found = elementsOf(element ?? { name: '', attributes: {}, children: [] }).find((each) =>
      names.includes(each.name),
    );
    return found && this.of(found);
  }

  of({ attributes }: Element): ReadProposal {
    const name = (attributes.author ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);
    const date =
      attributes.date && !Number.isNaN(Date.parse(attributes.date)) ? new Date(attributes.date).toISOString() : '';
    const key = `${name} ${date}`;
    // What one person changed at one time and place is one proposal: the words that go, and those that come instead.
    if (this.#last?.key !== key) this.#last = { key, id: newId() };
    this.proposers.set(this.#last.id, { name, at: date });
    return { id: this.#last.id, person: null, organisation: null, at: date || null };
  }

  /** Words stood between: what comes is another proposal. */
  end(): void {
    this.#last = undefined;
  }
}

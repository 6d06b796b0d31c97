import type { Node } from '@tiptap/pm/model';
import { sectionKeys } from './ids';
import { decided, isProposalMark, type Proposal, proposalIn, proposalOf } from './proposals';

export { isSuggestion } from './is-suggestion';

/** The text with everything that is proposed. */
export function acceptAll(text: Node): Node {
  return decided(text, () => 'accept');
}

/** The text as it stands. */
export function rejectAll(text: Node): Node {
  return decided(text, () => 'reject');
}

/**
 * The text after these suggestions were accepted. Two paragraphs stay apart for as long as it is open whether one of
 * them comes or goes: then the suggestion to join them is still in the text, and accepted once the other is decided.
 */
export function accept(text: Node, ids: string[]): Node {
  return decided(text, ({ id }) => (ids.includes(id) ? 'accept' : 'keep'));
}

export function reject(text: Node, ids: string[]): Node {
  return decided(text, ({ id }) => (ids.includes(id) ? 'reject' : 'keep'));
}

/** How a suggestion would change the text. */
export type SuggestionKind =
  | 'insertion' // words or elements come
  | 'deletion' // words or elements go
  | 'look' // words become bold, a link, …
  | 'change' // an element becomes another kind, or has other attributes
  | 'split' // a paragraph, item or heading is divided
  | 'join'; // a paragraph is joined to the one before it

export interface Suggestion extends Proposal {
  kinds: SuggestionKind[];
  /** The words that come, and those that go, each part on a line. */
  inserted: string;
  deleted: string;
  /** The words that would look otherwise, or the beginning of the element that would change. */
  about: string;
  /** Id of the block it begins in, null where that has none. */
  block: string | null;
  /** Key of the section it begins in: the id of the heading of level 1 before it, '' before the first. */
  section: string;
  /**
   * Keys of all sections that it has parts in. Whoever accepts it changes each of them, and nothing keeps a person from
   * giving two proposals of theirs the same id.
   */
  sections: string[];
}

/** What is proposed, in the order of the text; the parts of one suggestion together. */
export function listSuggestions(text: Node): Suggestion[] {
  const found = new Map<string, Suggestion>();
  const keyOf = sectionKeys();
  let section = '';
  const note = (proposal: Proposal, kind: SuggestionKind, block: string | null, words: string) => {
    const { id, person, organisation, at } = proposal;
    let suggestion = found.get(id);
    if (!suggestion) {
      suggestion = {
        id,
        person,
        organisation,
        at,
        kinds: [],
        inserted: '',
        deleted: '',
        about: '',
        block,
        section,
        sections: [],
      };
      found.set(id, suggestion);
    }
    if (!suggestion.kinds.includes(kind)) suggestion.kinds.push(kind);
    if (!suggestion.sections.includes(section)) suggestion.sections.push(section);
    const where = kind === 'insertion' ? 'inserted' : kind === 'deletion' ? 'deleted' : 'about';
    if (kind !== 'split') suggestion[where] += words;
  };
  const walk = (node: Node, block: string | null) => {
    for (const mark of node.marks.filter(isProposalMark)) {
      const split = mark.type.name === 'insertion' && mark.attrs.split;
      const kind = split ? 'split' : mark.type.name === 'modification' ? 'look' : mark.type.name;
      note(proposalOf(mark), kind as SuggestionKind, block, node.text ?? '');
    }
    if (node.isText) return;
    const own = typeof node.attrs.id === 'string' && node.isBlock ? node.attrs.id : block;
    const words = { inserted: 'insertion', deleted: 'deletion', joined: 'join', changed: 'change' } as const;
    for (const [name, kind] of Object.entries(words) as [keyof typeof words, SuggestionKind][]) {
      const proposal = proposalIn(node, name);
      if (proposal) note(proposal, kind, own, kind === 'join' ? '' : `${wordsOf(node)}\n`);
    }
    for (const child of node.content.content) walk(child, own);
  };
  for (const child of text.content.content) {
    // Of what stands: a heading that is only proposed begins no section.
    if (!proposalIn(child, 'inserted')) section = keyOf(child) ?? section;
    walk(child, null);
  }
  return [...found.values()].map((suggestion) => ({
    ...suggestion,
    inserted: suggestion.inserted.trimEnd(),
    deleted: suggestion.deleted.trimEnd(),
    about: suggestion.about.trimEnd(),
  }));
}

function wordsOf(node: Node): string {
  return node.textBetween(0, node.content.size, '\n', ' ');
}

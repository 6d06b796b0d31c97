import type { Node } from '@tiptap/pm/model';
import { proposalOf, splitSign } from '../../text/proposals';

/** The words of one block: those that stand, and what each person proposes to add and to take out. */
export interface Reading {
  stands: string;
  proposed: Map<number | null, Words>;
}

export interface Words {
  added: string;
  removed: string;
}

/** What became otherwise between two readings of one block. */
export type News =
  | ({ what: 'written' } & Words)
  | ({ what: 'proposed'; person: number | null } & Words)
  /** A proposal has become text. */
  | { what: 'accepted'; person: number | null; words: string }
  /** A proposal stands no longer: rejected, or taken back. */
  | { what: 'dropped'; person: number | null; words: string };

const mostWords = 120;

export function readingOf(block: Node): Reading {
  const reading: Reading = { stands: '', proposed: new Map() };
  const of = (person: number | null): Words => {
    const words = reading.proposed.get(person) ?? { added: '', removed: '' };
    reading.proposed.set(person, words);
    return words;
  };
  block.descendants((node) => {
    if (!node.isText) return true;
    const words = node.text ?? '';
    const insertion = node.marks.find((mark) => mark.type.name === 'insertion');
    const deletion = node.marks.find((mark) => mark.type.name === 'deletion');
    if (insertion) of(proposalOf(insertion).person).added += words.replaceAll(splitSign, ' ');
    else reading.stands += words;
    if (deletion && !insertion) of(proposalOf(deletion).person).removed += words;
    return false;
  });
  return reading;
}

export function isSameReading(a: Reading, b: Reading): boolean {
  if (a.stands !== b.stands || a.proposed.size !== b.proposed.size) return false;
  return [...a.proposed].every(([person, { added, removed }]) => {
    const other = b.proposed.get(person);
    return other?.added === added && other.removed === removed;
  });
}

export function newsOf(before: Reading, after: Reading): News[] {
  const news: News[] = [];
  const written = difference(before.stands, after.stands);
  for (const person of new Set([...before.proposed.keys(), ...after.proposed.keys()])) {
    const [old, now] = [before, after].map(({ proposed }) => proposed.get(person) ?? { added: '', removed: '' });
    const [added, removed] = [difference(old!.added, now!.added), difference(old!.removed, now!.removed)];
    // What one edits of one's proposal is what it says now.
    if (added.added || removed.added)
      news.push({ what: 'proposed', person, added: added.added, removed: removed.added });
    else if (added.removed || removed.removed) {
      const isTaken = written.added === added.removed && written.removed === removed.removed;
      const words = [removed.removed, added.removed].filter((w) => w !== '').join(' → ');
      news.push({ what: isTaken ? 'accepted' : 'dropped', person, words });
      if (isTaken) [written.added, written.removed] = ['', ''];
    }
  }
  if (written.added || written.removed) news.unshift({ what: 'written', ...written });
  return news;
}

/** What came and what went between two readings: whole words, cut where they are many. */
export function difference(before: string, after: string): Words {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const between = (words: string[]) => cut(words.slice(start, words.length - end).join(' '));
  return { added: between(now), removed: between(old) };
}

function wordsOf(text: string): string[] {
  return text.match(/\S+/g) ?? [];
}

function cut(words: string): string {
  return words.length <= mostWords ? words : `${words.slice(0, mostWords - 1).trimEnd()}…`;
}

import type { Authored, Texts } from '../../shared/texts';
import { type ShareView, sharesOf } from '../contribution';
import { lengthOf, type Written, writtenIn } from '../text/contribution';

/** How much of what stands each organisation wrote, from the text and its log. Names are the caller's. */
export async function readShares(
  texts: Texts,
  document: number,
  organisations: { id: number; name: string }[],
): Promise<ShareView[]> {
  const { state, authors } = await texts.readAuthored(document);
  const nameOf = new Map(organisations.map((o) => [o.id, o.name]));
  return sharesOf(
    writtenIn(state)
      .flatMap((written) => authoredParts(written, authors))
      .map(({ organisation, words }) => ({
        organisation: nameOf.get(organisation ?? 0) ?? null,
        characters: lengthOf(words),
      })),
  );
}

/**
 * Words by whom they are, in parts: words that somebody moved stay whose they were, in the midst of what the same client
 * wrote. `authors` in the order of clients and clocks.
 */
function authoredParts({ client, clock, words }: Written, authors: Authored[]) {
  const parts: { organisation: number | null; words: string }[] = [];
  let at = clock;
  const end = clock + words.length;
  for (let i = firstAfter(authors, client, clock); at < end; i++) {
    const author = authors[i];
    const isOn = author?.client === client && author.from < end;
    const upTo = isOn ? Math.max(at, Math.min(author.from, end)) : end;
    if (upTo > at) parts.push({ organisation: null, words: words.slice(at - clock, upTo - clock) });
    if (!isOn) break;
    const last = Math.min(author.to, end);
    parts.push({ organisation: author.organisation, words: words.slice(upTo - clock, last - clock) });
    at = last;
  }
  return parts;
}

/** The first entry of a client that ends after a clock. */
function firstAfter(authors: Authored[], client: number, clock: number): number {
  let [low, high] = [0, authors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const author = authors[middle]!;
    if (author.client < client || (author.client === client && author.to <= clock)) low = middle + 1;
    else high = middle;
  }
  return low;
}

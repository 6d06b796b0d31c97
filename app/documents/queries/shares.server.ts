import type { Texts } from '../../shared/texts';
import { type ShareView, sharesOf } from '../contribution';
import { charactersByClient } from '../text/contribution';

/** How much of what stands each organisation wrote, from the text and its log. Names are the caller's. */
export async function readShares(
  texts: Texts,
  document: number,
  organisations: { id: number; name: string }[],
): Promise<ShareView[]> {
  const { state, authors } = await texts.readAuthored(document);
  const nameOf = new Map(organisations.map((o) => [o.id, o.name]));
  // Each opening of the editor is a client of its own, so that a client writes for one organisation.
  const writers = new Map(authors.map((a) => [a.client, a.organisation]));
  return sharesOf(
    [...charactersByClient(state)].map(([client, characters]) => ({
      organisation: nameOf.get(writers.get(client) ?? 0) ?? null,
      characters,
    })),
  );
}

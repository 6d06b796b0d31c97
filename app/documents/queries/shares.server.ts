import type { Db } from '../../../db/connect';
import type { Texts } from '../../shared/texts';
import { type ShareView, sharesOf } from '../contribution';
import { charactersByClient } from '../text/contribution';

/** How much of what stands each organisation wrote: one statement, beside the text and its log. */
export async function readShares(sql: Db, texts: Texts, document: number): Promise<ShareView[]> {
  const [state, authors] = await Promise.all([texts.read(document), texts.authors(document)]);
  // Each opening of the editor is a client of its own, so that a client writes for one organisation.
  const organisations = new Map(authors.map((a) => [a.client, a.organisation]));
  const names = await sql<{ id: number; name: string }[]>`
    select id, coalesce(short_name, name) as name from organisation
    where id = any(${[...new Set(organisations.values())].filter((id) => id !== null)}::bigint[])`;
  const nameOf = new Map(names.map((n) => [n.id, n.name]));
  return sharesOf(
    [...charactersByClient(state)].map(([client, characters]) => ({
      organisation: nameOf.get(organisations.get(client) ?? 0) ?? null,
      characters,
    })),
  );
}

import type { Sql } from '../../../db/connect';
import { settleCitation } from '../../citations/commands.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { maySettle, whyNotOpen } from '../document';
import { readRules } from '../rules.server';
import { tellSourcesOf } from '../sources.server';

/** Keeps a citation as it is after its source changed: said by those who own the section in which it stands. */
export async function keepCitation(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; citation: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, asked.document, now);
    const no = whyNotOpen(ruled, reader, ruled.tie, now);
    if (no) throw no;
    const [place] = await tx<{ ownerId: number | null }[]>`
      select n.owner_id from citation c join document_settled s on s.document_id = c.citing_id
      join jsonb_array_elements(s.citations) x on x ->> 'anchor' = c.anchor
      left join document_section n on n.document_id = s.document_id and n.key = x ->> 'section'
      where c.id = ${asked.citation} and c.citing_kind = 'document' and c.citing_id = ${ruled.id}`;
    if (!place) throw refuse('not-found', 'shared:errors.not-found');
    if (!maySettle(place.ownerId, ruled, reader, ruled.tie, now))
      throw refuse('not-allowed', 'documents:refusals.not-your-section');
    const citing = { kind: 'document' as const, id: ruled.id };
    await settleCitation(tx, { citing, citation: asked.citation }, { by: reader!.id, now });
    await tellSourcesOf(tx, [ruled.id]);
  });
}

import type { Db } from '../../../db/connect';

/** How many claims of a published synthesis have an answer; null where none is published. For the consultation's own page. */
export interface ResponsesPart {
  claims: number;
  answered: number;
}

/** The caller has asked whether this reader may see the consultation. One statement. */
export async function readResponsesPart(sql: Db, consultation: number): Promise<ResponsesPart | null> {
  const [row] = await sql<ResponsesPart[]>`
    select count(m.id)::int as claims,
      (count(m.id) filter (where exists (select from claim_response r where r.claim_id = m.id and r.published_at is not null)))::int as answered
    from consultation_synthesis y left join claim m on m.consultation_id = y.consultation_id and m.published_at is not null and m.withdrawn_at is null
    where y.consultation_id = ${consultation} and y.published_at is not null group by y.consultation_id`;
  return row ?? null;
}

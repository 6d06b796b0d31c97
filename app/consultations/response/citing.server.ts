import type { Db } from '../../../db/connect';
import type { CitingThing } from '../../citations/citation';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { visibleConsultation } from '../queries/visible.server';
import { promised } from './columns.server';

/** Published responses that this reader may see: of a passage, on whose claim it acts. */
export async function readCitingResponses(
  sql: Db,
  ids: number[],
  reader: Reader | null,
  _language: string,
): Promise<CitingThing[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: number; words: string; language: string; consultation: number; claim: number }[]>`
    select r.id, coalesce(case when k.state <> 'not-pursued' then k.words end, r.reason) as words, r.language, c.id as consultation, m.id as claim
    from claim_response r ${promised(sql)} join claim m on m.id = r.claim_id join consultation c on c.id = m.consultation_id
    where r.id in ${sql(ids)} and r.published_at is not null and m.withdrawn_at is null and ${visibleConsultation(sql, reader)}
    order by r.id`;
  return rows.map(({ id, words, language, consultation, claim }) => ({
    kind: 'response',
    id,
    words: excerpt(words, 160),
    language,
    path: `/consultations/${consultation}/responses#claim-${claim}`,
  }));
}

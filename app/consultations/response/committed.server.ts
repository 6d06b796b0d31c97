import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { textOf } from '../queries/visible.server';
import { readableClaim } from './columns.server';

/** What was answered to a claim, as commitment `k`: of a published response to a claim that stands. */
export function committedResponse(sql: Db, { reader, language }: { reader: Reader | null; language: string }) {
  return sql`
    select k.words, k.language, '/consultations/' || c.id || '/responses#claim-' || m.id as path, x.title as subject, x.language as subject_language
    from claim_response r join claim m on m.id = r.claim_id join consultation c on c.id = m.consultation_id cross join ${textOf(sql, language)} x
    where r.id = k.subject_id and r.published_at is not null and ${readableClaim(sql, reader)}`;
}

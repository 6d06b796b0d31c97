import type { Db } from '../../../db/connect';
import { memberToday } from '../../decisions/queries/rules.server';
import { isSecretariat, type Reader } from '../../people/person';

export interface ListedYear {
  year: number;
  approvedAt: Date | null;
  /** When the review was issued last. */
  issuedAt: Date | null;
}

/** The years that this reader may see, the latest first: of a draft that is not for them only the review, once it was issued. One statement. */
export async function listYears(sql: Db, reader: Reader | null, now: Date): Promise<ListedYear[]> {
  return sql<ListedYear[]>`
    select w.year, w.approved_at, i.issued_at from workplan w
    left join lateral (select max(x.issued_at) as issued_at from annual_review_issue x where x.workplan_id = w.id) i on true
    where w.approved_at is not null or i.issued_at is not null or ${isSecretariat(reader)} or ${memberToday(sql, reader, now)}
    order by w.year desc`;
}

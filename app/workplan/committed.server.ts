import type { Db } from '../../db/connect';
import { memberToday } from '../decisions/queries/rules.server';
import { isSecretariat, type Reader } from '../people/person';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage } from '../shared/languages';

/**
 * An activity of the initiative itself or a corrective action, as commitment `k`: for whoever may see the plan. An activity is followed
 * up where it stands in the plan, a corrective action on the page of its commitment.
 */
export function committedInPlan(sql: Db, { reader, language }: { reader: Reader | null; language: string }) {
  const own = isLanguage(language) ? language : 'en';
  const title = i18nFor(own).getFixedT(own)('workplan:title');
  return sql`
    select k.words, k.language, case when a.id is null then '/commitments/' || k.id else '/workplan/' || w.year || '/own-' || a.id end as path,
      ${title} || ' ' || w.year as subject, ${own} as subject_language
    from workplan w left join workplan_activity a on a.commitment_id = k.id
    where w.id = k.subject_id and (w.approved_at is not null or exists (select from annual_review_issue i where i.workplan_id = w.id) or ${memberToday(sql, reader, new Date())}
      or ${isSecretariat(reader)})`;
}

import type { Db } from '../../db/connect';

/** The recommendation of commitment `k`. The register is public. */
export function committedRecommendation(sql: Db, { language }: { language: string }) {
  return sql`
    select x.body as words, x.language, '/recommendations/' || r.id as path, n.title as subject, n.language as subject_language
    from recommendation r join outcome o on o.id = r.outcome_id
    cross join lateral (select t.body, t.language from recommendation_text t where t.recommendation_id = r.id
      order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1) x
    cross join lateral (select t.title, t.language from outcome_text t where t.outcome_id = o.id
      order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1) n
    where r.id = k.subject_id`;
}

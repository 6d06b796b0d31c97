import type { Db } from '../../../db/connect';
import type { CitedThing, CitingThing } from '../../citations/citation';
import { citedBy } from '../../citations/cited-rows.server';
import { excerptLength } from '../../discussions/cited.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import { textOf, visibleConsultation } from '../queries/visible.server';
import type { CountedKind } from './claim';

interface Row {
  id: number;
  version: number;
  title: string;
  words: string | null;
  language: string | null;
  own: string;
  at: string;
  withdrawn: boolean;
}

/** That this person may read `claim m` of `consultation c`: published for whoever sees that, before it for who prepares it. */
export function claimVisibleTo(sql: Db, reader: Reader | null) {
  const prepares = sql`exists (select from activity_role r where r.activity = 'consultation' and r.activity_id = c.id
    and r.person_id = ${reader?.id ?? null} and r.role = 'facilitator')`;
  return sql`(${visibleConsultation(sql, reader)} and (m.published_at is not null or ${reader?.secretariat ?? false} or ${prepares}))`;
}

function wordsOf(sql: Db, language: string) {
  return sql`lateral (select t.body, t.language from claim_text t where t.claim_id = m.id
    order by t.language = ${language} desc, t.language = m.language desc, t.language limit 1)`;
}

/** Cited claims as this reader may see them. Whose words they are is the consultation's: they say what many said. */
export const citedClaims = citedBy<Row>(
  (sql, ids, reader, language) => sql`
    select m.id, m.version, m.language as own, coalesce(m.corrected_at, m.published_at, m.created_at) as at,
      m.withdrawn_at is not null as withdrawn, w.body as words, w.language, x.title
    from claim m join consultation c on c.id = m.consultation_id join ${textOf(sql, language)} x on true
    left join ${wordsOf(sql, language)} w on true
    where m.id in ${sql(ids)} and ${claimVisibleTo(sql, reader)}`,
  thingFrom,
);

function thingFrom(r: Row): CitedThing {
  const place = { author: r.title, organisation: null, path: `/claims/${r.id}`, discussion: null };
  if (r.withdrawn || r.words === null) return { kind: 'nothing', why: 'gone', ...place };
  return {
    kind: 'claim',
    id: r.id,
    ...place,
    sector: null,
    excerpt: excerpt(r.words, excerptLength),
    language: r.language ?? r.own,
    translated: r.language !== r.own,
    version: r.version,
    at: new Date(r.at).toISOString(),
    state: 'shown',
  };
}

/** Published claims that this reader may see: where something is used. */
export async function readCitingClaims(
  sql: Db,
  ids: number[],
  reader: Reader | null,
  language: string,
): Promise<CitingThing[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: number; words: string; language: string }[]>`
    select m.id, w.body as words, w.language from claim m join consultation c on c.id = m.consultation_id
    join ${wordsOf(sql, language)} w on true
    where m.id in ${sql(ids)} and m.published_at is not null and m.withdrawn_at is null and ${visibleConsultation(sql, reader)}
    order by m.consultation_id, m.position, m.id`;
  return rows.map((r) => ({ kind: 'claim', ...r, words: excerpt(r.words, 160), path: `/claims/${r.id}` }));
}

/** A column: published claims that rest on a thing and that this reader may see, `[{ id, words, language }]`. */
export function claimsCiting(
  sql: Db,
  kind: CountedKind,
  cited: ReturnType<Db>,
  reader: Reader | null,
  language: string,
) {
  return sql`(select jsonb_agg(jsonb_build_object('id', m.id, 'words', w.body, 'language', w.language) order by m.id)
    from citation z join claim m on m.id = z.citing_id join consultation c on c.id = m.consultation_id
    join ${wordsOf(sql, language)} w on true
    where z.citing_kind = 'claim' and z.cited_kind = ${kind} and z.cited_id = ${cited}
      and m.published_at is not null and m.withdrawn_at is null and ${visibleConsultation(sql, reader)})`;
}

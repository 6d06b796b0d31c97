import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import type { Rules } from '../discussion';
import { phaseFrom } from '../rules.server';
import { visibleTo } from './visible.server';

export interface ListedDiscussion {
  id: number;
  slug: string;
  title: string;
  textLanguage: string;
  rules: Rules;
  timeZone: string;
  region: string;
  postCount: number;
  organisationCount: number;
  lastPostAt: Date | null;
}

export const listLength = 20;

/**
 * Discussions that this reader may see, newest activity first: those that are open, then announced, then the others.
 * The conditions are `mayRead`, said in SQL; a table of cases in the tests holds the two together.
 */
export async function listDiscussions(
  sql: Db,
  reader: Reader | null,
  options: { language: string; now: Date; page: number; state?: string | undefined; region?: string | undefined },
): Promise<{ discussions: ListedDiscussion[]; total: number }> {
  const { now, page, state, region, language } = options;
  const rows = await sql<
    (Omit<ListedDiscussion, 'rules'> &
      Pick<Rules, 'readers' | 'writers' | 'moderation' | 'announcedAt' | 'synthesisedAt'> & {
        phases: { id: number; position: number; opensAt: string; closesAt: string }[] | null;
        total: number;
      })[]
  >`
    with visible as (
      select d.*, y.published_at as synthesised_at, i.first_opens, i.last_closes
      from discussion d left join synthesis y on y.discussion_id = d.id
      left join (select discussion_id, min(opens_at) as first_opens, max(closes_at) as last_closes from phase group by discussion_id) i
        on i.discussion_id = d.id
      where ${visibleTo(sql, reader)}
    ), states as (
      select v.*, case
        when v.announced_at is null then 'draft'
        when v.synthesised_at is not null then 'synthesised'
        when v.first_opens is null or ${now} < v.first_opens then 'announced'
        when ${now} < v.last_closes then 'open'
        else 'closed' end as state
      from visible v
    ), chosen as (
      select s.*, count(*) over ()::int as total from states s
      where (${state ?? null}::text is null or s.state = ${state ?? null}) and (${region ?? null}::text is null or s.region = ${region ?? null})
      order by array_position(array['open', 'announced', 'draft', 'closed', 'synthesised'], s.state),
        case when s.state = 'announced' then s.first_opens end asc, s.last_closes desc nulls last, s.id desc
      limit ${listLength} offset ${(Math.max(page, 1) - 1) * listLength}
    )
    select c.id, c.slug, c.time_zone, c.region, c.readers, c.writers, c.moderation, c.announced_at, c.synthesised_at, c.total,
      x.title, x.language as text_language,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position)
        from phase p where p.discussion_id = c.id) as phases,
      n.post_count, n.organisation_count, n.last_post_at
    from chosen c
    cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = c.id
      order by t.language = ${language} desc, t.language = c.language desc limit 1) x
    cross join lateral (select count(*)::int as post_count, count(distinct p.organisation_id)::int as organisation_count, max(p.shown_at) as last_post_at
      from post p where p.discussion_id = c.id and p.state = 'shown') n
    order by array_position(array['open', 'announced', 'draft', 'closed', 'synthesised'], c.state),
      case when c.state = 'announced' then c.first_opens end asc, c.last_closes desc nulls last, c.id desc`;
  return {
    total: rows[0]?.total ?? 0,
    discussions: rows.map(
      ({ phases, readers, writers, moderation, announcedAt, synthesisedAt, total: _, ...rest }) => ({
        ...rest,
        rules: { readers, writers, moderation, announcedAt, synthesisedAt, phases: (phases ?? []).map(phaseFrom) },
      }),
    ),
  };
}

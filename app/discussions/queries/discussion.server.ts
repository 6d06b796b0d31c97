import type { Db } from '../../../db/connect';
import { askedWhen } from '../../consultations/queries/asked-when.server';
import { type AskedBy, askedByColumn } from '../../consultations/queries/asking-it.server';
import type { Level } from '../../notices/notice';
import { levelOf } from '../../notices/queries/level.server';
import { isActive, type Reader } from '../../people/person';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { mayRead } from '../discussion';
import { type Ruled, ruledFrom } from '../rules.server';
import { known } from './visible.server';

export interface PhaseHead {
  id: number;
  position: number;
  opensAt: Date;
  closesAt: Date;
  title: string;
  question: string;
  /** Language of the version that is shown. */
  language: string;
}

/** A discussion's page without its posts. */
export interface DiscussionHead extends Omit<Ruled, 'phases'> {
  phases: PhaseHead[];
  title: string;
  introductionHtml: string;
  textLanguage: string;
  region: string;
  createdBy: number;
  facilitators: { name: string; organisation: string | null }[];
  postCount: number;
  /** Rows of the conversation that this reader sees: tombstones and pointers too, and held posts of their own. */
  rowCount: number;
  organisationCount: number;
  /** Organisations that have posted, by sector. */
  sectors: Record<string, number>;
  /** Ordinal up to which this reader has read, and how many visible posts come up to there. */
  read: { ordinal: number; count: number } | null;
  draft: {
    id: number;
    body: string;
    language: string;
    inReplyTo: number | null;
    keptBecause: string | null;
    updatedAt: string;
    /** Erased ones say that they were there; they are not posted. */
    files: { id: string; name: string; size: number; erased: boolean }[] | null;
  } | null;
  invitedOrganisations: { id: number; name: string }[];
  /** Consultations that ask for it as a part of them. */
  askedBy: AskedBy[];
  /** How much this reader wants to hear of it; null where that was never said. */
  follows: Level | null;
}

interface Version {
  language: string;
  title: string;
  introductionHtml: string;
}

type HeadRow = Parameters<typeof ruledFrom>[0] & {
  region: string;
  createdBy: number;
  texts: Version[] | null;
  phaseTexts: { phaseId: number; language: string; title: string; question: string }[] | null;
  facilitators: DiscussionHead['facilitators'] | null;
  postCount: number;
  rowCount: number;
  organisationCount: number;
  sectors: Record<string, number> | null;
  read: DiscussionHead['read'];
  draft: DiscussionHead['draft'];
  invitedOrganisations: DiscussionHead['invitedOrganisations'] | null;
  askedBy: AskedBy[] | null;
  follows: Level | null;
};

/**
 * All that stands around the posts, in one statement. Throws not-found where the reader may not see it. `replyTo`
 * chooses the draft to show: the one that answers that post, or the plain one.
 */
export async function readDiscussion(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  replyTo: number | null = null,
): Promise<DiscussionHead> {
  const me = reader?.id ?? null;
  const [row] = await sql<HeadRow[]>`
    select d.id, d.slug, d.language, d.time_zone, d.version, d.readers, d.writers, d.moderation, d.announced_at, d.region, d.created_by,
      (select s.published_at from synthesis s where s.discussion_id = d.id) as synthesised_at,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position)
        from phase p where p.discussion_id = d.id) as phases, ${askedWhen(sql)} as asked,
      ${askedByColumn(sql, { kind: 'discussion', subject: sql`d.id` }, reader, language)} as asked_by,
      tie.role, ${levelOf(sql, reader, 'discussion', sql`d.id`)} as follows,
      exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = ${reader?.organisationId ?? null}) as invited,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'introductionHtml', x.introduction_html))
        from discussion_text x where x.discussion_id = d.id) as texts,
      (select jsonb_agg(jsonb_build_object('phaseId', x.phase_id, 'language', x.language, 'title', x.title, 'question', x.question))
        from phase_text x join phase p on p.id = x.phase_id where p.discussion_id = d.id) as phase_texts,
      (select jsonb_agg(jsonb_build_object('name', p.name, 'organisation', coalesce(o.short_name, o.name)) order by p.name)
        from activity_role r join person p on p.id = r.person_id left join organisation o on o.id = p.organisation_id
        where r.activity = 'discussion' and r.activity_id = d.id and r.role = 'facilitator') as facilitators,
      c.post_count, c.row_count, c.organisation_count, c.sectors,
      case when g.ordinal is not null then jsonb_build_object('ordinal', g.ordinal, 'count', c.read_count) end as read,
      (select jsonb_build_object('id', t.id, 'body', t.body, 'language', t.language, 'inReplyTo', t.in_reply_to, 'keptBecause', t.kept_because, 'updatedAt', greatest(t.updated_at, t.erased_at),
          'files', (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'erased', f.erased_at is not null) order by f.added_at)
            from attachment f where f.draft_id = t.id))
        from draft t where t.discussion_id = d.id and t.person_id = ${me} and t.of_post is null and coalesce(t.in_reply_to, 0) = ${replyTo ?? 0}) as draft,
      case when d.readers = 'invited' or d.writers = 'invited' then
        (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name)) order by o.name)
          from discussion_invitation i join organisation o on o.id = i.organisation_id where i.discussion_id = d.id) end as invited_organisations
    from discussion d
    left join activity_role tie on tie.activity = 'discussion' and tie.activity_id = d.id and tie.person_id = ${me}
    left join reading g on g.discussion_id = d.id and g.person_id = ${me}
    -- All that is counted, in one walk over the posts of the discussion.
    cross join lateral (
      select coalesce(sum(shown), 0)::int as post_count, coalesce(sum(seen), 0)::int as row_count, coalesce(sum(read), 0)::int as read_count,
        coalesce(sum(organisations), 0)::int as organisation_count,
        jsonb_object_agg(sector, organisations) filter (where organisations > 0) as sectors
      from (
        select o.sector, sum(shown) as shown, sum(seen) as seen, sum(read) as read,
          count(*) filter (where shown > 0 and o.id is not null) as organisations
        from (
          select p.organisation_id, count(*) filter (where p.state = 'shown') as shown,
            count(*) filter (where ${known(sql)} or p.author_id = ${me} or ${isActive(reader) && reader.secretariat} or tie.role = 'facilitator') as seen,
            count(*) filter (where p.ordinal <= g.ordinal and ${known(sql)}) as read
          from post p where p.discussion_id = d.id group by p.organisation_id
        ) by_organisation left join organisation o on o.id = by_organisation.organisation_id
        group by o.sector
      ) by_sector
    ) c
    where d.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const {
    texts,
    phaseTexts,
    facilitators,
    postCount,
    rowCount,
    organisationCount,
    sectors,
    read,
    draft,
    invitedOrganisations,
    askedBy,
    region,
    createdBy,
    follows,
    ...rest
  } = row;
  const ruled = ruledFrom(rest);
  if (!mayRead(ruled, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  const text = pickVersion(texts ?? [], language, ruled.language);
  return {
    ...ruled,
    phases: ruled.phases.map((phase) => {
      const version = pickVersion(
        (phaseTexts ?? []).filter((v) => v.phaseId === phase.id),
        language,
        ruled.language,
      );
      return {
        ...phase,
        title: version?.title ?? '',
        question: version?.question ?? '',
        language: version?.language ?? ruled.language,
      };
    }),
    title: text?.title ?? '',
    introductionHtml: text?.introductionHtml ?? '',
    textLanguage: text?.language ?? ruled.language,
    region,
    createdBy,
    facilitators: facilitators ?? [],
    postCount,
    rowCount,
    organisationCount,
    sectors: sectors ?? {},
    read,
    draft,
    invitedOrganisations: invitedOrganisations ?? [],
    askedBy: askedBy ?? [],
    follows,
  };
}

import type { Db } from '../../db/connect';
import { type OpenPhase, openPhases } from '../consultations/queries/asking-it.server';
import type { Reader } from '../people/person';
import { readTogether } from '../shared/together.server';
import { visibleTo } from './queries/visible.server';

export interface StartDiscussion {
  id: number;
  slug: string;
  title: string;
  /** Language of the title that is shown. */
  language: string;
  timeZone: string;
}

export interface StartLists {
  /** Those that close first come first. */
  open: (StartDiscussion & { closesAt: string })[];
  /** Those that open first come first. */
  announced: (StartDiscussion & { opensAt: string })[];
  /** With a published synthesis, newest first. */
  synthesised: (StartDiscussion & { publishedAt: string })[];
  /** Consultations in which one can take part now, those that close first before the others. */
  consultations: (StartDiscussion & { closesAt: string })[];
  /** The next instant at which one of these lists changes by itself; null where none is ahead. */
  until: Date | null;
}

const most = { open: 20, announced: 20, synthesised: 3 };

type Row = StartDiscussion & {
  state: 'open' | 'announced' | 'synthesised';
  opensAt: Date;
  closesAt: Date;
  publishedAt: Date | null;
};

/**
 * What the start page shows of the discussions and consultations that this reader may see, in one statement. Drafts are not on it, not
 * even for those who make them; states are those of `stateOf` at `now`.
 */
export async function listForStart(sql: Db, reader: Reader | null, language: string, now: Date): Promise<StartLists> {
  const read = await readTogether<{ discussions: Row; phases: OpenPhase }>(sql, {
    discussions: discussionsSelect(sql, reader, language, now),
    phases: openPhases(sql, reader, language, now),
  });
  const rows = read.discussions.map((row) => ({
    ...row,
    opensAt: new Date(row.opensAt),
    closesAt: new Date(row.closesAt),
    publishedAt: row.publishedAt === null ? null : new Date(row.publishedAt),
  }));
  const phases = read.phases.map((p) => ({ ...p, opensAt: new Date(p.opensAt), closesAt: new Date(p.closesAt) }));
  const of = <S extends Row['state']>(state: S) => rows.filter((row) => row.state === state);
  const instants = [
    ...of('open').map((r) => r.closesAt),
    ...of('announced').map((r) => r.opensAt),
    ...phases.map((p) => (p.opensAt > now ? p.opensAt : p.closesAt)),
  ];
  return {
    open: of('open').map((r) => ({ ...head(r), closesAt: r.closesAt.toISOString() })),
    announced: of('announced').map((r) => ({ ...head(r), opensAt: r.opensAt.toISOString() })),
    synthesised: of('synthesised').map((r) => ({ ...head(r), publishedAt: r.publishedAt!.toISOString() })),
    consultations: phases
      .filter((p) => p.opensAt <= now)
      .map((p) => ({ ...head(p), closesAt: p.closesAt.toISOString() })),
    until: instants.length ? new Date(Math.min(...instants.map(Number))) : null,
  };
}

function discussionsSelect(sql: Db, reader: Reader | null, language: string, now: Date) {
  return sql`
    with lived as (
      select d.id, d.slug, d.language, d.time_zone, y.published_at, p.opens_at, p.closes_at,
        case
          when y.published_at is not null then 'synthesised'
          when p.opens_at is null or ${now} < p.opens_at then 'announced'
          when ${now} < p.closes_at then 'open'
        end as state
      from discussion d
      left join synthesis y on y.discussion_id = d.id
      cross join lateral (select min(opens_at) as opens_at, max(closes_at) as closes_at from phase where discussion_id = d.id) p
      where d.announced_at is not null and ${visibleTo(sql, reader)}
    ), ranked as (
      select *, row_number() over (partition by state
        order by case state when 'open' then closes_at when 'announced' then opens_at end, published_at desc, id) as place
      from lived where state = 'synthesised' or opens_at is not null and state is not null
    )
    select r.id, r.slug, r.time_zone, r.state, r.opens_at, r.closes_at, r.published_at, x.title, x.language
    from ranked r
    cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = r.id
      order by t.language = ${language} desc, t.language = r.language desc limit 1) x
    where r.place <= case r.state when 'open' then ${most.open}::int when 'announced' then ${most.announced}::int else ${most.synthesised}::int end
    order by r.place`;
}

function head({ id, slug, title, language, timeZone }: StartDiscussion): StartDiscussion {
  return { id, slug, title, language, timeZone };
}

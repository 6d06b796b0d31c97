import type { Db } from '../../../../db/connect';
import { refuse } from '../../../shared/refusal';
import { patternsOf } from '../../../shared/search.server';
import type { InvitationFilter, InvitationState } from '../invitation';
import { quietDays } from '../reaching';
import { speakersOf, standings } from './standing.server';

export const listLength = 50;

export interface InvitableOrganisation {
  id: number;
  handle: string;
  name: string;
  language: string;
  sector: string;
  /** Region and country where it is, and the cell in which it counts. */
  area: string;
  country: string | null;
  region: string;
  state: InvitationState;
  invitedAt: Date | null;
  remindedAt: Date | null;
  speakers: number;
}

/** `InvitationState` of a row of `standings s`. */
function stateOf(sql: Db) {
  return sql`case when s.done then 'submitted' when s.begun then 'started' when s.invited_at is not null then 'silent' else 'not-invited' end`;
}

function matching(sql: Db, { sector, region, state, q }: InvitationFilter) {
  return sql`(${sector ?? null}::text is null or s.sector = ${sector ?? null})
    and (${region ?? null}::text is null or s.region = ${region ?? null})
    and (${state ?? null}::text is null or ${stateOf(sql)} = ${state ?? null})
    and not exists (select from unnest(${patternsOf(q)}::text[]) as w(word)
      where not (o.name ilike w.word or coalesce(o.short_name, '') ilike w.word or o.handle ilike w.word
        or exists (select from jsonb_each_text(o.names) n where n.value ilike w.word)))`;
}

/** One page of the directory as it stands to the consultation, by name, in one statement. Refuses not-found beyond its end. */
export async function listInvitable(
  sql: Db,
  consultation: number,
  { page, language, ...filter }: InvitationFilter & { page: number; language: string },
): Promise<{ organisations: InvitableOrganisation[]; total: number }> {
  const rows = await sql<(InvitableOrganisation & { total: number })[]>`
    select s.id, o.handle, coalesce(o.names ->> ${language}, o.name) as name,
      case when o.names ? ${language} then ${language} else o.language end as language, s.sector, o.region as area, o.country, s.region,
      ${stateOf(sql)} as state, s.invited_at, s.reminded_at, ${speakersOf(sql, sql`s.id`)} as speakers, count(*) over ()::int as total
    from (${standings(sql, consultation)}) s join organisation o on o.id = s.id
    where ${matching(sql, filter)}
    order by coalesce(o.names ->> ${language}, o.name) collate "und-x-icu", s.id
    limit ${listLength} offset ${(page - 1) * listLength}`;
  if (rows.length === 0 && page > 1) throw refuse('not-found', 'shared:errors.not-found');
  return { total: rows[0]?.total ?? 0, organisations: rows.map(({ total: _, ...row }) => row) };
}

/** Those who are meant: named one by one, or all of a sector and a region. */
export type Meant = { ids: number[] } | { sector: string; region: string };

/** An organisation that would be invited or reminded, with how many people of it would be written to. */
export interface Addressed {
  id: number;
  name: string;
  language: string;
  speakers: number;
}

/** Who can be invited (`invite`: not invited yet) or reminded (`remind`: silent, and in peace for some days) of those meant. */
export async function listAddressed(
  sql: Db,
  consultation: number,
  what: 'invite' | 'remind',
  meant: Meant,
  { language, now, most }: { language: string; now: Date; most: number },
): Promise<Addressed[]> {
  const before = new Date(now.getTime() - quietDays * 86_400_000);
  const which =
    'ids' in meant
      ? sql`s.id = any(${meant.ids}::bigint[])`
      : sql`s.sector = ${meant.sector} and s.region = ${meant.region}`;
  const may =
    what === 'invite'
      ? sql`s.invited_at is null`
      : sql`s.invited_at is not null and not s.begun and coalesce(s.reminded_at, s.invited_at) <= ${before}`;
  return sql<Addressed[]>`
    select s.id, coalesce(o.names ->> ${language}, o.name) as name,
      case when o.names ? ${language} then ${language} else o.language end as language, ${speakersOf(sql, sql`s.id`)} as speakers
    from (${standings(sql, consultation)}) s join organisation o on o.id = s.id
    where ${which} and ${may}
    order by coalesce(o.names ->> ${language}, o.name) collate "und-x-icu", s.id limit ${most}`;
}

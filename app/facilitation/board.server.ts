import type { Db } from '../../db/connect';
import { type Ruled, readRules } from '../discussions/rules.server';
import { isArea, type Region, regionOf, regions, world } from '../organisations/places';
import { isSector, type Sector, sectorKeys } from '../organisations/sectors';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { questionPattern, whyNotBoard } from './facilitation';
import type { OpenFlag } from './queries.server';

/** Rows of each part of the board; the rest is counted, and comes up when these are done. */
const most = 20;

export interface BoardPost {
  id: number;
  author: string;
  organisation: string | null;
  language: string;
  at: string;
}

export interface WaitingPost extends BoardPost {
  html: string;
  /** It was shown before, and waits because it was edited. */
  edited: boolean;
  firstOfAuthor: boolean;
  files: number;
}

export interface FlaggedPost extends BoardPost {
  words: string;
  state: 'shown' | 'waiting' | 'hidden';
  flags: OpenFlag[];
}

export interface OpenQuestion extends BoardPost {
  words: string;
  /** How many have asked the author to clarify; 0 for a question that the post itself asks. */
  clarify: number;
}

export interface NewVoice extends BoardPost {
  words: string;
}

interface Part<Row> {
  rows: Row[];
  total: number;
}

export interface Board {
  title: string;
  titleLanguage: string;
  waiting: Part<WaitingPost>;
  flagged: Part<FlaggedPost>;
  questions: Part<OpenQuestion>;
  newVoices: Part<NewVoice>;
  /** Sectors and M49 regions of which no organisation has spoken. `invited` false: nobody of it could. */
  silentSectors: { sector: Sector; invited: boolean }[];
  silentRegions: Region[];
  /** Shown posts that no statement of the synthesis cites and nobody waived. */
  uncited: number;
  posts: number;
}

interface Row {
  title: string;
  titleLanguage: string;
  region: string;
  waiting: Part<WaitingPost>;
  flagged: Part<FlaggedPost>;
  questions: Part<OpenQuestion>;
  newVoices: Part<NewVoice>;
  spoken: { sector: string; region: string }[];
  invitedSectors: string[] | null;
  uncited: number;
  posts: number;
}

/** Everything that waits for a facilitator, in one statement. For all others the board does not exist. */
export async function readBoard(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<{ board: Board; ruled: Ruled }> {
  const ruled = await readRules(sql, reader, id);
  const no = whyNotBoard(reader, ruled.tie);
  if (no) throw no;
  const head = sql`'id', p.id, 'author', a.name, 'organisation', coalesce(o.short_name, o.name), 'language', p.language,
    'at', coalesce(p.shown_at, p.written_at)`;
  const from = sql`from post p join person a on a.id = p.author_id left join organisation o on o.id = p.organisation_id`;
  const words = sql`'words', left(p.plain, 600)`;
  // The sentence that asks, wherever in the post it stands.
  const asking = sql`substring(regexp_replace(p.plain, '^> .*$', '', 'gn') from ${`[^.!?؟？。\n]*(?:[؟？]|[?](?![A-Za-z0-9_/&=%-]))`})`;
  const byFacilitator = sql`exists (select from activity_role r where r.activity = 'discussion' and r.activity_id = ${id}
    and r.role = 'facilitator' and r.person_id = p.author_id)`;
  const firstOfAuthor = sql`not exists (select from post q where q.author_id = p.author_id and q.id <> p.id
    and q.state <> 'moved' and q.shown_at is not null and q.shown_at <= coalesce(p.shown_at, now()))`;
  const answered = sql`exists (select from post r where r.in_reply_to = p.id and r.author_id <> p.author_id and r.state = 'shown')`;
  const part = (rows: ReturnType<Db>) => sql`(select jsonb_build_object('total', coalesce(max(n), 0), 'rows',
    coalesce(jsonb_agg(row order by place), '[]')) from (${rows} limit ${most}) rows)`;

  const [row] = await sql<Row[]>`
    select x.title, x.language as title_language, d.region,
      ${part(sql`select count(*) over () as n, p.written_at as place, jsonb_build_object(${head}, 'html', p.html,
          'edited', p.shown_at is not null, 'firstOfAuthor', ${firstOfAuthor},
          'files', (select count(*) from attachment f where f.post_id = p.id and f.erased_at is null)) as row
        ${from} where p.discussion_id = d.id and p.state = 'waiting' order by p.written_at`)} as waiting,
      ${part(sql`select count(*) over () as n, w.at as place, jsonb_build_object(${head}, ${words}, 'state', p.state, 'flags', w.flags) as row
        ${from} join lateral (select min(f.at) as at, jsonb_agg(jsonb_build_object('kind', f.kind, 'reason', f.reason, 'by', fp.name,
            'at', f.at) order by f.id) as flags
          from flag f left join person fp on fp.id = f.person_id where f.post_id = p.id and f.settled_at is null) w on w.at is not null
        where p.discussion_id = d.id and exists (select from flag f where f.post_id = p.id and f.settled_at is null) order by w.at`)} as flagged,
      ${part(sql`select count(*) over () as n, p.ordinal as place, jsonb_build_object(${head}, 'words', case when c.n = 0 then coalesce(${asking}, left(p.plain, 600)) else left(p.plain, 600) end, 'clarify', c.n) as row
        ${from} cross join lateral (select count(*) as n, max(r.at) as at from reaction r
          where r.post_id = p.id and r.kind = 'please-clarify') c
        where p.discussion_id = d.id and p.state = 'shown' and not ${byFacilitator} and (
          (c.n = 0 and regexp_replace(p.plain, '^> .*$', '', 'gn') ~ ${`(?n)${questionPattern}`} and not ${answered})
          or (c.n > 0 and (p.edited_at is null or p.edited_at < c.at) and not exists (
            select from post r where r.author_id = p.author_id and r.state in ('shown', 'waiting') and r.written_at >= c.at
              and (r.in_reply_to = p.id or r.in_reply_to in (select q.id from post q where q.in_reply_to = p.id)))))
        order by p.ordinal`)} as questions,
      ${part(sql`select count(*) over () as n, p.ordinal as place, jsonb_build_object(${head}, ${words}) as row
        ${from} where p.discussion_id = d.id and p.state = 'shown' and not ${byFacilitator} and ${firstOfAuthor} and not ${answered}
        order by p.ordinal`)} as new_voices,
      coalesce((select jsonb_agg(distinct jsonb_build_object('sector', o.sector, 'region', o.region)) from organisation o
        where o.id in (select p.organisation_id from post p where p.discussion_id = d.id and p.state = 'shown')), '[]') as spoken,
      case when d.writers = 'invited' then coalesce((select jsonb_agg(distinct o.sector) from discussion_invitation i
        join organisation o on o.id = i.organisation_id where i.discussion_id = d.id), '[]') end as invited_sectors,
      (select count(*)::int from post p where p.discussion_id = d.id and p.state = 'shown' and not exists (
          select from citation c join statement s on s.id = c.citing_id
          where c.citing_kind = 'statement' and c.cited_kind = 'post' and c.cited_id = p.id and s.discussion_id = d.id)
        and not exists (select from waiver w where w.discussion_id = d.id and w.kind = 'post' and w.subject = p.id::text)) as uncited,
      (select count(*)::int from post p where p.discussion_id = d.id and p.state = 'shown') as posts
    from discussion d
    cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = d.id
      order by t.language = ${language} desc, t.language = d.language desc limit 1) x
    where d.id = ${id}`;
  return { board: boardFrom(row!), ruled };
}

function boardFrom({ region, spoken, invitedSectors, ...row }: Row): Board {
  const shorten = <R extends { words: string }>(part: Part<R>): Part<R> => ({
    ...part,
    rows: part.rows.map((r) => ({ ...r, words: excerpt(r.words, 240) })),
  });
  return {
    ...row,
    flagged: shorten(row.flagged),
    questions: shorten(row.questions),
    newVoices: shorten(row.newVoices),
    silentSectors: sectorKeys
      .filter((sector) => !spoken.some((s) => s.sector === sector))
      .map((sector) => ({
        sector,
        invited: invitedSectors === null || invitedSectors.filter(isSector).includes(sector),
      })),
    silentRegions: expectedRegions(region).filter(
      (r) => !spoken.some((s) => isArea(s.region) && regionOf(s.region) === r),
    ),
  };
}

/** A discussion of the whole world expects all five; one of a region, that region alone. */
function expectedRegions(region: string): readonly Region[] {
  const own = region !== world && isArea(region) ? regionOf(region) : undefined;
  return own ? [own] : regions;
}

import type { Db } from '../../../db/connect';
import { contactableOnce } from '../../events/registration/contact.server';
import { type Area, areasWithin } from '../../organisations/places';
import type { NewsText } from '../news-mail.server';

/** To whom news goes: people of these sectors, regions and languages; where none is chosen, of all. */
export interface Audience {
  sectors: string[];
  regions: string[];
  languages: string[];
}

/**
 * Those to whom it would go now, as table `a`: with consent, chosen, and with an address that takes mail. People with an active
 * account by what stands there; those who have none, and consented when they registered for an event, by what they said then.
 * No address twice. Counting and sending ask the same.
 */
export function addressed(sql: Db, { sectors, regions, languages }: Audience) {
  const areas = regions.flatMap((region) => areasWithin(region as Area));
  return sql`(
    select p.id as person, null::bigint as registration, p.email, p.language, o.sector, o.region
    from person p left join organisation o on o.id = p.organisation_id
    where p.state = 'active' and p.news_since is not null
    union all
    select null, g.id, g.email, g.language, g.sector, g.region from ${contactableOnce(sql)} g) a
    where not exists (select from mail_stopped m where m.address = a.email)
      and (${sectors.length === 0} or a.sector = any(${sectors}::text[]))
      and (${areas.length === 0} or a.region = any(${areas}::text[]))
      and (${languages.length === 0} or a.language = any(${languages}::text[]))`;
}

export interface Counted {
  people: number;
  /** How many of them have no account. */
  guests: number;
  sectors: { key: string | null; people: number }[];
  /** The region of M49, or the area where an organisation works beyond one. */
  regions: { key: string | null; people: number }[];
  languages: { key: string | null; people: number }[];
}

/** How many people an audience is, whole and in its parts; in one statement, so that the parts add up. */
export async function countAddressed(sql: Db, audience: Audience): Promise<Counted> {
  const rows = await sql<{ by: number; key: string | null; people: number; guests: number }[]>`
    select grouping(a.sector, a.region, a.language) as by, coalesce(a.sector, a.region, a.language) as key, count(*)::int as people,
      count(a.registration)::int as guests
    from ${addressed(sql, audience)}
    group by grouping sets ((), (a.sector), (a.region), (a.language))
    order by count(*) desc, key`;
  const of = (by: number) => rows.filter((r) => r.by === by).map(({ key, people }) => ({ key, people }));
  const { people, guests } = rows.find((r) => r.by === 7) ?? { people: 0, guests: 0 };
  return { people, guests, sectors: of(3), regions: of(5), languages: of(6) };
}

export interface NewsView extends Audience {
  id: number;
  language: string;
  version: number;
  texts: NewsText[];
  sentAt: string | null;
  /** How many people it went to, how many mails have left, and how many were given up. */
  people: number | null;
  sent: number;
  gaveUp: number;
}

export async function findNews(sql: Db, id: number): Promise<NewsView | null> {
  const [row] = await sql<(Omit<NewsView, 'sentAt'> & { sentAt: Date | null })[]>`
    select n.id, n.language, n.sectors, n.regions, n.languages, n.version, n.sent_at, n.people,
      coalesce((select jsonb_agg(jsonb_build_object('language', x.language, 'subject', x.subject, 'body', x.body)
        order by x.language = n.language desc, x.language) from news_text x where x.news_id = n.id), '[]') as texts,
      coalesce(n.people, 0) - m.waiting - m.gave_up as sent, m.gave_up
    from news n cross join lateral (
      -- Counted by what has not left: a mail that was sent is forgotten with the registration that it went to.
      select count(*) filter (where sent_at is null and gave_up_at is null)::int as waiting,
        count(*) filter (where gave_up_at is not null)::int as gave_up
      from mail where kind = 'news' and (about ->> 'news')::bigint = n.id) m
    where n.id = ${id}`;
  return row ? { ...row, sentAt: row.sentAt?.toISOString() ?? null } : null;
}

export interface NewsLine {
  id: number;
  subject: string;
  language: string;
  sentAt: string | null;
  people: number | null;
}

/** Drafts first, then what was sent, newest first. */
export async function listNews(sql: Db, language: string): Promise<NewsLine[]> {
  const rows = await sql<(Omit<NewsLine, 'sentAt'> & { sentAt: Date | null })[]>`
    select n.id, x.subject, x.language, n.sent_at, n.people from news n
    cross join lateral (select t.subject, t.language from news_text t where t.news_id = n.id
      order by t.language = ${language} desc, t.language = n.language desc limit 1) x
    order by n.sent_at is not null, n.sent_at desc, n.id desc limit 200`;
  return rows.map((row) => ({ ...row, sentAt: row.sentAt?.toISOString() ?? null }));
}

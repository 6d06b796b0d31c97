import { createHash } from 'node:crypto';
import { connect, type Sql } from '../../db/connect';
import { migrate } from '../../db/migrate';

export interface Forum {
  url: string;
  /** Discussions of a hundred posts each. */
  discussions: number;
  posts: number;
}

const people = 1100;
const organisations = 40;
const postsEach = 100;

/** The session cookie of the person with this number, from 1. */
export function cookieOf(person: number): string {
  return `plenary=${sessionId(person)}`;
}

function sessionId(person: number): string {
  return `bench${String(person).padStart(35, '0')}`;
}

/**
 * A forum of invented posts, straight into the tables. Posts of one discussion lie scattered among those of the others,
 * as they do when they are written over weeks.
 */
export async function fillForum(url: string, migrations: string, discussions: number): Promise<Forum> {
  const sql = connect(url, { max: 1 });
  try {
    await migrate(sql, migrations);
    await sql`set statement_timeout = 0`;
    await fillPeople(sql);
    await fillDiscussions(sql, discussions);
    await fillPosts(sql, discussions);
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
  return { url, discussions, posts: discussions * postsEach };
}

export async function fillPeople(sql: Sql): Promise<void> {
  await sql`
    insert into organisation (handle, name, sector, region, mandate, invented)
    select 'bench-' || n, 'Organisation ' || n || ' for measuring (invented)',
      (array['government', 'civil-society', 'academia', 'private-sector', 'survivor-led', 'intergovernmental'])[1 + n % 6],
      (array['002', '019', '142', '150'])[1 + n % 4], 'Invented for a measurement.', true
    from generate_series(1, ${organisations}::int) n`;
  await sql`
    insert into person (handle, email, name, state, organisation_id, email_confirmed_at)
    select 'bench.n' || n, 'bench' || n || '@plenary.example', 'Person ' || n || ' Demonstration', 'active', 1 + n % ${organisations}::int, now()
    from generate_series(1, ${people}::int) n`;
  const sessions = Array.from({ length: people }, (_, i) => sessionId(i + 1));
  const hashes = sessions.map((id) => createHash('sha256').update(id).digest('hex'));
  await sql`
    insert into session (id, user_id, expires_at, agent)
    select id, n, now() + interval '29 days', 'measurement' from unnest(${hashes}::text[]) with ordinality as s (id, n)`;
}

async function fillDiscussions(sql: Sql, discussions: number): Promise<void> {
  await sql`
    insert into discussion (slug, language, time_zone, region, readers, writers, moderation, created_by, announced_at)
    select 'measured-' || n, 'en', 'Africa/Nairobi', '001', 'public', 'registered', 'post', 1, now() - interval '40 days'
    from generate_series(1, ${discussions}::int) n`;
  await sql`
    insert into discussion_text (discussion_id, language, title, introduction, introduction_html)
    select n, 'en', 'What measure number ' || n || ' would change in practice (invented)', 'An invented discussion.', '<p>An invented discussion, made to be measured.</p>'
    from generate_series(1, ${discussions}::int) n`;
  // Two phases, as most have: one over, one open for weeks.
  await sql`
    insert into phase (discussion_id, position, opens_at, closes_at)
    select n, p, now() - interval '30 days' + (p - 1) * interval '20 days' - n * interval '1 minute', now() - interval '10 days' + (p - 1) * interval '30 days' - n * interval '1 minute'
    from generate_series(1, ${discussions}::int) n, generate_series(1, 2) p order by n, p`;
  await sql`
    insert into phase_text (phase_id, language, title, question)
    select id, 'en', 'Phase ' || position, 'Which step of referral fails first, and who could mend it within a year?' from phase`;
  await sql`
    insert into activity_role (activity, activity_id, person_id, role)
    select 'discussion', n, 1 + n % 20, 'facilitator' from generate_series(1, ${discussions}::int) n`;
}

async function fillPosts(sql: Sql, discussions: number): Promise<void> {
  const sentences = [
    'Referral works where one person stays responsible from the first call to the last visit. ',
    'In our district the waiting time fell once interpreters were booked before the interview and not after it. ',
    'Inspectors who visit alone learn less than those who come with a health worker. ',
    'We would rather see ten cases followed for two years than a hundred counted once. ',
    'Recruitment fees are paid in three currencies and recorded in none of them. ',
    'A shelter that must publish its address cannot keep its promise. ',
    'The border post had the form in five languages and nobody to read the answers. ',
    'What helped was a budget line that survived the change of minister. ',
  ];
  // In rounds over all discussions: the posts of one page do not lie side by side.
  await sql`
    with words as (
      select i, d, (select string_agg(s[1 + (i * 7 + d * 3 + k * 5) % 8], '' order by k) from generate_series(1, 6) k) as one,
        (select string_agg(s[1 + (i * 3 + d * 5 + k * 7) % 8], '' order by k) from generate_series(1, 6) k) as two
      from generate_series(1, ${postsEach}::int) i, generate_series(1, ${discussions}::int) d, (select ${sentences}::text[] as s) t
    )
    insert into post (discussion_id, phase_id, author_id, organisation_id, in_reply_to, language, body, html, plain, state, written_at, shown_at, once)
    select d, d * 2 - 1 + (i > 60)::int, p.id, p.organisation_id, case when i % 4 = 0 then (i - 2) * ${discussions}::bigint + d end, 'en', one || E'\n\n' || two,
      '<p>' || one || '</p><p>' || two || '</p>', one || E'\n' || two, 'shown',
      now() - (${postsEach} - i) * interval '6 hours', now() - (${postsEach} - i) * interval '6 hours', gen_random_uuid()
    from words join person p on p.id = 1 + (i * 17 + d * 31) % 200 order by i, d`;
  await sql`
    insert into reaction (post_id, person_id, kind)
    select p.id, 1 + (p.id * 13 + k) % 200, (array['agree', 'insightful', 'please-clarify'])[1 + k] from post p, generate_series(0, 2) k where p.id % 3 = 0`;
}

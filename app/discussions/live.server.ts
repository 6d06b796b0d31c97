import type { Db } from '../../db/connect';
import type { ActivityRole, PersonState, Reader } from '../people/person';
import { mayFacilitate, mayRead, noTie, type Readers } from './discussion';
import type { PostView } from './post-view';
import { readPosts } from './queries/posts.server';

/**
 * Posts of one discussion for its whole audience, by id: read for nobody in particular, so that nothing in them is for
 * one reader alone. Those that are not for everyone (held, or elsewhere now) are not in the map.
 */
export async function readPostsForRoom(
  sql: Db,
  discussion: number,
  ids: number[],
  language: string,
): Promise<Map<number, PostView>> {
  const posts = await readPosts(sql, null, { tie: noTie }, { discussion, ids }, language);
  return new Map(posts.map(({ mine: _m, reacted: _r, flagged: _f, ...view }) => [view.id, view]));
}

/** Reactions to posts that are shown in this discussion, by post; an empty record where the last was taken back. */
export async function readReactionsForRoom(
  sql: Db,
  discussion: number,
  ids: number[],
): Promise<Map<number, PostView['reactions']>> {
  const rows = await sql<{ id: number; reactions: PostView['reactions'] | null }[]>`
    select p.id, (select jsonb_object_agg(kind, n) from (
      select r.kind, count(*) as n from reaction r where r.post_id = p.id group by r.kind) k) as reactions
    from post p where p.discussion_id = ${discussion} and p.id in ${sql(ids)} and p.state = 'shown'`;
  return new Map(rows.map((r) => [r.id, r.reactions ?? {}]));
}

/** Somebody at a discussion; null is a visitor without a session. */
export interface Seat {
  discussion: number;
  person: number | null;
}

export interface Standing {
  reads: boolean;
  facilitates: boolean;
  /** The discussion's own language. */
  language: string;
}

interface Facts {
  person: number;
  state: PersonState;
  secretariat: boolean;
  organisationId: number | null;
  role: ActivityRole | null;
  invited: boolean;
}

interface Row {
  id: number;
  language: string;
  readers: Readers;
  announcedAt: Date | null;
  people: Facts[] | null;
}

/** Nothing: the discussion does not exist, or not for this person. */
const nowhere: Standing = { reads: false, facilitates: false, language: 'en' };

/**
 * What each may do where they sit, as `mayRead` decides it, for any number of people at any number of discussions, in
 * one statement. Reads the people afresh: who was let in may have changed since.
 */
export async function readStandings(sql: Db, seats: Seat[]): Promise<(seat: Seat) => Standing> {
  const taken = seats.filter((s) => s.person !== null);
  const rows = await sql<Row[]>`
    with seat as (
      select distinct * from unnest(${taken.map((s) => s.discussion)}::bigint[], ${taken.map((s) => s.person!)}::bigint[]) as t (discussion, person)
    )
    select d.id, d.language, d.readers, d.announced_at,
      (select jsonb_agg(jsonb_build_object('person', p.id, 'state', p.state, 'secretariat', p.secretariat, 'organisationId', p.organisation_id,
          'role', r.role, 'invited', i.organisation_id is not null))
        from seat s join person p on p.id = s.person
        left join activity_role r on r.activity = 'discussion' and r.activity_id = d.id and r.person_id = p.id
        left join discussion_invitation i on i.discussion_id = d.id and i.organisation_id = p.organisation_id
        where s.discussion = d.id) as people
    from discussion d where d.id = any(${[...new Set(seats.map((s) => s.discussion))]}::bigint[])`;
  const standings = new Map(rows.map((row) => [row.id, standingsAt(row)]));
  return (seat) => standings.get(seat.discussion)?.(seat.person) ?? nowhere;
}

function standingsAt(row: Row): (person: number | null) => Standing {
  const facts = new Map((row.people ?? []).map((f) => [f.person, f]));
  return (person) => {
    const f = person === null ? undefined : facts.get(person);
    // A session whose person is not there any more is nobody: less than a visitor, until they come again.
    if (person !== null && !f) return nowhere;
    const reader = f
      ? ({ id: f.person, state: f.state, secretariat: f.secretariat, organisationId: f.organisationId } as Reader)
      : null;
    const tie = f ? { role: f.role, invited: f.invited } : noTie;
    return { reads: mayRead(row, reader, tie), facilitates: mayFacilitate(reader, tie), language: row.language };
  };
}

/** Which of these sessions still open a door: not ended, not expired, and their person not suspended. */
export async function readOpenSessions(sql: Db, sessions: string[]): Promise<Set<string>> {
  if (sessions.length === 0) return new Set();
  const rows = await sql<{ id: string }[]>`
    select s.id from session s join person p on p.id = s.user_id
    where s.id = any(${sessions}::text[]) and s.expires_at > now() and p.state not in ('refused', 'suspended')`;
  return new Set(rows.map((r) => r.id));
}

import type { Db } from '../../db/connect';
import { visibleTo } from '../discussions/queries/visible.server';
import { refuse } from '../shared/refusal';
import { patternsOf } from '../shared/search.server';
import { type Candidate, type ListedState, mayReadPerson } from './admission';
import { type ActivityRole, isSecretariat, mayDecideOn, type OrganisationRole, type Reader } from './person';

export const listLength = 50;

export interface Office {
  organisationId: number;
  organisation: string;
  handle: string;
  role: OrganisationRole;
}

export interface ListedPerson {
  id: number;
  handle: string;
  name: string;
  email: string;
  organisationId: number | null;
  organisation: string | null;
  organisationHandle: string | null;
  /** What they typed where their organisation was not among those listed. */
  organisationWanted: string | null;
  secretariat: boolean;
  offices: { role: OrganisationRole; organisation: string }[];
  registeredAt: Date;
  emailConfirmedAt: Date | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

/** Organisations whose people this reader decides on; the secretariat decides on all. */
function scope(sql: Db, reader: Reader) {
  if (isSecretariat(reader)) return sql`true`;
  return sql`p.organisation_id = any(${reader.offices.map((o) => o.organisationId)}::bigint[])`;
}

/**
 * People in one state whom this reader decides on, in one statement: who waits longest first, others by name. With a
 * query, those in whose name, handle or address each of its words occurs. Handles make José found by jose.
 */
export async function listPeople(
  sql: Db,
  reader: Reader,
  {
    state,
    page,
    language,
    query = '',
    first = 0,
  }: {
    state: ListedState;
    page: number;
    language: string;
    query?: string;
    /** Whoever is being decided on stands first, wherever they would stand otherwise. */
    first?: number | undefined;
  },
): Promise<{ people: ListedPerson[]; total: number }> {
  const order =
    state === 'waiting'
      ? sql`p.id = ${first}::bigint desc, p.email_confirmed_at nulls first, p.id`
      : sql`p.name collate "und-x-icu", p.id`;
  const rows = await sql<(ListedPerson & { total: number })[]>`
    select p.id, p.handle, p.name, p.email, p.organisation_id, coalesce(o.names ->> ${language}, o.name) as organisation,
      o.handle as organisation_handle, p.organisation_wanted, p.secretariat, p.registered_at, p.email_confirmed_at, p.decided_at,
      p.decision_reason, count(*) over ()::int as total,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'organisation', coalesce(ro.short_name, ro.name)))
        from organisation_role r join organisation ro on ro.id = r.organisation_id where r.person_id = p.id), '[]') as offices
    from person p left join organisation o on o.id = p.organisation_id
    where p.state = ${state} and ${scope(sql, reader)}
      and not exists (select from unnest(${patternsOf(query)}::text[]) as w(word)
        where not (p.name ilike w.word or p.handle ilike w.word or p.email::text ilike w.word))
    order by ${order} limit ${listLength} offset ${(page - 1) * listLength}`;
  if (rows.length === 0 && page > 1) throw refuse('not-found', 'shared:errors.not-found');
  return { total: rows[0]?.total ?? 0, people: rows.map(({ total: _, ...person }) => person) };
}

export interface PersonPage extends Candidate {
  handle: string;
  name: string;
  organisation: { handle: string; name: string } | null;
  offices: Office[];
  /** What only those who decide on this person see; null for everyone else. */
  decision: {
    email: string;
    registeredAt: string;
    decidedAt: string | null;
    decidedBy: string | null;
    reason: string | null;
    organisationWanted: string | null;
  } | null;
}

/** A person's page, in one statement. Refuses not-found to visitors, to who waits, and for people who are not in. */
export async function readPerson(
  sql: Db,
  reader: Reader | null,
  handle: string,
  language: string,
): Promise<PersonPage> {
  const [row] = await sql<PersonPage[]>`
    select p.id, p.handle, p.name, p.state, p.organisation_id, p.secretariat, coalesce(d.secretariat, false) as decided_by_secretariat,
      case when o.id is not null then jsonb_build_object('handle', o.handle, 'name', coalesce(o.names ->> ${language}, o.name)) end as organisation,
      coalesce((select jsonb_agg(jsonb_build_object('organisationId', ro.id, 'organisation', coalesce(ro.names ->> ${language}, ro.name),
          'handle', ro.handle, 'role', r.role) order by ro.name)
        from organisation_role r join organisation ro on ro.id = r.organisation_id where r.person_id = p.id), '[]') as offices,
      jsonb_build_object('email', p.email, 'registeredAt', p.registered_at, 'decidedAt', p.decided_at, 'decidedBy', d.name,
        'reason', p.decision_reason, 'organisationWanted', p.organisation_wanted) as decision
    from person p left join organisation o on o.id = p.organisation_id left join person d on d.id = p.decided_by
    where p.handle = ${handle}`;
  if (!row || !mayReadPerson(reader, row)) throw refuse('not-found', 'shared:errors.not-found');
  return mayDecideOn(reader, row) ? row : { ...row, decision: null };
}

export interface ListedInvitation {
  id: number;
  email: string;
  name: string;
  organisationId: number | null;
  organisation: string | null;
  organisationRole: OrganisationRole | null;
  /** Null where the reader may not read that discussion. */
  discussion: string | null;
  activityRole: ActivityRole | null;
  invitedBy: string;
  invitedAt: Date;
  /** Until when the newest link can be used; null while its mail has not been sent. */
  expiresAt: Date | null;
}

/** Invitations that are neither accepted nor withdrawn, oldest first: all for the secretariat, else one's organisations'. */
export async function listInvitations(sql: Db, reader: Reader, language: string): Promise<ListedInvitation[]> {
  return sql<ListedInvitation[]>`
    select p.id, p.email, p.name, p.organisation_id, coalesce(o.names ->> ${language}, o.name) as organisation, p.organisation_role,
      (select x.title from discussion d join discussion_text x on x.discussion_id = d.id
        where p.activity = 'discussion' and d.id = p.activity_id and ${visibleTo(sql, reader)}
        order by x.language = ${language} desc, x.language = d.language desc limit 1) as discussion,
      p.activity_role, b.name as invited_by, p.invited_at,
      (select max(t.expires_at) from token t where t.invitation_id = p.id) as expires_at
    from invitation p left join organisation o on o.id = p.organisation_id join person b on b.id = p.invited_by
    where p.accepted_at is null and p.withdrawn_at is null and ${scope(sql, reader)}
    order by p.invited_at, p.id limit 500`;
}

/** What an invitation may offer by this reader: organisations, and discussions that they facilitate. One statement. */
export async function invitationChoices(
  sql: Db,
  reader: Reader,
  language: string,
): Promise<{ organisations: { id: number; name: string }[]; discussions: { id: number; title: string }[] }> {
  const all = isSecretariat(reader);
  const own = reader.offices.map((o) => o.organisationId);
  const [row] = await sql<
    { organisations: { id: number; name: string }[]; discussions: { id: number; title: string }[] }[]
  >`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.names ->> ${language}, o.name))
          order by coalesce(o.names ->> ${language}, o.name) collate "und-x-icu")
        from organisation o where ${all} or o.id = any(${own}::bigint[])), '[]') as organisations,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title) order by d.id desc) from (
        select d.id, (select x.title from discussion_text x where x.discussion_id = d.id
          order by x.language = ${language} desc, x.language = d.language desc limit 1) as title
        from discussion d
        where (${all} or exists (select from activity_role r
            where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = ${reader.id} and r.role = 'facilitator'))
          and not exists (select from synthesis s where s.discussion_id = d.id and s.published_at is not null)
        order by d.id desc limit 100) d), '[]') as discussions`;
  return row!;
}

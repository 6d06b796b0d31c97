import type { Db } from '../../db/connect';
import type { ActivityRole, OrganisationRole, PersonState } from './person';
import { findToken, type Token } from './tokens.server';

/** What signing in needs to know, and never leaves the server. */
export interface Account {
  id: number;
  name: string;
  email: string;
  state: PersonState;
  language: string;
  passwordHash: string | null;
}

export async function findAccount(sql: Db, by: { id: number } | { email: string }): Promise<Account | null> {
  const [account] = await sql<Account[]>`
    select id, name, email, state, language, password_hash from person
    where ${'id' in by ? sql`id = ${by.id}` : sql`email = ${by.email}`}`;
  return account ?? null;
}

export interface AccountPage {
  hasPassword: boolean;
  emailConfirmedAt: Date | null;
  organisationWanted: string | null;
}

/** What the account page shows beyond what every page knows of its reader. */
export async function readAccountPage(sql: Db, personId: number): Promise<AccountPage> {
  const [row] = await sql<AccountPage[]>`
    select password_hash is not null as has_password, email_confirmed_at, organisation_wanted from person where id = ${personId}`;
  return row!;
}

/** Those who may decide on a registration: the secretariat, and whoever speaks for the applicant's organisation. */
export async function listDeciders(sql: Db, organisationId: number | null): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from person p
    where state = 'active' and (secretariat
      or exists (select from organisation_role r where r.person_id = p.id and r.organisation_id = ${organisationId}))`;
  return rows.map((r) => r.id);
}

/** An invitation that is still open, as its page shows it. */
export interface OpenInvitation {
  id: number;
  email: string;
  name: string;
  language: string;
  inviter: string;
  inviterId: number;
  organisationId: number | null;
  organisation: string | null;
  organisationRole: OrganisationRole | null;
  activity: 'discussion' | null;
  activityId: number | null;
  activityRole: ActivityRole | null;
  /** The discussion's title, in the language asked for or its own. */
  activityTitle: string | null;
  /** Whoever has an account with this address already. */
  account: { id: number; state: PersonState } | null;
}

/** The open invitation that a token stands for, or null: it may have been accepted or taken back meanwhile. */
export async function findInvitation(sql: Db, token: string | null, language: string): Promise<OpenInvitation | null> {
  const found = await findToken(sql, 'invitation', token);
  return found ? readInvitation(sql, found, language) : null;
}

export async function readInvitation(sql: Db, token: Token, language: string): Promise<OpenInvitation | null> {
  const [row] = await sql<OpenInvitation[]>`
    select i.id, i.email, i.name, i.language, p.name as inviter, p.id as inviter_id,
      i.organisation_id, coalesce(o.names ->> ${language}, o.name) as organisation, i.organisation_role,
      i.activity, i.activity_id, i.activity_role,
      (select t.title from discussion_text t join discussion d on d.id = t.discussion_id
        where i.activity = 'discussion' and d.id = i.activity_id
        order by t.language = ${language} desc, t.language = d.language desc limit 1) as activity_title,
      (select jsonb_build_object('id', a.id, 'state', a.state) from person a where a.email = i.email) as account
    from invitation i join person p on p.id = i.invited_by left join organisation o on o.id = i.organisation_id
    where i.id = ${token.invitationId} and i.accepted_at is null and i.withdrawn_at is null`;
  return row ?? null;
}

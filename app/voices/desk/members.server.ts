import type { Db } from '../../../db/connect';
import type { Member } from './desk';

/** Somebody of staff as they stand at this moment; null once they have left. */
export async function findMember(sql: Db, id: string): Promise<Member | null> {
  const [row] = await sql<Member[]>`
    select s.id, s.name, s.role, s.state, s.organisation, o.name as organisation_name, o.state as organisation_state,
      s.has_own_secrets, s.recovery_wrapped is not null as has_recovery
    from staff s join organisation o on o.id = s.organisation
    where s.id = ${id} and s.state <> 'ended' and o.state <> 'ended'`;
  return row ?? null;
}

export interface Colleague {
  id: string;
  name: string;
  role: Member['role'];
  state: Member['state'];
  hasSignedIn: boolean;
  confirmed: boolean;
}

/** Who else is of this person's organisation, in the order of their names. */
export async function listColleagues(sql: Db, member: Member): Promise<Colleague[]> {
  return sql<Colleague[]>`
    select id, name, role, state, has_signed_in, confirmed_by is not null as confirmed from staff
    where organisation = ${member.organisation} and id <> ${member.id} and state <> 'ended' order by name, id`;
}

export async function isFacilitatorOf(sql: Db, member: Member, room: string): Promise<boolean> {
  const [row] = await sql<{ yes: boolean }[]>`
    select exists (select from room_facilitator where room = ${room} and staff = ${member.id}) as yes`;
  return row!.yes;
}

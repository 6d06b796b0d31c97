import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { finishTasks } from '../../tasks/commands.server';
import { checkVacancy } from '../appointing.commands.server';
import type { Acceptance } from '../forms';
import { checkPassword, hashPassword } from '../password.server';
import type { Reader } from '../person';
import { type OpenInvitation, readInvitation } from '../queries.server';
import { spendToken } from '../tokens.server';
import { decisionTask } from '../waiting';
import { type Door, enter } from './door.server';
import { insertPerson, removeUnconfirmed } from './new-person.server';
import { lockAllowed } from './signing-in.server';

/**
 * Accepts an invitation as somebody new: an active account with the roles of the invitation, and a session. The link
 * came by mail, so the address needs no other confirmation; a registration of it that was never confirmed gives way.
 * Returns the cookie. Refusals: closed (the link), conflict (there is an account: sign in first), invalid.
 */
export async function acceptAsNew(
  sql: Sql,
  token: string | null,
  input: Acceptance,
  door: Door,
  now: Date,
): Promise<string> {
  return sql.begin(async (tx) => {
    const invitation = await spendInvitation(tx, token, input.language);
    const { account, email } = invitation;
    if (account && account.state !== 'unconfirmed') throw refuse('conflict', 'people:refusals.sign-in-first');
    checkPassword(input.password, { name: input.name, email });
    const passwordHash = await hashPassword(input.password);
    if (account) await removeUnconfirmed(tx, [account.id]);
    const personId = await insertPerson(tx, {
      ...input,
      email,
      passwordHash,
      organisationId: null,
      organisationWanted: null,
      state: 'active',
    });
    if (!personId) throw refuse('conflict', 'people:refusals.sign-in-first');
    await grant(tx, invitation, personId, now);
    return enter(tx, personId, door);
  }) as Promise<string>;
}

/**
 * Accepts an invitation with the account that has its address: roles are added, none is taken away. Refusals: closed
 * (the link), not-allowed (another account, or one that was suspended).
 */
export async function acceptAsReader(sql: Sql, reader: Reader, token: string | null, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const invitation = await spendInvitation(tx, token, reader.language);
    if (invitation.account?.id !== reader.id) throw refuse('not-allowed', 'people:refusals.other-account');
    await lockAllowed(tx, reader.id);
    await grant(tx, invitation, reader.id, now);
  });
}

async function spendInvitation(tx: Tx, token: string | null, language: string): Promise<OpenInvitation> {
  const spent = await spendToken(tx, 'invitation', token);
  // Held until the end: an invitation that is being withdrawn is either accepted before or not at all.
  await tx`select from invitation where id = ${spent.invitationId} for update`;
  const invitation = await readInvitation(tx, spent, language);
  if (!invitation) throw refuse('closed', 'people:refusals.link-dead');
  return invitation;
}

async function grant(tx: Tx, invitation: OpenInvitation, personId: number, now: Date): Promise<void> {
  await tx`update invitation set accepted_at = ${now} where id = ${invitation.id}`;
  await tx`delete from token where invitation_id = ${invitation.id}`;
  await tx`
    update person set organisation_id = coalesce(${invitation.organisationId}, organisation_id),
      decided_at = case when state = 'active' and decided_at is not null then decided_at else ${now} end,
      decided_by = case when state = 'active' and decided_by is not null then decided_by else ${invitation.inviterId} end,
      state = 'active'
    where id = ${personId}`;
  if (invitation.organisationId !== null && invitation.organisationRole !== null) {
    // Two invitations to one office may lie in two mailboxes: whoever accepts first holds it.
    await checkVacancy(tx, {
      organisation: invitation.organisationId,
      role: invitation.organisationRole,
      person: personId,
    });
    await tx`
      insert into organisation_role (organisation_id, person_id, role)
      values (${invitation.organisationId}, ${personId}, ${invitation.organisationRole})
      on conflict (organisation_id, person_id) do update set role = excluded.role`;
  }
  if (invitation.activity !== null && invitation.activityId !== null && invitation.activityRole !== null) {
    // Whoever facilitates already is not made a participant by an older invitation.
    await tx`
      insert into activity_role (activity, activity_id, person_id, role)
      values (${invitation.activity}, ${invitation.activityId}, ${personId}, ${invitation.activityRole})
      on conflict (activity, activity_id, person_id) do update set role = excluded.role
      where activity_role.role <> 'facilitator'`;
  }
  await finishTasks(tx, { key: decisionTask(personId) });
  await announce(tx, 'person.access-changed', { person: personId });
}

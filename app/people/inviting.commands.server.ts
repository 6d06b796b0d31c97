import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { mayFacilitate } from '../discussions/discussion';
import { readRules } from '../discussions/rules.server';
import { sendMail } from '../shared/mail.server';
import { isRefusal, refuse } from '../shared/refusal';
import { type Offer, whyNotInvite } from './admission';
import { stop } from './admission.commands.server';
import { checkVacancy } from './appointing.commands.server';
import { type ActivityRole, mayDecideOn, mayInvite, type PersonState, type Reader } from './person';

export interface Invitation extends Offer {
  email: string;
  name: string;
  /** Language of the mail. */
  language: string;
  activity: { discussion: number; role: ActivityRole } | null;
}

/** A form sent twice sends one mail. */
const sameMailMinutes = 1;

const mistake = (field: string, key: string) =>
  refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `admission:mistakes.${key}` });

/**
 * Invites an address: a mail with a link goes out, and whoever accepts it is in, with what it offers. An address whose
 * account this reader does not decide on is invited like any other, so that nothing is learnt about it here.
 * Refusals: not-found (not theirs to invite), invalid (beside the field that is wrong).
 */
export async function invite(sql: Sql, reader: Reader, invitation: Invitation, now: Date): Promise<void> {
  stop(whyNotInvite(reader, invitation));
  const { email, name, language, organisationId, organisationRole, activity } = invitation;
  await sql.begin(async (tx) => {
    // Two of one address at once: the second waits here and finds the first.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`invite ${email.toLowerCase()}`}, 0))`;
    if (await isThereAlready(tx, reader, invitation)) return;
    if (organisationId !== null) await checkVacancy(tx, { organisation: organisationId, role: organisationRole });
    if (activity) await checkActivity(tx, reader, activity.discussion);
    await checkAddress(tx, reader, invitation);
    const [row] = await tx<{ id: number }[]>`
      insert into invitation (email, name, language, organisation_id, organisation_role, activity, activity_id, activity_role, invited_by, invited_at)
      values (${email}, ${name}, ${language}, ${organisationId}, ${organisationRole}, ${activity && 'discussion'},
        ${activity?.discussion ?? null}, ${activity?.role ?? null}, ${reader.id}, ${now})
      returning id`;
    await sendLink(tx, { id: row!.id, email, language });
    await announce(tx, 'person.invited', { invitation: row!.id });
  });
}

/** One invitation of an address is open at a time. True where it is this very one; refuses where it is another. */
async function isThereAlready(tx: Tx, reader: Reader, wanted: Invitation): Promise<boolean> {
  const [open] = await tx<{ same: boolean }[]>`
    select invited_by = ${reader.id} and organisation_id is not distinct from ${wanted.organisationId}::bigint
      and organisation_role is not distinct from ${wanted.organisationRole}
      and activity_id is not distinct from ${wanted.activity?.discussion ?? null}::bigint
      and activity_role is not distinct from ${wanted.activity?.role ?? null} as same
    from invitation where email = ${wanted.email} and accepted_at is null and withdrawn_at is null`;
  if (open && !open.same) throw mistake('email', 'invited-already');
  return open !== undefined;
}

/** A role on a discussion is given by those who run it. */
async function checkActivity(tx: Tx, reader: Reader, discussion: number): Promise<void> {
  try {
    const { tie } = await readRules(tx, reader, discussion);
    if (mayFacilitate(reader, tie)) return;
  } catch (e) {
    if (!isRefusal(e)) throw e;
  }
  throw mistake('discussion', 'discussion');
}

async function checkAddress(
  tx: Tx,
  reader: Reader,
  { email, organisationId, organisationRole, activity }: Invitation,
): Promise<void> {
  const [account] = await tx<{ state: PersonState; organisationId: number | null }[]>`
    select state, organisation_id from person where email = ${email}`;
  if (!account || !mayDecideOn(reader, account)) return;
  if (account.state === 'refused' || account.state === 'suspended') throw mistake('email', 'shut-out');
  const bringsNothing = account.organisationId === organisationId && !organisationRole && !activity;
  if (account.state === 'active' && bringsNothing) throw mistake('email', 'in-already');
}

/** Sends the link once more; a new one, while those sent before work until their own end. Refusals: not-found, closed. */
export async function inviteAgain(sql: Sql, reader: Reader, id: number): Promise<void> {
  await sql.begin(async (tx) => {
    const invitation = await lockOpen(tx, reader, id);
    const [recent] = await tx`
      select from mail where kind = 'invitation' and to_address = ${invitation.email} and about ->> 'invitation' = ${String(id)}
        and created_at > now() - make_interval(mins => ${sameMailMinutes})`;
    if (!recent) await sendLink(tx, invitation);
  });
}

/** Takes an invitation back: every link of it ends. Withdrawn twice, withdrawn once. Refusals: not-found, closed (accepted). */
export async function withdrawInvitation(sql: Sql, reader: Reader, id: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const invitation = await lockOpen(tx, reader, id, true);
    if (invitation.withdrawnAt) return;
    await tx`update invitation set withdrawn_at = ${now} where id = ${id}`;
    await tx`delete from token where invitation_id = ${id}`;
    await announce(tx, 'person.invitation-withdrawn', { invitation: id });
  });
}

interface OpenRow extends Offer {
  id: number;
  email: string;
  language: string;
  acceptedAt: Date | null;
  withdrawnAt: Date | null;
}

async function lockOpen(tx: Tx, reader: Reader, id: number, orWithdrawn = false): Promise<OpenRow> {
  const [row] = await tx<OpenRow[]>`
    select id, email, language, organisation_id, organisation_role, accepted_at, withdrawn_at from invitation where id = ${id} for update`;
  if (!row || !mayInvite(reader, row)) throw refuse('not-found', 'shared:errors.not-found');
  if (row.acceptedAt) throw refuse('closed', 'admission:refusals.accepted');
  if (row.withdrawnAt && !orWithdrawn) throw refuse('closed', 'admission:refusals.withdrawn');
  return row;
}

function sendLink(tx: Tx, invitation: { id: number; email: string; language: string }): Promise<void> {
  return sendMail(tx, {
    kind: 'invitation',
    to: invitation.email,
    language: invitation.language,
    about: { invitation: invitation.id },
  });
}

import type { Db, Tx } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { newId } from '../crypto/tokens';
import { newStaffSecrets, type ShownSecrets, type StaffSecrets } from './account-keys.server';
import type { Member, StaffRole } from './desk';
import type { Tools } from './tools';

/** What is shown or printed once, on making: nothing here can be read again afterwards. */
export interface NewAccount extends ShownSecrets {
  id: string;
  name: string;
  signIn: string;
  role: StaffRole;
}

export interface NewStaff {
  name: string;
  role: StaffRole;
}

/** Letters of the name, as far as they are ASCII, and eight figures: told to nobody but her, and no mail address. */
export function signInFor(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24);
  const figures = newId()
    .replace(/[^0-9]/g, '')
    .slice(0, 8)
    .padStart(8, '0');
  return `${letters.length >= 3 ? letters : 'desk'}-${figures}`;
}

/**
 * Makes the secrets of a new account. Stretching takes half a second, so it is done before the transaction that puts the
 * account in.
 */
export async function prepareAccount(
  tools: Pick<Tools, 'keys'>,
  staff: NewStaff & { withRecovery?: boolean },
): Promise<{ account: NewAccount; secrets: StaffSecrets }> {
  const id = newId();
  const signIn = signInFor(staff.name);
  const { secrets, shown } = await newStaffSecrets(tools.keys, {
    id,
    signIn,
    withRecovery: staff.withRecovery ?? false,
  });
  return { account: { id, name: staff.name, signIn, role: staff.role, ...shown }, secrets };
}

/** Puts in an account that was prepared. It waits until its person has signed in and a colleague stands for her. */
export async function putAccount(
  tx: Db,
  { account, secrets }: { account: NewAccount; secrets: StaffSecrets },
  organisation: string,
  confirmedBy: string | null = null,
): Promise<void> {
  await tx`
    insert into staff (id, organisation, sign_in, name, role, salt, verifier, public_key, wrapped_private, recovery_wrapped, totp, confirmed_by)
    values (${account.id}, ${organisation}, ${account.signIn}, ${account.name}, ${account.role}, ${secrets.salt}, ${secrets.verifier},
      ${secrets.publicKey}, ${secrets.wrappedPrivate}, ${secrets.recoveryWrapped}, ${secrets.totp}, ${confirmedBy})`;
}

/**
 * Opens the first organisation with its two caseworkers, for `npm run room:organisation`. Refuses where there is an
 * organisation already: every further one is opened by two people at the desk.
 */
export async function openFirstOrganisation(
  tools: Tools,
  name: string,
  caseworkers: [string, string],
  withRecovery = false,
): Promise<{ organisation: string; accounts: NewAccount[] }> {
  const prepared: Awaited<ReturnType<typeof prepareAccount>>[] = [];
  for (const one of caseworkers)
    prepared.push(await prepareAccount(tools, { name: one, role: 'caseworker', withRecovery }));
  const organisation = await tools.sql.begin(async (tx) => {
    await tx`lock table organisation in exclusive mode`;
    const [there] = await tx<{ yes: boolean }[]>`select exists (select from organisation) as yes`;
    if (there!.yes) throw refuse('conflict', 'desk:refusals.first-only');
    return putOrganisation(tx, name, prepared);
  });
  return { organisation, accounts: prepared.map((p) => p.account) };
}

export async function putOrganisation(
  tx: Tx,
  name: string,
  prepared: { account: NewAccount; secrets: StaffSecrets }[],
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into organisation (name) values (${name}) on conflict (name) do nothing returning id`;
  if (!row) throw refuse('conflict', 'desk:refusals.name-taken');
  for (const p of prepared) await putAccount(tx, p, row.id);
  return row.id;
}

/**
 * Stands for a colleague: that the account is hers, and that she works here. Nothing of an organisation opens until two
 * of its people have signed in and each has confirmed the other (brief: the wall).
 */
export async function confirmColleague(tools: Tools, member: Member, colleague: string): Promise<void> {
  await tools.sql.begin(async (tx) => {
    await tx`select from organisation where id = ${member.organisation} for update`;
    const [row] = await tx<{ hasSignedIn: boolean; confirmedBy: string | null }[]>`
      select has_signed_in, confirmed_by from staff
      where id = ${colleague} and organisation = ${member.organisation} and state = 'waiting' and id <> ${member.id}`;
    if (!row) throw refuse('not-found', 'desk:refusals.nothing');
    if (!row.hasSignedIn) throw refuse('conflict', 'desk:refusals.not-signed-in');
    if (row.confirmedBy) return;
    await tx`update staff set confirmed_by = ${member.id} where id = ${colleague}`;
    await openWhereConfirmed(tx, member.organisation);
  });
}

/** The organisation opens with the second confirmation; an account in an open one is at work once both have done their part. */
export async function openWhereConfirmed(tx: Tx, organisation: string): Promise<void> {
  await tx`
    update organisation set state = 'open' where id = ${organisation} and state = 'waiting'
      and (select count(*) from staff a join staff b on b.id = a.confirmed_by and b.confirmed_by = a.id
           where a.organisation = ${organisation} and b.organisation = ${organisation} and a.role = 'caseworker'
             and b.role = 'caseworker' and a.has_signed_in and b.has_signed_in) >= 2`;
  await tx`
    update staff set state = 'active' where organisation = ${organisation} and state = 'waiting'
      and has_signed_in and confirmed_by is not null
      and exists (select from organisation o where o.id = ${organisation} and o.state = 'open')`;
}

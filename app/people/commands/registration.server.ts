import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { sendMail } from '../../shared/mail.server';
import { refuse } from '../../shared/refusal';
import { giveTask } from '../../tasks/commands.server';
import type { Registration } from '../forms';
import { checkPassword, hashPassword, isPassword } from '../password.server';
import { findAccount, listDeciders } from '../queries.server';
import { endTokens, findToken, spendToken } from '../tokens.server';
import { answerBy, decisionTask } from '../waiting';
import { type Door, enter } from './door.server';
import { insertPerson, removeUnconfirmed } from './new-person.server';

/** A form sent twice asks for one mail. */
const sameMailMinutes = 1;

/**
 * Registers a person, unconfirmed until the mail's link is followed. The caller cannot tell a known address from a new
 * one: whoever has an account gets a mail that says so. Refusals: invalid (password, organisation).
 *
 * An address that was registered but never confirmed may be registered again; whoever opens the mail may be either of
 * the two, so a second password cancels the first and the owner of the mailbox chooses one when confirming. Otherwise
 * a stranger could register somebody's address first and share the account once it is confirmed.
 */
export async function register(sql: Sql, input: Registration): Promise<void> {
  checkPassword(input.password, input);
  const before = await findAccount(sql, { email: input.email });
  const sameHand = await isPassword(before?.state === 'unconfirmed' ? before.passwordHash : null, input.password);
  const passwordHash = await hashPassword(input.password);
  await sql.begin(async (tx) => {
    await checkOrganisation(tx, input.organisationId);
    const newcomer = { ...input, state: 'unconfirmed' as const };
    const personId = await insertPerson(tx, { ...newcomer, passwordHash });
    if (personId) return sendConfirmation(tx, { id: personId, ...input }, 0);
    const [unconfirmed] = await tx<{ id: number; passwordHash: string | null }[]>`
      select id, password_hash from person where email = ${input.email} and state = 'unconfirmed' for update`;
    if (!unconfirmed)
      return sendMail(tx, { kind: 'known', to: input.email, language: before?.language ?? input.language });
    // Two forms at once: what was compared above may have been written only now.
    if (sameHand || (!before && (await isPassword(unconfirmed.passwordHash, input.password)))) {
      await tx`
        update person set name = ${input.name}, organisation_id = ${input.organisationId},
          organisation_wanted = ${input.organisationWanted}, language = ${input.language}, time_zone = ${input.timeZone},
          news_since = ${input.news ? tx`now()` : null}, registered_at = now()
        where id = ${unconfirmed.id}`;
      return sendConfirmation(tx, { id: unconfirmed.id, ...input }, sameMailMinutes);
    }
    await removeUnconfirmed(tx, [unconfirmed.id]);
    const again = await insertPerson(tx, { ...newcomer, passwordHash: null });
    if (again) await sendConfirmation(tx, { id: again, ...input }, 0);
  });
}

async function checkOrganisation(tx: Tx, organisationId: number | null): Promise<void> {
  if (organisationId === null) return;
  const [there] = await tx`select from organisation where id = ${organisationId}`;
  if (!there)
    throw refuse('invalid', 'shared:errors.check-fields', undefined, {
      organisationId: 'people:mistakes.organisation',
    });
}

/** Puts the mail that confirms an address in the queue, unless one was within this many minutes. */
export async function sendConfirmation(
  tx: Tx,
  person: { id: number; email: string; language: string },
  unlessWithinMinutes: number,
): Promise<void> {
  const [recent] = await tx`
    select from mail where kind = 'confirm' and person_id = ${person.id}
      and created_at > now() - make_interval(mins => ${unlessWithinMinutes})`;
  if (!recent)
    await sendMail(tx, { kind: 'confirm', to: person.email, personId: person.id, language: person.language });
}

export interface Confirmable {
  name: string;
  email: string;
  organisation: string | null;
  hasPassword: boolean;
}

/** What a link for confirming is about, spending nothing; null where it no longer works. */
export async function findConfirmable(sql: Sql, token: string | null): Promise<Confirmable | null> {
  const found = await findToken(sql, 'confirm', token);
  if (!found) return null;
  const [person] = await sql<Confirmable[]>`
    select p.name, p.email, coalesce(o.name, p.organisation_wanted) as organisation, p.password_hash is not null as has_password
    from person p left join organisation o on o.id = p.organisation_id
    where p.id = ${found.personId} and p.state = 'unconfirmed'`;
  return person ?? null;
}

/**
 * Confirms the address: from now on the person waits, those who decide have a task, and a session begins. `password`
 * is for accounts that have none. Returns the cookie to set. Refusals: closed (the link), invalid (the password).
 */
export async function confirm(
  sql: Sql,
  token: string | null,
  password: string | undefined,
  door: Door,
  now: Date,
): Promise<string> {
  return sql.begin(async (tx) => {
    const { personId } = await spendToken(tx, 'confirm', token);
    const [person] = await tx<
      { id: number; name: string; email: string; organisationId: number | null; passwordHash: string | null }[]
    >`
      select id, name, email, organisation_id, password_hash from person
      where id = ${personId} and state = 'unconfirmed' for update`;
    if (!person) throw refuse('closed', 'people:refusals.link-dead');
    if (!person.passwordHash) checkPassword(password ?? '', person);
    const passwordHash = person.passwordHash ?? (await hashPassword(password!));
    await tx`
      update person set state = 'waiting', email_confirmed_at = ${now}, password_hash = ${passwordHash} where id = ${person.id}`;
    await endTokens(tx, person.id, ['confirm']);
    for (const decider of await listDeciders(tx, person.organisationId)) {
      await giveTask(tx, {
        personId: decider,
        key: decisionTask(person.id),
        what: 'people:task.decide',
        about: { person: person.id, ...(person.organisationId ? { organisation: person.organisationId } : {}) },
        place: '/people',
        dueAt: answerBy(now),
      });
    }
    await announce(tx, 'person.access-changed', { person: person.id });
    return enter(tx, person.id, door);
  }) as Promise<string>;
}

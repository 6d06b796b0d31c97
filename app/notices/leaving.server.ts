import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db, Sql, Tx } from '../../db/connect';
import { takeBackConsent } from '../events/registration/contact.server';
import { setNews } from '../people/commands/news.server';
import { refuse } from '../shared/refusal';
import { follow } from './commands/following.server';
import { moveDigest } from './digests.server';
import { activityOf, isMailList, type MailList } from './notice';

/*
 * The way out of a list: an address that says whose mail it ends and of which list, signed with a key of that person. The
 * same mail always carries the same one, so that sending it again after a crash changes nothing. It opens nothing else.
 */

function signed(key: string, list: MailList): string {
  return createHmac('sha256', key).update(list).digest('base64url').slice(0, 27);
}

/** Where somebody ends a list with one press, without signing in. */
export async function leavePath(tx: Db, person: number, list: MailList): Promise<string> {
  const [before] = await tx<{ leaveKey: string }[]>`select leave_key from notice_setting where person_id = ${person}`;
  const [row] = before
    ? [before]
    : await tx<{ leaveKey: string }[]>`
        insert into notice_setting (person_id) values (${person})
        on conflict (person_id) do update set person_id = excluded.person_id returning leave_key`;
  return `/unsubscribe/${person}.${list}.${signed(row!.leaveKey, list)}`;
}

/** The same for whoever registered for an event and has no account: of news alone. */
export async function guestLeavePath(tx: Db, registration: number): Promise<string> {
  const [row] = await tx<{ leaveKey: string }[]>`select leave_key from registration where id = ${registration}`;
  return `/unsubscribe/r${registration}.news.${signed(row!.leaveKey, 'news')}`;
}

/** Whose list is ended: somebody's with an account, or that of a registration without one. */
export type Leaving = { list: MailList } & ({ person: number } | { registration: number });

/** Whose mail of which list a link ends; throws not-found for what is no such link. */
export async function readLeaving(sql: Db, token: string | undefined): Promise<Leaving> {
  const [, guest, id, list, mac] = /^(r?)([1-9]\d{0,14})\.([a-z]+(?:-\d+)?)\.([\w-]{27})$/.exec(token ?? '') ?? [];
  const isList = id && isMailList(list!) && (!guest || list === 'news');
  const [row] = !isList
    ? []
    : guest
      ? await sql<{ leaveKey: string }[]>`select leave_key from registration where id = ${id}`
      : await sql<{ leaveKey: string }[]>`select leave_key from notice_setting where person_id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const right = Buffer.from(signed(row.leaveKey, list as MailList));
  if (!timingSafeEqual(right, Buffer.from(mac!))) throw refuse('not-found', 'shared:errors.not-found');
  return { list: list as MailList, ...(guest ? { registration: Number(id) } : { person: Number(id) }) };
}

/** Ends a list for somebody; done twice, done once. */
export async function leave(sql: Sql, leaving: Leaving, now: Date): Promise<void> {
  await sql.begin(async (tx: Tx) => {
    if ('registration' in leaving) return leaveAsGuest(tx, leaving.registration);
    const { person, list } = leaving;
    const activity = activityOf(list);
    if (activity) await follow(tx, person, { ...activity, level: 'nothing' });
    else if (list === 'news') await setNews(tx, person, false);
    else {
      await tx`update notice_setting set digest = 'off' where person_id = ${person}`;
      await moveDigest(tx, person, now);
    }
  });
}

/** Whoever presses it wants no news at this address, and may have made an account with it since the mail was sent. */
async function leaveAsGuest(tx: Tx, registration: number): Promise<void> {
  const address = await takeBackConsent(tx, registration);
  const [person] = address === null ? [] : await tx<{ id: number }[]>`select id from person where email = ${address}`;
  if (person) await setNews(tx, person.id, false);
}

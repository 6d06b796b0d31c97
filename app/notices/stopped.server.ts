import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';

/** Tells whoever has this address, in the product, that mail to it does not arrive and has stopped. */
export async function tellStopped(tx: Tx, address: string): Promise<void> {
  const [given] = await tx<{ id: number }[]>`
    insert into notice (person_id, kind, why, activity, activity_id, subject_id)
    select id, 'mail-stopped', 'own', 'account', id, 0 from person where email = ${address}
    on conflict (person_id, activity, activity_id, kind, subject_id) do update set read_at = null, at = excluded.at
    returning id`;
  if (given) await announce(tx, 'notice.given', { from: given.id, to: given.id });
}

/** Mail to the reader's address is tried again: what came back before no longer counts. */
export async function resumeMail(sql: Sql, reader: Reader): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`delete from mail_stopped where address = ${reader.email}`;
    await tx`delete from mail_bounce where address = ${reader.email}`;
    await tx`
      update notice set read_at = coalesce(read_at, now()) where person_id = ${reader.id} and kind = 'mail-stopped'`;
    await announce(tx, 'notice.read', { person: reader.id });
  });
}

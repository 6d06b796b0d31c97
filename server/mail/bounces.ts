import { tellStopped } from '../../app/notices/stopped.server';
import type { Db, Sql, Tx } from '../../db/connect';
import { readDeliveries } from './dsn';

/** Hard refusals of one address, by different mails, after which nothing is sent there but what is asked for. */
export const mostHardBounces = 2;

export async function isStopped(tx: Db, address: string): Promise<boolean> {
  const [stopped] = await tx`select from mail_stopped where address = ${address}`;
  return stopped !== undefined;
}

/**
 * Records what came back, from a mail that was received: true where it was a report about a mail of ours that was sent.
 * A report is believed about the mail whose Message-ID it hands back, and about the recipient of that mail alone.
 */
export async function recordBounce(sql: Sql, raw: Uint8Array | string): Promise<boolean> {
  let recorded = false;
  for (const { mail, addresses, action, status } of await readDeliveries(raw)) {
    if (action !== 'failed' && action !== 'delayed') continue;
    await sql.begin(async (tx) => {
      const [sent] = await tx<{ toAddress: string }[]>`
        select to_address from mail where id = ${mail} and sent_at is not null for update`;
      if (!sent || !addresses.includes(sent.toAddress.toLowerCase())) return;
      const hard = action === 'failed' && status.startsWith('5.') && !status.startsWith('5.7.');
      await noteBounce(tx, { mail, address: sent.toAddress, hard, status });
      recorded = true;
    });
  }
  return recorded;
}

/**
 * Marks an address by one mail that came back; a soft refusal passes and stops nothing. After enough hard ones mail to
 * it stops, and whoever has the address is told among their notices.
 */
export async function noteBounce(
  tx: Tx,
  bounce: { mail: string; address: string; hard: boolean; status: string },
): Promise<void> {
  await tx`
    insert into mail_bounce (mail_id, address, hard, status)
    values (${bounce.mail}, ${bounce.address}, ${bounce.hard}, ${bounce.status})
    on conflict (mail_id) do update set hard = mail_bounce.hard or excluded.hard, status = excluded.status`;
  if (!bounce.hard) return;
  // Two mails of one address that come back at once: the second waits here, and counts the first.
  await tx`select pg_advisory_xact_lock(hashtextextended(${bounce.address.toLowerCase()}, 16))`;
  const [stopped] = await tx`
    insert into mail_stopped (address, status)
    select ${bounce.address}, ${bounce.status} from mail_bounce where address = ${bounce.address} and hard
    having count(*) >= ${mostHardBounces}
    on conflict do nothing returning 1`;
  if (stopped) await tellStopped(tx, bounce.address);
}

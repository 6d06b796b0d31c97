import { refuse } from '../../shared/refusal';
import { renewEpochsOf } from '../conversation/epochs.server';
import { pairOf } from '../crypto/boxes';
import { rewrap } from '../crypto/contribution';
import { newId } from '../crypto/tokens';
import { weekOf } from '../week';
import { newKeysKeepingAuthenticator } from './account-keys.server';
import { type Member, whyNotAsk } from './desk';
import { isId } from './opening.server';
import type { Tools } from './tools';

/**
 * A colleague has forgotten her passphrase, and has no recovery key: somebody of the same organisation grants her a new
 * pair of keys in one click. Her authenticator stays hers, so that whoever grants cannot come in as her; what the one who
 * grants can open is wrapped for the new keys, and what was sealed to the old ones is gone with them.
 * Kept as an act of two: it is done when the colleague comes in with her authenticator.
 */
export async function grantAgain(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  colleague: string,
): Promise<{ name: string; signIn: string; passphrase: string }> {
  const no = whyNotAsk(member);
  if (no || !isId(colleague) || colleague === member.id) throw refuse('not-found', 'desk:refusals.nothing');
  const { secrets, passphrase } = await newKeysKeepingAuthenticator(tools.keys, colleague);
  const done = await tools.sql.begin(async (tx) => {
    const [row] = await tx<{ name: string; signIn: string }[]>`
      update staff set salt = ${secrets.salt}, verifier = ${secrets.verifier}, public_key = ${secrets.publicKey},
        wrapped_private = ${secrets.wrappedPrivate}, recovery_wrapped = null, has_own_secrets = false
      where id = ${colleague} and organisation = ${member.organisation} and state = 'active' returning name, sign_in`;
    if (!row) throw refuse('not-found', 'desk:refusals.nothing');
    const both = await tx<{ contribution: string; shred: string; blob: Buffer }[]>`
      select m.contribution, c.shred, m.blob from wrapped_key m join wrapped_key k on k.contribution = m.contribution
      join contribution c on c.id = m.contribution and c.state = 'kept'
      where m.reader = ${member.id} and k.reader = ${colleague} order by m.contribution for update of c`;
    // What only she could open would be lost by a click of somebody else's.
    const [lost] = await tx`
      select from wrapped_key k join contribution c on c.id = k.contribution and c.state = 'kept'
      where k.reader = ${colleague} and not exists (select from wrapped_key o join staff s on s.id = o.reader
        and s.state = 'active' where o.contribution = k.contribution and o.reader <> ${colleague}) limit 1`;
    if (lost) throw refuse('conflict', 'desk:refusals.last-reader');
    await tx`delete from wrapped_key where reader = ${colleague}`;
    await tx`delete from group_message_key where reader = ${colleague}`;
    await tx`delete from group_key where reader = ${colleague}`;
    for (const one of both) {
      const shredKey = await tools.shred.read(one.shred);
      const opening = { id: one.contribution, reader: member.id, blob: one.blob, keys: pairOf(privateKey), shredKey };
      const { blob } = rewrap(opening, { reader: colleague, publicKey: secrets.publicKey });
      await tx`
        insert into wrapped_key (contribution, reader, reader_kind, blob) values (${one.contribution}, ${colleague}, 'staff', ${blob})`;
    }
    const rooms = await tx<{ room: string }[]>`select room from room_facilitator where staff = ${colleague}`;
    await renewEpochsOf(
      tools,
      tx,
      rooms.map((r) => r.room),
    );
    await tx`
      insert into two_person_act (id, what, organisation, staff, asked_by, week)
      values (${newId()}, 'grant-again', ${member.organisation}, ${colleague}, ${member.id}, ${weekOf(tools.now())})`;
    return row;
  });
  return { ...done, passphrase };
}

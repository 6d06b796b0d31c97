import { createHash } from 'node:crypto';
import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import type { SignInput } from '../forms';
import { mayLead, mayRead, maySignFor, signTask, whyNotSign } from '../programme';
import { readRecord } from '../queries/record.server';
import { canonical, partsOf } from '../snapshot.server';
import { change, type Held, hold, mustBe } from './deed.server';

/**
 * Fixes all parts as they stand, with the last kept version of the document beside them, under one hash; and asks every partner
 * to sign. What was asked of a version before is asked no more. Gives nothing new where nothing has changed since the last.
 */
export async function fixVersion(sql: Sql, reader: Reader, id: number, version: number, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    if (!mayLead(held, reader)) throw refuse('not-allowed', 'programmes:refusals.lead-alone');
    mustBe(held, version);
    const record = await readRecord(tx, reader, id, held.language, now);
    const content = partsOf(record);
    const [text] = await tx<{ number: number; text: unknown }[]>`
      select number, text from document_version where document_id = ${held.documentId} order by number desc limit 1`;
    const hash = createHash('sha256')
      .update(canonical({ content, text: text?.text ?? null }))
      .digest('hex');
    const [last] = await tx<{ hash: string }[]>`
      select hash from programme_version where programme_id = ${id} order by number desc limit 1`;
    if (last?.hash === hash) throw refuse('closed', 'programmes:refusals.fixed-already');
    await tx`
      insert into programme_version (programme_id, number, content, document_version, hash, fixed_by, fixed_at)
      select ${id}, coalesce(max(v.number), 0) + 1, ${tx.json(content as never)}, ${text?.number ?? null}, ${hash}, ${reader.id}, ${now}
      from programme_version v where v.programme_id = ${id}`;
    await askAll(tx, held);
    await announce(tx, 'programme.version-fixed', { programme: id, by: reader.id });
  });
}

async function askAll(tx: Tx, held: Held): Promise<void> {
  for (const organisation of held.partners) {
    const speakers = await tx<{ id: number }[]>`
      select p.id from organisation_role r join person p on p.id = r.person_id
      where r.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
    for (const { id } of speakers)
      await giveTask(tx, {
        personId: id,
        key: signTask(held.id, organisation),
        what: 'programmes:task',
        about: { organisation },
        place: `/programmes/${held.id}#sign-off`,
      });
  }
}

/**
 * A partner's word on the last fixed version, by its focal point; changed openly for as long as no other version is fixed. Refuses
 * not-found to those who do not see it, not-allowed to those who do not speak for the partner, conflict where another version was
 * fixed meanwhile.
 */
export async function signVersion(
  sql: Sql,
  reader: Reader,
  programme: number,
  input: SignInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await hold(tx, reader, programme);
    if (!mayRead(held, reader, now)) throw refuse('not-found', 'shared:errors.not-found');
    if (!maySignFor(held, reader, input.organisation))
      throw refuse('not-allowed', 'programmes:refusals.not-your-organisation');
    const no = whyNotSign(input.state, input.comment);
    if (no) throw no;
    const [last] = await tx<{ id: number }[]>`
      select id from programme_version where programme_id = ${programme} order by number desc limit 1`;
    if (last?.id !== input.fixed) throw refuse('conflict', 'programmes:refusals.other-version');
    const comment = input.state === 'signed' ? '' : input.comment;
    await tx`
      insert into programme_signoff (version_id, organisation_id, state, comment, signed_by, signed_at)
      values (${input.fixed}, ${input.organisation}, ${input.state}, ${comment}, ${reader.id}, ${now})
      on conflict (version_id, organisation_id) do update set state = excluded.state, comment = excluded.comment,
        signed_by = excluded.signed_by, signed_at = excluded.signed_at`;
    await finishTasks(tx, { key: signTask(programme, input.organisation) });
    await announce(tx, 'programme.changed', { programme });
  });
}

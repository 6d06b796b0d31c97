import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type RuledConsultation, readConsultationToPrepare } from '../queries/rules.server';
import { subjectsOf, tellSubjects } from './subjects.server';

/** What happened to a consultation, as the other parts of the house are told. */
export type ConsultationHappened = 'consultation.changed' | 'consultation.announced' | 'consultation.cancelled';

/**
 * The first two beats of every deed of preparing, and the last: may they, has nobody changed it meanwhile; then tell. The
 * consultation is locked until the deed is done. `write` says what happened.
 */
export async function deedOnConsultation(
  sql: Sql,
  reader: Reader | null,
  id: number,
  version: number | null,
  write: (tx: Tx, consultation: RuledConsultation, by: Reader) => Promise<ConsultationHappened>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select 1 from consultation where id = ${id} for update`;
    const consultation = await readConsultationToPrepare(tx, reader, id);
    if (!reader) throw refuse('not-found', 'shared:errors.not-found');
    if (version !== null && version !== consultation.version)
      throw refuse('conflict', 'consultations:refusals.changed-meanwhile');
    const before = await subjectsOf(tx, id);
    const happened = await write(tx, consultation, reader);
    await tx`update consultation set version = version + 1, changed_at = now() where id = ${id}`;
    await announce(tx, happened, { consultation: id });
    await tellSubjects(tx, id, before);
  });
}

/**
 * One deed for each instant ahead, so that those who read are told when it comes, and those who follow when a phase opens.
 * Nothing is opened or closed by it: that follows from the instants.
 */
export async function plantInstants(tx: Tx, id: number): Promise<void> {
  await tx`delete from due where deed = 'tell-consultation' and about = ${tx.json({ consultation: id })}`;
  const rows = await tx<{ at: Date }[]>`
    select distinct x.at from consultation c join consultation_phase p on p.consultation_id = c.id,
      lateral (values (p.opens_at), (p.closes_at)) x (at)
    where c.id = ${id} and c.announced_at is not null and c.cancelled_at is null and x.at > now() order by x.at`;
  for (const { at } of rows)
    await putDue(tx, 'tell-consultation', { consultation: id }, { at, key: `consultation:${id}:${at.toISOString()}` });
}

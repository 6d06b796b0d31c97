import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { refuse } from '../shared/refusal';
import { finishTasks, giveTask } from '../tasks/commands.server';
import { whyNotAppoint } from './admission';
import { lockCandidate, stop } from './admission.commands.server';
import type { OrganisationRole, Reader } from './person';
import { answerBy, decisionTask } from './waiting';

/**
 * Gives an office of an organisation, or another one in place of the one held there. One focal point speaks for an
 * organisation, and alternates stand in (strategic plan, section 9): refuses conflict where there is one already.
 * Refusals: not-found, closed (not active), invalid (no such organisation).
 */
export async function giveOffice(
  sql: Sql,
  reader: Reader,
  input: { person: number; organisation: number; role: OrganisationRole },
): Promise<void> {
  await sql.begin(async (tx) => {
    const person = await lockCandidate(tx, input.person);
    stop(whyNotAppoint(reader, person));
    if (person.offices.some((o) => o.organisationId === input.organisation && o.role === input.role)) return;
    await checkVacancy(tx, input);
    await tx`
      insert into organisation_role (organisation_id, person_id, role) values (${input.organisation}, ${person.id}, ${input.role})
      on conflict (organisation_id, person_id) do update set role = excluded.role`;
    await tellAppointment(tx, person.id);
  });
}

/** Holds the organisation, so that two appointments at once do not make two focal points. */
export async function checkVacancy(
  tx: Tx,
  { organisation, role, person }: { organisation: number; role: OrganisationRole | null; person?: number },
): Promise<void> {
  const mistake = (field: string, key: string) =>
    refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `admission:mistakes.${key}` });
  const [there] = await tx`select from organisation where id = ${organisation} for update`;
  if (!there) throw mistake('organisation', 'organisation');
  if (role !== 'focal-point') return;
  const [holder] = await tx`
    select from organisation_role r join person p on p.id = r.person_id
    where r.organisation_id = ${organisation} and r.role = 'focal-point' and p.state = 'active' and p.id is distinct from ${person ?? null}::bigint`;
  if (holder) throw mistake('office', 'focal-point-there');
}

/** Takes an office of an organisation back; done twice, done once. Refusals: not-found, closed. */
export async function takeOffice(
  sql: Sql,
  reader: Reader,
  input: { person: number; organisation: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    const person = await lockCandidate(tx, input.person);
    stop(whyNotAppoint(reader, person));
    const taken = await tx`
      delete from organisation_role where organisation_id = ${input.organisation} and person_id = ${person.id} returning 1`;
    if (taken.length > 0) await tellAppointment(tx, person.id);
  });
}

/** Makes someone one of the secretariat, or no longer. Nobody themselves: so there is always one left. */
export async function setStaff(sql: Sql, reader: Reader, input: { person: number; on: boolean }): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select from person where id in ${tx([reader.id, input.person])} order by id for update`;
    const person = await lockCandidate(tx, input.person);
    const [still] = await tx`select from person where id = ${reader.id} and state = 'active' and secretariat`;
    if (!still) throw refuse('not-found', 'shared:errors.not-found');
    stop(whyNotAppoint(reader, person));
    if (person.id === reader.id) throw refuse('not-allowed', 'admission:refusals.yourself');
    if (person.secretariat === input.on) return;
    await tx`update person set secretariat = ${input.on} where id = ${person.id}`;
    await tellAppointment(tx, person.id);
  });
}

async function tellAppointment(tx: Tx, person: number): Promise<void> {
  await keepDecisionsInStep(tx, person);
  await announce(tx, 'person.access-changed', { person });
}

/** Those who may decide on who waits have a task for each; those who no longer may are not asked any more. */
async function keepDecisionsInStep(tx: Tx, decider: number): Promise<void> {
  const waiting = await tx<{ id: number; emailConfirmedAt: Date; theirs: boolean }[]>`
    select w.id, coalesce(w.email_confirmed_at, w.registered_at) as email_confirmed_at,
      d.secretariat or exists (select from organisation_role r where r.person_id = d.id and r.organisation_id = w.organisation_id) as theirs
    from person w, person d where w.state = 'waiting' and d.id = ${decider}`;
  for (const { id, emailConfirmedAt, theirs } of waiting) {
    const key = decisionTask(id);
    if (!theirs) await finishTasks(tx, { key, personId: decider });
    else
      await giveTask(tx, {
        personId: decider,
        key,
        what: 'people:task.decide',
        about: { person: id },
        place: '/people',
        dueAt: answerBy(emailConfirmedAt),
      });
  }
}

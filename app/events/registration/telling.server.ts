import type { Db, Sql } from '../../../db/connect';
import type { ActivityRole, Reader } from '../../people/person';
import { openForms } from '../../questionnaires/feedback.server';
import { sendToMany } from '../../shared/mail.server';
import { refuse } from '../../shared/refusal';
import { maySeeEvent } from '../event';
import { type FoundEvent, ruledFrom, rulesColumns, tieColumns, whoIn } from '../queries/rules.server';
import { titleOf } from '../queries/visible.server';
import { lockVisible, registrationsChanged } from './places.server';
import { registeredFor } from './queries.server';
import { whyNotTell } from './registration';

/** What there is to tell, and whom: those who have a place, whether they came or not. */
export interface Telling {
  materials: number;
  /** Feedback forms that those registered can answer now. */
  forms: number;
  toldAt: Date | null;
  /** How many were told, or would be now. */
  count: number;
}

function tellingColumns(sql: Db, eventId: number, now: Date) {
  return sql`
    (select count(*)::int from event_material m where m.event_id = ${eventId}) as materials,
    (select count(*)::int from ${openForms(sql, now)} where q.subject_id = ${eventId}) as forms,
    (select t.told_at from registration_told t where t.event_id = ${eventId}) as told_at,
    coalesce((select t.told_count from registration_told t where t.event_id = ${eventId}),
      (select count(*)::int from registration r where r.event_id = ${eventId} and r.state = 'registered')) as count`;
}

export async function readTelling(sql: Db, eventId: number, now: Date): Promise<Telling> {
  const [row] = await sql<Telling[]>`select ${tellingColumns(sql, eventId, now)}`;
  return row!;
}

/** The same with the event, for its page, in one statement: `why` says why they cannot be told now. Refuses not-found. */
export async function readForTelling(sql: Db, reader: Reader, eventId: number, language: string, now: Date) {
  const [row] = await sql<
    (FoundEvent &
      Telling & {
        waiting: number;
        role: ActivityRole | null;
        invited: boolean;
        speaker: boolean;
        title: string;
        titleLanguage: string;
      })[]
  >`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, x.title, x.language as title_language, ${tellingColumns(sql, eventId, now)},
      (select count(*)::int from registration r join mail m on m.about ? 'registration' and m.about ->> 'registration' = r.id::text
        where r.event_id = e.id and m.kind = 'registration-told' and m.sent_at is null and m.gave_up_at is null) as waiting
    from event e cross join ${titleOf(sql, language)} x where e.id = ${eventId}`;
  const event = row && ruledFrom(row);
  if (!event || !maySeeEvent(event, reader, event.tie) || !whoIn(event, reader).mayPrepare)
    throw refuse('not-found', 'shared:errors.not-found');
  const { materials, forms, toldAt, count, waiting } = event;
  /** How many of the letters have not left yet. */
  const telling: Telling & { waiting: number } = { materials, forms, toldAt, count, waiting };
  return { event, telling, why: whyNotTell(event, telling, now)?.message };
}

/**
 * Tells everybody registered, once and never again, that there is something to look back at. That they were told and all
 * their letters are one transaction: killed before its end nobody was told, and after it everybody will be. Refusals:
 * not-found, closed (it is not over), conflict (told already, nothing there, nobody).
 */
export async function tellRegistered(sql: Sql, reader: Reader, eventId: number, now: Date): Promise<number> {
  return sql.begin(async (tx) => {
    const event = await lockVisible(tx, eventId, reader);
    if (!event || !whoIn(event, reader).mayPrepare) throw refuse('not-found', 'shared:errors.not-found');
    const no = whyNotTell(event, await readTelling(tx, eventId, now), now);
    if (no) throw no;
    const people = await registeredFor(tx, eventId);
    await sendToMany(
      tx,
      'registration-told',
      people.map(({ id, personId, email, language }) => ({
        to: email,
        personId,
        language,
        about: { registration: id, event: eventId },
      })),
    );
    await tx`
      insert into registration_told (event_id, told_at, told_by, told_count)
      values (${eventId}, ${now}, ${reader.id}, ${people.length})`;
    await registrationsChanged(tx, eventId);
    return people.length;
  }) as Promise<number>;
}

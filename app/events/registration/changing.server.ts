import type { Sql, Tx } from '../../../db/connect';
import { type Due, putDue } from '../../../db/due';
import { refuse } from '../../shared/refusal';
import type { ReminderChoice } from '../calendar/reminders';
import { chooseRemindersOf } from '../calendar/reminders.server';
import { takeOutOfCalendar } from '../calendar/telling.server';
import { leaveTalk } from '../live/guests.server';
import type { RuledEvent } from '../queries/rules.server';
import { endAsking } from './asking.server';
import { takeBackConsent } from './contact.server';
import type { Identity } from './forms';
import { type Held, type Holder, lockMine } from './holder.server';
import { fillPlaces, lockEvent, readPlaces, registrationsChanged, tellOne, tellPlace } from './places.server';
import { confirmHours, mayAskAgain, mayChangeIdentity, stateOnPlacing, whyNotComing } from './registration';

/** Letters about a withdrawn registration are kept so long, for those that could not be delivered at once. */
const lettersDays = 7;

async function deedOnMine(
  sql: Sql,
  holder: Holder,
  now: Date,
  write: (tx: Tx, event: RuledEvent, mine: Held) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { event, mine } = await lockMine(tx, holder, now);
    await write(tx, event, mine);
    await registrationsChanged(tx, event.id);
  });
}

/** Takes the place that is offered, until the instant at which the offer lapses. Taken twice, taken once. Refusal: closed. */
export async function acceptOffer(sql: Sql, holder: Holder, now: Date): Promise<void> {
  await deedOnMine(sql, holder, now, async (tx, event, mine) => {
    if (mine.state === 'registered') return;
    const closed = whyNotComing(event, now);
    if (closed) throw closed;
    if (mine.state !== 'offered' || mine.offeredUntil! <= now)
      throw refuse('closed', 'registration:refusals.offer-lapsed');
    await tx`update registration set state = 'registered', offered_until = null, state_at = ${now} where id = ${mine.id}`;
    await tellPlace(tx, mine.id);
  });
}

/** Who is offered nothing by itself asks again: a place where one is free, else the end of the line. Refusal: closed. */
export async function askAgain(sql: Sql, holder: Holder, now: Date): Promise<void> {
  await deedOnMine(sql, holder, now, async (tx, event, mine) => {
    const closed = whyNotComing(event, now);
    if (closed) throw closed;
    if (!mayAskAgain(event, mine, now)) return;
    if (mine.state === 'offered') await lapse(tx, mine.id, now);
    await fillPlaces(tx, event, now);
    const state = stateOnPlacing(event, await readPlaces(tx, event.id), now);
    await tx`
      update registration set state = ${state}, passed_at = null, state_at = ${now}, place_order = nextval('registration_order')
      where id = ${mine.id}`;
    if (state === 'registered') await tellPlace(tx, mine.id);
  });
}

export interface Changes {
  identity?: Identity;
  /** Of an account these are its own settings. */
  settings?: { language: string; timeZone: string };
  consent?: boolean;
}

/** Changes what somebody said of themselves. Where people are approved, not any more who they are. Refusal: not-allowed. */
export async function changeRegistration(sql: Sql, holder: Holder, changes: Changes, now: Date): Promise<void> {
  await deedOnMine(sql, holder, now, async (tx, event, mine) => {
    const { identity, settings, consent } = changes;
    if (identity && !mayChangeIdentity(event, mine.state))
      throw refuse('not-allowed', 'registration:refusals.approved-as');
    if (consent === false && mine.personId === null) await takeBackConsent(tx, mine.id);
    else if (consent !== undefined) {
      await tx`
        update registration set contact_consent_at = case when ${consent} then coalesce(contact_consent_at, ${now}) end
        where id = ${mine.id}`;
    }
    if (identity) {
      await tx`
        update registration set name = ${identity.name}, organisation = ${identity.organisation}, sector = ${identity.sector},
          region = ${identity.region}
        where id = ${mine.id}`;
    }
    if (settings) {
      await tx`
        update registration set language = ${settings.language}, time_zone = ${settings.timeZone} where id = ${mine.id}`;
    }
  });
}

/** When the holder wants to be reminded of this event. */
export async function chooseMyReminders(sql: Sql, holder: Holder, choice: ReminderChoice, now: Date): Promise<void> {
  await deedOnMine(sql, holder, now, (tx, _event, mine) => chooseRemindersOf(tx, mine.id, choice));
}

/**
 * Withdraws a registration: the place is offered to the next in line, and of the person nothing is left but what is
 * counted. One that was never confirmed goes whole. Refusals: as of `lockMine`.
 */
export async function withdrawRegistration(sql: Sql, holder: Holder, now: Date): Promise<void> {
  await deedOnMine(sql, holder, now, (tx, event, mine) => withdraw(tx, event, mine, now));
}

export async function withdraw(tx: Tx, event: RuledEvent, mine: Held, now: Date): Promise<void> {
  if (mine.state === 'unconfirmed') {
    await forgetUnconfirmed(tx, mine.id);
    return;
  }
  if (mine.state === 'registered') await takeOutOfCalendar(tx, mine.id);
  await tx`
    update registration set state = 'withdrawn', state_at = ${now}, person_id = null, email = null, name = '', organisation = '',
      contact_consent_at = null, offered_until = null, passed_at = null, decided_reason = ''
    where id = ${mine.id}`;
  await tx`delete from registration_link where registration_id = ${mine.id}`;
  await leaveTalk(tx, event.id, mine.id, now >= event.endsAt);
  await forgetLetters(tx, mine.id);
  const at = new Date(now.getTime() + lettersDays * 24 * 3_600_000);
  await putDue(tx, 'registration-forget', { registration: mine.id }, { at });
  await endAsking(tx, event.id);
  if (mine.state === 'registered' || mine.state === 'offered') await fillPlaces(tx, event, now);
}

/** Letters that were sent, or never will be. */
async function forgetLetters(tx: Tx, id: number): Promise<void> {
  const letters = await tx<{ id: string }[]>`
    delete from mail where about ? 'registration' and about ->> 'registration' = ${String(id)}
      and (sent_at is not null or gave_up_at is not null) returning id`;
  await eraseCopies(tx, letters);
}

/** Of letters that were written to a folder in place of being sent, the copies: the address and the name stand in them. */
async function eraseCopies(tx: Tx, letters: { id: string }[]): Promise<void> {
  if (letters.length > 0) await putDue(tx, 'erase-from-outbox', { mails: letters.map((l) => l.id) });
}

async function forgetUnconfirmed(tx: Tx, id: number): Promise<void> {
  const letters = await tx<{ id: string }[]>`
    delete from mail where about ? 'registration' and about ->> 'registration' = ${String(id)} returning id`;
  await eraseCopies(tx, letters);
  await tx`delete from registration where id = ${id} and state = 'unconfirmed'`;
}

/** Takes a person out of every event, as if they had withdrawn each registration: for an account that is erased. */
export async function withdrawAllOf(tx: Tx, personId: number, now: Date): Promise<void> {
  const rows = await tx<{ eventId: number }[]>`
    select event_id from registration where person_id = ${personId} order by event_id`;
  for (const { eventId } of rows) {
    const event = await lockEvent(tx, eventId, null);
    const [mine] = await tx<Held[]>`
      select id, person_id, email, state, sector, offered_until, passed_at from registration
      where event_id = ${eventId} and person_id = ${personId} for update`;
    if (!event || !mine) continue;
    await withdraw(tx, event, mine, now);
    await registrationsChanged(tx, eventId);
  }
}

async function lapse(tx: Tx, id: number, at: Date): Promise<void> {
  await tx`
    update registration set state = 'waiting', offered_until = null, passed_at = ${at}, state_at = ${at} where id = ${id}`;
}

export const registrationDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  /** An offer that nobody took in time goes to the next in line. */
  'registration-offer-lapses': async (tx, due) => {
    const id = Number(due.about.registration);
    const [row] = await tx<{ eventId: number }[]>`select event_id from registration where id = ${id}`;
    const event = row && (await lockEvent(tx, row.eventId, null));
    if (!event) return;
    const [lapsed] = await tx`
      select from registration where id = ${id} and state = 'offered' and offered_until <= ${due.at} for update`;
    if (!lapsed) return;
    await lapse(tx, id, due.at);
    await tellOne(tx, 'registration-lapsed', id);
    await fillPlaces(tx, event, due.at);
    await registrationsChanged(tx, event.id);
  },

  /** What was never confirmed goes whole, with its address; of what was withdrawn, the last letters. */
  'registration-forget': async (tx, due) => {
    const id = Number(due.about.registration);
    const [row] = await tx<{ eventId: number }[]>`select event_id from registration where id = ${id}`;
    if (!row) return;
    await lockEvent(tx, row.eventId, null);
    const [now] = await tx<{ state: string; askedAt: Date }[]>`
      select state, asked_at from registration where id = ${id} for update`;
    // Asked anew with a newer link: that one's own deed comes later.
    if (now?.state === 'unconfirmed' && now.askedAt.getTime() + confirmHours * 3_600_000 <= due.at.getTime())
      await forgetUnconfirmed(tx, id);
    if (now?.state === 'withdrawn') await forgetLetters(tx, id);
  },
};

import type { Db } from '../../../db/connect';
import { visibleConsultation } from '../../consultations/queries/visible.server';
import { isActive, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type EventRules, mayPrepareEvent, maySeeEvent } from '../event';
import { ruledFrom, rulesColumns, tieColumns } from '../queries/rules.server';
import { titleOf } from '../queries/visible.server';
import { ownedBy } from '../registration/holder.server';
import { type Comer, isGuest, readerOf } from './guest';
import { placeOf } from './guests.server';
import type { Moderation, Standing, Talk } from './talk';
import type { Chosen, TalkHead } from './views';

/** By what somebody counts beside a talk: their account or, where they registered by mail, that registration. */
export interface Taker {
  person: number | null;
  registration: number | null;
  /** The one, or the other below zero: as `taker` of what is counted. */
  key: number;
}

/** A talk as its rules see it, with who the reader is to it. */
export interface RuledTalk extends Talk {
  event: number;
  standing: Standing;
  /** Null for visitors. */
  taker: Taker | null;
  /** The account that acts here; null where somebody comes by the link of a mail. */
  reader: Reader | null;
  /** The zone that a guest named. */
  guestZone: string | null;
  /** Whether those who moderate see whose hand is up: where a survivor speaks only the event's own facilitators. */
  seesNames: boolean;
  chosen: Chosen;
  head: TalkHead;
}

type Row = EventRules & {
  slug: string;
  role: 'facilitator' | 'participant' | 'observer' | null;
  invited: boolean;
  speaker: boolean;
  place: { id: number; byMail: boolean } | null;
  guest: { id: number; timeZone: string } | null;
  moderation: Moderation | null;
  closedAt: Date | null;
  chosenQuestionId: number | null;
  chosenPollId: number | null;
  title: string;
  titleLanguage: string;
  inConsultation: boolean;
};

/**
 * What the rules need, in one query, for the first beat of every deed. Throws not-found where the reader may not even
 * know that the event exists.
 */
export async function readTalk(
  sql: Db,
  comer: Comer,
  event: number,
  language = 'en',
  now = new Date(),
): Promise<RuledTalk> {
  const reader = readerOf(comer);
  const [row] = await sql<Row[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)},
      (select jsonb_build_object('id', r.id, 'byMail', r.by_mail) from registration r
        where r.event_id = e.id and r.state = 'registered' and ${ownedBy(sql, reader)} order by r.person_id nulls last limit 1) as place,
      ${isGuest(comer) ? sql`(select jsonb_build_object('id', g.id, 'timeZone', g.time_zone) from ${placeOf(sql, comer.place, now)} g where g.event_id = e.id)` : sql`null::jsonb`} as guest,
      t.moderation, t.closed_at, t.chosen_question_id, t.chosen_poll_id, x.title, x.language as title_language,
      exists (select from consultation_part k join consultation c on c.id = k.consultation_id
        where k.kind = 'session' and k.subject_id = e.id and ${visibleConsultation(sql, reader)}) as in_consultation
    from event e left join talk t on t.event_id = e.id cross join ${titleOf(sql, language)} x
    where e.id = ${event}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const { tie } = ruledFrom(row);
  if (!maySeeEvent(row, reader, tie)) throw refuse('not-found', 'shared:errors.not-found');
  const byAccount = row.place !== null || tie.speaker || tie.role === 'facilitator';
  const asGuest = row.guest !== null && !(byAccount && isActive(reader));
  return {
    event,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    announcedAt: row.announcedAt,
    cancelledAt: row.cancelledAt,
    survivorSpeaks: row.survivorSpeaks,
    moderation: row.moderation ?? 'post',
    closedAt: row.closedAt,
    standing: {
      moderates: mayPrepareEvent(reader, tie),
      takesPart: byAccount || asGuest,
      asGuest,
    },
    taker: asGuest
      ? takerBy(null, row.guest!.id)
      : reader && takerBy(reader.id, row.place?.byMail ? row.place.id : null),
    reader: asGuest ? null : reader,
    guestZone: asGuest ? row.guest!.timeZone : null,
    seesNames: !row.survivorSpeaks || tie.role === 'facilitator',
    chosen: { question: row.chosenQuestionId, poll: row.chosenPollId },
    head: {
      id: row.id,
      slug: row.slug,
      path: `/events/${row.id}/${row.slug}`,
      title: row.title,
      titleLanguage: row.titleLanguage,
      timeZone: row.timeZone,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      survivorSpeaks: row.survivorSpeaks,
      isPublic: row.readers === 'public',
      inConsultation: row.inConsultation,
    },
  };
}

function takerBy(person: number | null, registration: number | null): Taker {
  return registration === null
    ? { person, registration, key: person! }
    : { person: null, registration, key: -registration };
}

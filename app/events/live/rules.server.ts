import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type EventRules, mayPrepareEvent, maySeeEvent } from '../event';
import { ruledFrom, rulesColumns, tieColumns } from '../queries/rules.server';
import { titleOf } from '../queries/visible.server';
import type { Moderation, Standing, Talk } from './talk';
import type { Chosen, TalkHead } from './views';

/** A talk as its rules see it, with who the reader is to it. */
export interface RuledTalk extends Talk {
  event: number;
  standing: Standing;
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
  place: boolean;
  moderation: Moderation | null;
  closedAt: Date | null;
  chosenQuestionId: number | null;
  chosenPollId: number | null;
  title: string;
  titleLanguage: string;
};

/**
 * What the rules need, in one query, for the first beat of every deed. Throws not-found where the reader may not even
 * know that the event exists.
 */
export async function readTalk(sql: Db, reader: Reader | null, event: number, language = 'en'): Promise<RuledTalk> {
  const [row] = await sql<Row[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)},
      exists (select from registration r where r.event_id = e.id and r.person_id = ${reader?.id ?? null} and r.state = 'registered') as place,
      t.moderation, t.closed_at, t.chosen_question_id, t.chosen_poll_id, x.title, x.language as title_language
    from event e left join talk t on t.event_id = e.id cross join ${titleOf(sql, language)} x
    where e.id = ${event}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const { tie } = ruledFrom(row);
  if (!maySeeEvent(row, reader, tie)) throw refuse('not-found', 'shared:errors.not-found');
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
      takesPart: row.place || tie.speaker || tie.role === 'facilitator',
    },
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
    },
  };
}

import type { Db } from '../../../db/connect';
import { titleOf, visibleEvent } from '../../events/queries/visible.server';
import { type Count, shownCounts } from '../../events/registration/counts';
import type { Reader } from '../../people/person';
import type { AsJson } from '../../shared/together.server';
import type { CommitmentKind, CommitmentState } from '../../tasks/commitment';
import { committed } from '../../tasks/committed.server';
import type { FloorCount } from '../session/figures';
import { broughtBy, floorOf, itemsOf, type ShownRow, shownFrom } from '../session/queries/shown.server';
import { dateOf } from '../session/rules.server';
import type { SessionShown } from '../session/views';

/** Something that was taken on there. Days are ISO dates. */
export interface TakenOn {
  id: number;
  kind: CommitmentKind;
  words: string;
  language: string;
  path: string;
  owner: string | null;
  dueOn: string | null;
  state: CommitmentState;
}

/** A question of those who listened, which somebody answers later. */
export interface LeftQuestion {
  id: number;
  owner: string;
  dueOn: string;
}

/** A session of the consultation that is over, as it is kept for everybody. */
export interface ReportedSession {
  id: number;
  path: string;
  title: string;
  titleLanguage: string;
  timeZone: string;
  shown: SessionShown;
  /** Sectors of which enough people were there; null where nobody was marked as having been there. */
  present: Count[] | null;
  takenOn: TakenOn[];
  questions: LeftQuestion[];
}

export interface SessionRow extends Pick<ShownRow, 'items' | 'brought'> {
  id: number;
  slug: string;
  timeZone: string;
  title: string;
  titleLanguage: string;
  language: string;
  startedAt: Date;
  endedAt: Date;
  floor: FloorCount[] | null;
  present: Count[] | null;
  takenOn: TakenOn[] | null;
  questions: LeftQuestion[] | null;
}

/**
 * The select of a consultation's sessions that are over, in the order of its parts, as far as this reader may see their events.
 * One that two consultations share is the later one's, as its own page is. What goes on moves, and comes when it has ended.
 */
export function sessionsSelect(
  sql: Db,
  consultation: number,
  { reader, language, now }: { reader: Reader | null; language: string; now: Date },
) {
  const event = sql`e.id`;
  return sql`
    select e.id, e.slug, e.time_zone, x.title, x.language as title_language, u.language, l.started_at, l.ended_at,
      ${itemsOf(sql, event)} as items, ${broughtBy(sql, event, 'all')} as brought, ${floorOf(sql, event)} as floor,
      (select jsonb_agg(jsonb_build_object('key', c.key, 'count', c.n) order by c.key) from (
        select r.sector as key, count(*)::int as n from registration r
        where r.event_id = e.id and r.attended_at is not null and e.ends_at <= ${now} group by 1) c) as present,
      (select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'words', coalesce(s.words, k.words), 'language', coalesce(s.language, k.language),
          'path', s.path, 'owner', coalesce(w.names ->> ${language}, w.short_name, w.name), 'dueOn', k.due_on, 'state', k.state) order by k.id)
        from commitment k cross join lateral (${committed(sql, { reader, language })}) s
        left join organisation w on w.id = k.owner_organisation_id
        where k.binding and ((k.subject_kind = 'event' and k.subject_id = e.id) or (k.subject_kind = 'recommendation' and k.subject_id in (
          select r.id from recommendation r join outcome o on o.id = r.outcome_id where o.event_id = e.id)))) as taken_on,
      (select jsonb_agg(jsonb_build_object('id', q.id, 'owner', p.name, 'dueOn', q.due_on) order by q.due_on, q.id)
        from talk t join talk_question q on q.event_id = t.event_id join person p on p.id = q.owner_id
        where t.event_id = e.id and t.closed_at is not null and q.state = 'shown' and q.answered is null
          and q.taken_back_at is null) as questions
    from consultation_part y join consultation u on u.id = y.consultation_id join event e on e.id = y.subject_id
    join led_session l on l.event_id = e.id cross join ${titleOf(sql, language)} x
    where y.consultation_id = ${consultation} and y.kind = 'session' and l.ended_at is not null and ${visibleEvent(sql, reader)}
      and not exists (select from consultation_part z where z.kind = 'session' and z.subject_id = e.id
        and (z.consultation_id, -z.id) > (y.consultation_id, -y.id))
    order by y.position, y.id`;
}

export function sessionsFrom(rows: AsJson<SessionRow>[]): ReportedSession[] {
  return rows.map((row) => ({
    id: row.id,
    path: `/events/${row.id}/session`,
    title: row.title,
    titleLanguage: row.titleLanguage,
    timeZone: row.timeZone,
    shown: shownOf(row),
    present: row.present && presentOf(row.present),
    takenOn: row.takenOn ?? [],
    questions: row.questions ?? [],
  }));
}

/** What is on its own page when it is over: with the same figures, and withheld the same. */
function shownOf(row: AsJson<SessionRow>): SessionShown {
  const led = {
    startedAt: dateOf(row.startedAt),
    endedAt: dateOf(row.endedAt),
    currentItemId: null,
    currentSince: null,
    version: 0,
  };
  const session = { event: { cancelledAt: null }, consultation: { cancelledAt: null, language: row.language }, led };
  const shown = shownFrom({ ...row, speaking: null }, session, false);
  return { ...shown, items: shown.items.filter((i) => i.openedAt !== null) };
}

/**
 * Who was there, by sector: those sectors that the event's own page names where small numbers are put together, and neither a
 * sum nor survivor groups. With a sum, or with one sector more than that page names, what is put together there could be
 * taken apart.
 */
function presentOf(counts: Count[]): Count[] {
  return shownCounts(counts, true).shown.filter((c) => c.key !== 'survivor-group');
}

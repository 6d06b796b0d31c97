import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import type { Currency } from '../../programmes/budget';
import { refuse } from '../../shared/refusal';
import type { Theme } from '../../shared/themes';
import type { CallClock, Question, Times } from '../call';
import type { judgedFrom } from '../forms';
import {
  isPut,
  isScored,
  marksOf,
  ownPilot,
  reviewsFor,
  seesSummary,
  visibleCall,
  visiblePilot,
} from './visible.server';

export interface ListedCall extends CallClock {
  id: number;
  title: string;
  language: string;
  area: string;
  themes: Theme[];
  scoredBy: Date | null;
  /** Pilots that were taken on. */
  adopted: number;
}

export interface TakenOn {
  id: number;
  title: string;
  language: string;
  organisation: string;
  area: string;
  country: string | null;
  decidedAt: Date;
}

const mostListed = 100;

/** Calls that this reader may see, those that close last first; drafts before. One statement. */
export async function listCalls(sql: Db, reader: Reader | null, now: Date): Promise<ListedCall[]> {
  return sql<ListedCall[]>`
    select c.id, c.title, c.language, c.area, c.themes, c.announced_at, c.cancelled_at, c.opens_at, c.closes_at, c.scored_by,
      (select count(*)::int from pilot i where i.call_id = c.id and i.outcome like 'adopted%') as adopted
    from pilot_call c where ${visibleCall(sql, reader, now)}
    order by c.closes_at desc nulls first, c.id desc limit ${mostListed}`;
}

/** Pilots that were taken on, the newest first. One statement. */
export async function listTakenOn(sql: Db): Promise<TakenOn[]> {
  return sql<TakenOn[]>`
    select i.id, i.title, i.language, coalesce(o.short_name, o.name) as organisation, i.area, i.country, i.decided_at
    from pilot i join organisation o on o.id = i.organisation_id where i.outcome like 'adopted%'
    order by i.decided_at desc, i.id desc limit ${mostListed}`;
}

/** A pilot in the table of its call. */
export interface PilotRow {
  id: number;
  title: string;
  language: string;
  organisation: string;
  submittedAt: string | null;
  withdrawnAt: string | null;
  outcome: string | null;
  isPut: boolean;
  own: boolean;
  isScored: boolean;
  /** The reader's own review of it. */
  review: { submittedAt: string | null; conflictAt: string | null } | null;
  organisationId: number;
  partners: number[];
  /** What reviewers say, without names; null where this reader does not see it. */
  marks: Parameters<typeof judgedFrom>[0][] | null;
  seesSummary: boolean;
}

export interface CallRecord extends CallClock, Times {
  id: number;
  version: number;
  language: string;
  title: string;
  introduction: string;
  sought: string;
  themes: Theme[];
  area: string;
  currency: Currency;
  ceiling: string | null;
  timeZone: string;
  questions: Question[];
  cancelledBecause: string;
  isReviewer: boolean;
  moves: { closedAt: string; closesAt: string; because: string; at: string }[];
  /** For the secretariat alone. */
  reviewers: { handle: string; name: string }[];
  pilots: PilotRow[];
  /** Those for which this reader speaks. */
  offices: { id: number; name: string }[];
}

interface Row extends Omit<CallRecord, 'moves' | 'reviewers' | 'pilots' | 'offices'> {
  moves: CallRecord['moves'] | null;
  reviewers: CallRecord['reviewers'] | null;
  pilots: PilotRow[] | null;
  offices: CallRecord['offices'] | null;
}

/** A call with all that this reader may see of it. One statement. Throws not-found. */
export async function readCall(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<CallRecord> {
  const offices = reader?.state === 'active' ? reader.offices.map((o) => o.organisationId) : [];
  const secretariat = reader?.state === 'active' && reader.secretariat;
  const [row] = await sql<Row[]>`
    select c.id, c.version, c.language, c.title, c.introduction, c.sought, c.themes, c.area, c.currency, c.ceiling::text as ceiling,
      c.time_zone, c.questions, c.announced_at, c.cancelled_at, c.cancelled_because, c.opens_at, c.closes_at, c.scored_by,
      ${reviewsFor(sql, reader)} as is_reviewer,
      (select jsonb_agg(jsonb_build_object('closedAt', m.closed_at, 'closesAt', m.closes_at, 'because', m.because, 'at', m.moved_at)
        order by m.id) from pilot_call_move m where m.call_id = c.id) as moves,
      case when ${secretariat} then (select jsonb_agg(jsonb_build_object('handle', x.handle, 'name', x.name) order by x.handle)
        from pilot_reviewer r join person x on x.id = r.person_id where r.call_id = c.id) end as reviewers,
      (select jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title, 'language', i.language,
          'organisation', coalesce(o.short_name, o.name), 'submittedAt', i.submitted_at, 'withdrawnAt', i.withdrawn_at, 'outcome', i.outcome,
          'isPut', ${isPut(sql)}, 'own', ${ownPilot(sql, reader)}, 'isScored', ${isScored(sql, now)}, 'organisationId', i.organisation_id,
          'partners', (select coalesce(jsonb_agg(k.organisation_id), '[]'::jsonb) from pilot_partner k where k.pilot_id = i.id),
          'review', (select jsonb_build_object('submittedAt', v.submitted_at, 'conflictAt', v.conflict_at) from pilot_review v
            where v.pilot_id = i.id and v.person_id = ${reader?.id ?? null}),
          'seesSummary', ${seesSummary(sql, reader, now)},
          'marks', case when ${seesSummary(sql, reader, now)} then ${marksOf(sql)} end) order by i.id)
        from pilot i join organisation o on o.id = i.organisation_id
        where i.call_id = c.id and ${visiblePilot(sql, reader, now)}) as pilots,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.names ->> ${language}, o.name)) order by o.id)
        from organisation o where o.id = any(${offices}::bigint[])) as offices
    from pilot_call c where c.id = ${id} and ${visibleCall(sql, reader, now)}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return {
    ...row,
    moves: row.moves ?? [],
    reviewers: row.reviewers ?? [],
    pilots: row.pilots ?? [],
    offices: row.offices ?? [],
  };
}

export interface FoundPilot {
  kind: 'call' | 'pilot';
  path: string;
  title: string;
  language: string;
  words: string;
  organisation: string | null;
}

/** Calls and pilots that this reader may see with these words in their texts. One statement. */
export async function searchPilots(sql: Db, reader: Reader | null, query: string, now: Date): Promise<FoundPilot[]> {
  const like = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<FoundPilot[]>`
    (select 'call' as kind, '/pilots/calls/' || c.id as path, c.title, c.language, coalesce(nullif(c.introduction, ''), c.sought) as words,
        null as organisation
      from pilot_call c where ${visibleCall(sql, reader, now)} and (c.title ilike ${like} or c.introduction ilike ${like} or c.sought ilike ${like})
      order by c.id desc limit 10)
    union all
    (select 'pilot', '/pilots/' || i.id, i.title, i.language, i.aims, coalesce(o.short_name, o.name)
      from pilot i join pilot_call c on c.id = i.call_id join organisation o on o.id = i.organisation_id
      where ${visiblePilot(sql, reader, now)}
        and (i.title ilike ${like} or i.aims ilike ${like} or i.novelty ilike ${like} or i.survivors ilike ${like})
      order by i.changed_at desc, i.id desc limit 10)`;
}

import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import type { Agreed, Currency } from '../../programmes/budget';
import { agreedOn } from '../../programmes/queries/shares.server';
import { refuse } from '../../shared/refusal';
import type { CallClock, Question } from '../call';
import type { judgedFrom } from '../forms';
import type { Budget, Request } from '../pilot';
import { type BudgetColumns, budgetColumns, budgetFrom } from './budget.server';
import {
  isPut,
  isScored,
  marksOf,
  ownPilot,
  reviewsFor,
  seesReviews,
  seesSummary,
  visiblePilot,
} from './visible.server';

type Marks = Parameters<typeof judgedFrom>[0];

export interface PilotRecord extends CallClock {
  id: number;
  version: number;
  callId: number;
  callTitle: string;
  callLanguage: string;
  cancelledBecause: string;
  currency: Currency;
  ceiling: string | null;
  questions: Question[];
  scoredBy: Date | null;
  organisationId: number;
  organisation: string;
  organisationHandle: string;
  language: string;
  title: string;
  area: string;
  country: string | null;
  otherPartners: string;
  aims: string;
  novelty: string;
  survivors: string;
  request: Request;
  requestWords: string;
  answers: Record<string, string>;
  budget: Budget;
  submittedAt: Date | null;
  withdrawnAt: Date | null;
  outcome: string | null;
  decidedBy: number | null;
  decidedAt: Date | null;
  registerYear: number | null;
  registerNumber: number | null;
  isPut: boolean;
  own: boolean;
  isScored: boolean;
  isReviewer: boolean;
  seesSummary: boolean;
  partners: { id: number; name: string; handle: string }[];
  agreed: Agreed[];
  marks: Marks[];
  /** Who scored how; none where this reader does not see it. */
  reviews: {
    id: number;
    name: string;
    comment: string;
    conflict: string;
    submittedAt: string | null;
    conflictAt: string | null;
    marks: Marks;
  }[];
  review: {
    version: number;
    comment: string;
    submittedAt: string | null;
    conflictAt: string | null;
    marks: Marks;
  } | null;
}

type Lists = 'partners' | 'agreed' | 'marks' | 'reviews';
type Row = Omit<PilotRecord, Lists | 'budget'> & BudgetColumns & { [K in Lists]: PilotRecord[K] | null };

/** A pilot with all that this reader may see of it. One statement. Throws not-found. */
export async function readPilot(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<PilotRecord> {
  const marksBy = sql`(select coalesce(jsonb_agg(jsonb_build_object('item', m.item, 'mark', m.mark, 'cannot', m.cannot, 'words', m.words)
    order by m.item), '[]'::jsonb) from pilot_mark m where m.pilot_id = v.pilot_id and m.person_id = v.person_id)`;
  const [row] = await sql<Row[]>`
    select i.id, i.version, i.call_id, c.title as call_title, c.language as call_language, c.announced_at, c.cancelled_at, c.cancelled_because,
      c.opens_at, c.closes_at, c.scored_by, c.currency, c.ceiling::text as ceiling, c.questions, i.organisation_id,
      coalesce(o.names ->> ${language}, o.name) as organisation, o.handle as organisation_handle, i.language, i.title, i.area, i.country,
      i.other_partners, i.aims, i.novelty, i.survivors, i.request, i.request_words, i.answers, ${budgetColumns(sql)}, i.submitted_at,
      i.withdrawn_at, i.outcome, i.decided_by, i.decided_at, q.register_year, q.register_number, ${isPut(sql)} as is_put,
      ${ownPilot(sql, reader)} as own, ${isScored(sql, now)} as is_scored, ${reviewsFor(sql, reader)} as is_reviewer,
      ${seesSummary(sql, reader, now)} as sees_summary, ${agreedOn(sql, now)} as agreed,
      (select jsonb_agg(jsonb_build_object('id', k.organisation_id, 'name', coalesce(n.names ->> ${language}, n.name), 'handle', n.handle)
        order by n.name, n.id) from pilot_partner k join organisation n on n.id = k.organisation_id where k.pilot_id = i.id) as partners,
      case when ${seesSummary(sql, reader, now)} then ${marksOf(sql)} end as marks,
      case when ${seesReviews(sql, reader)} then (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'comment', v.comment,
          'conflict', v.conflict, 'submittedAt', v.submitted_at, 'conflictAt', v.conflict_at, 'marks', ${marksBy}) order by v.changed_at, x.id)
        from pilot_review v join person x on x.id = v.person_id
        where v.pilot_id = i.id and (v.submitted_at is not null or v.conflict_at is not null)) end as reviews,
      (select jsonb_build_object('version', v.version, 'comment', v.comment, 'submittedAt', v.submitted_at, 'conflictAt', v.conflict_at,
          'marks', ${marksBy})
        from pilot_review v where v.pilot_id = i.id and v.person_id = ${reader?.id ?? null}) as review
    from pilot i join pilot_call c on c.id = i.call_id join organisation o on o.id = i.organisation_id
    left join proposal q on q.id = i.decided_by
    where i.id = ${id} and ${visiblePilot(sql, reader, now)}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const { directAssistance: _a, victimSupport: _v, evaluation: _e, staff: _s, other: _o, total: _t, ...rest } = row;
  return {
    ...rest,
    budget: budgetFrom(row),
    partners: row.partners ?? [],
    agreed: row.agreed ?? [],
    marks: row.marks ?? [],
    reviews: row.reviews ?? [],
  };
}

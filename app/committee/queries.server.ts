import type { Db } from '../../db/connect';
import type { Outcome } from '../decisions/proposal';
import { titleOf } from '../events/queries/visible.server';
import { dayOf } from '../organisations/organisation';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import type { CommitmentState } from '../tasks/commitment';
import { isOfCommittee, type Standing } from './committee';
import type { HandoverItem, Side } from './handover';
import { type AgendaProposal, proposalsColumn, proposalsFrom } from './meetings/proposals.server';
import type { MotionKind } from './motion';
import { type State, type StateColumns, standingOf, stateColumns, stateFrom } from './state.server';

export interface LetterRead {
  id: number;
  title: string;
  language: string;
  from: string;
  until: string | null;
  /** Of the file, for people of the committee alone. */
  file: string | null;
  fileName: string | null;
  fileSize: number | null;
  signatures: { organisationId: number; signedOn: string }[];
}

export interface MeetingRead {
  id: number;
  /** Null for those outside the committee, who see that it meets and when. */
  title: string | null;
  titleLanguage: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  /** The document of minutes that were published. */
  minutesId: number | null;
}

export interface MotionRead {
  id: number;
  kind: MotionKind;
  organisationId: number | null;
  organisation: string | null;
  onDay: string;
  mayChair: boolean | null;
  quorum: number | null;
  admitOutcome: string | null;
  admitFrom: string | null;
  admitLetter: boolean | null;
  reason: string;
  language: string;
  voidBecause: string | null;
  carriedOutAt: string | null;
  /** The proposal by which it is, or was last, put to the committee, and what came of that; null while it is open. */
  proposalId: number | null;
  outcome: Outcome | null;
}

export interface CommitteeView {
  state: State;
  standing: Standing;
  /** Whether the reader is of the committee: only then is there what follows after the meetings. */
  inside: boolean;
  letters: LetterRead[];
  coming: MeetingRead[];
  past: MeetingRead[];
  proposals: AgendaProposal[];
  motions: MotionRead[];
}

const most = { coming: 10, past: 30, motions: 60 };

function lettersColumn(sql: Db) {
  return sql`(select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'language', l.language, 'from', l.from_day, 'until', l.until_day,
      'file', l.file, 'fileName', l.file_name, 'fileSize', l.file_size,
      'signatures', coalesce((select jsonb_agg(jsonb_build_object('organisationId', s.organisation_id, 'signedOn', s.signed_on)
        order by s.signed_on, s.organisation_id) from agreement_letter_signature s where s.letter_id = l.id), '[]'))
      order by l.from_day desc, l.id desc) from agreement_letter l)`;
}

function meetingsColumn(sql: Db, language: string, now: Date, when: 'coming' | 'past') {
  const coming = when === 'coming';
  return sql`(select jsonb_agg(jsonb_build_object('id', v.id, 'title', v.title, 'titleLanguage', v.language, 'startsAt', v.starts_at,
      'endsAt', v.ends_at, 'timeZone', v.time_zone, 'minutesId', v.minutes_id) order by v.place)
    from (
      select e.id, x.title, x.language, e.starts_at, e.ends_at, e.time_zone, case when g.published_at is not null then g.minutes_document_id end as minutes_id,
        row_number() over (order by ${coming ? sql`e.starts_at, e.id` : sql`e.starts_at desc, e.id desc`}) as place
      from event e cross join ${titleOf(sql, language)} x left join meeting g on g.event_id = e.id
      where e.kind = 'committee-meeting' and e.announced_at is not null and e.cancelled_at is null
        and ${coming ? sql`e.ends_at > ${now}` : sql`e.ends_at <= ${now}`}
      order by place limit ${coming ? most.coming : most.past}
    ) v)`;
}

function motionsColumn(sql: Db, language: string) {
  return sql`(select jsonb_agg(to_jsonb(v) order by v.id desc) from (
    select m.id, m.kind, m.organisation_id as "organisationId", coalesce(o.names ->> ${language}, o.short_name, o.name) as organisation,
      m.on_day as "onDay", m.may_chair as "mayChair", m.quorum, m.admit_outcome as "admitOutcome", m.admit_from as "admitFrom",
      m.admit_letter as "admitLetter", m.reason, m.language, m.void_because as "voidBecause", m.carried_out_at as "carriedOutAt",
      x.id as "proposalId", x.outcome
    from committee_motion m left join organisation o on o.id = m.organisation_id
    left join lateral (select p.id, p.outcome from proposal p
      where p.id = m.decided_by or (m.decided_by is null and p.subject_id = m.id and p.opened_at is not null
        and p.subject_kind = case when m.kind in ('chair', 'co-chair') then 'chair' else 'membership' end)
      order by p.id desc limit 1) x on true
    where m.withdrawn_at is null or m.void_because is not null
    order by m.id desc limit ${most.motions}) v)`;
}

interface Columns extends StateColumns {
  letters: LetterRead[] | null;
  coming: MeetingRead[] | null;
  past: MeetingRead[] | null;
  proposals: Record<string, unknown>[] | null;
  motions: MotionRead[] | null;
}

/**
 * The committee as its page shows it, in one statement. What is for its own people alone is left out of what others are given: the
 * titles of meetings, the letters themselves, what it is about to decide.
 */
export async function readCommittee(
  sql: Db,
  reader: Reader | null,
  language: string,
  now: Date,
): Promise<CommitteeView> {
  const day = dayOf(now);
  const [row] = await sql<Columns[]>`
    select ${stateColumns(sql, day)}, ${lettersColumn(sql)} as letters, ${meetingsColumn(sql, language, now, 'coming')} as coming,
      ${meetingsColumn(sql, language, now, 'past')} as past,
      ${proposalsColumn(sql, reader, now, sql`p.opened_at is not null and p.outcome is null`)} as proposals,
      ${motionsColumn(sql, language)} as motions`;
  const state = stateFrom(row!);
  const standing = standingOf(state, day);
  const inside = isOfCommittee(reader, standing);
  const meeting = (m: MeetingRead): MeetingRead => ({
    ...m,
    title: inside ? m.title : null,
    startsAt: new Date(m.startsAt).toISOString(),
    endsAt: new Date(m.endsAt).toISOString(),
  });
  const onFile = (l: LetterRead) => (inside ? l : { ...l, file: null, fileName: null, fileSize: null });
  return {
    state,
    standing,
    inside,
    letters: (row!.letters ?? []).map(onFile),
    coming: (row!.coming ?? []).map(meeting),
    past: (row!.past ?? []).map(meeting),
    proposals: inside ? proposalsFrom(row!.proposals, now).filter((p) => ['open', 'silence'].includes(p.state)) : [],
    motions: inside ? (row!.motions ?? []) : [],
  };
}

export interface TickRead {
  day: string;
  item: HandoverItem;
  side: Side;
  name: string;
  at: string;
}

/** Something to be handed over that is not done: an action of a meeting, or what the outgoing chair took on. */
export interface OpenCommitment {
  id: number;
  words: string;
  language: string;
  ownerId: number | null;
  dueOn: string | null;
  state: CommitmentState;
}

export interface HandoverView extends CommitteeView {
  ticks: TickRead[];
  commitments: OpenCommitment[];
}

/** What the list of a handover shows, as it stands: proposals, commitments and meetings are read and not typed. Two statements. */
export async function readHandover(sql: Db, reader: Reader | null, language: string, now: Date): Promise<HandoverView> {
  const view = await readCommittee(sql, reader, language, now);
  if (!view.inside) throw refuse('not-found', 'shared:errors.not-found');
  const [row] = await sql<{ ticks: TickRead[] | null; commitments: OpenCommitment[] | null }[]>`
    select
      (select jsonb_agg(jsonb_build_object('day', t.day, 'item', t.item, 'side', t.side, 'name', p.name, 'at', t.at) order by t.at)
        from handover_tick t join person p on p.id = t.person_id) as ticks,
      (select jsonb_agg(jsonb_build_object('id', k.id, 'words', k.words, 'language', k.language, 'ownerId', k.owner_organisation_id,
          'dueOn', k.due_on, 'state', k.state) order by k.due_on nulls last, k.id)
        from commitment k join event e on e.id = k.subject_id
        where k.kind = 'action' and k.subject_kind = 'event' and e.kind = 'committee-meeting' and k.state in ('open', 'under-way')) as commitments`;
  return {
    ...view,
    ticks: (row!.ticks ?? []).map((t) => ({ ...t, at: new Date(t.at).toISOString() })),
    commitments: row!.commitments ?? [],
  };
}

import type { Db } from '../../../../db/connect';
import { inOrder } from '../talk';
import type { SortedPoll, SortedQuestion } from '../views';
import { choiceVotes, lineOf, pollVoters, questionObject, votesByQuestion } from './shown.server';

export interface HandUp {
  id: number;
  /** Null where a survivor speaks and the reader is none of the event's facilitators, and where a guest did not want it shown. */
  name: string | null;
  organisation: string | null;
  raisedAt: string;
  called: boolean;
}

export interface Sorted {
  questions: SortedQuestion[];
  polls: SortedPoll[];
  hands: HandUp[];
}

function sortedObject(sql: Db) {
  return sql`${questionObject(sql)} || jsonb_build_object('state', q.state, 'reason', q.reason, 'mergedInto', q.merged_into,
    'ownerId', q.owner_id, 'owner', (select p.name from person p where p.id = q.owner_id), 'dueOn', q.due_on,
    'answer', q.answer, 'version', q.version)`;
}

/** Everything of one talk, for those who moderate it. One statement. */
export async function readSorted(sql: Db, event: number, seesNames: boolean): Promise<Sorted> {
  const [row] = await sql<{ questions: SortedQuestion[] | null; polls: SortedPoll[] | null; hands: HandUp[] | null }[]>`
    select (select jsonb_agg(${sortedObject(sql)}) from talk_question q left join ${votesByQuestion(sql, event)} c on c.question_id = q.id
        where q.event_id = ${event} and (q.state = 'shown' or q.taken_back_at is null)) as questions,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'question', p.question, 'several', p.several,
          'state', case when p.opened_at is null then 'prepared' when p.closed_at is null then 'open' else 'closed' end,
          'resultsShown', p.results_shown, 'voters', ${pollVoters(sql)},
          'choices', (select jsonb_agg(jsonb_build_object('id', c.id, 'words', c.words, 'votes', ${choiceVotes(sql)}) order by c.position)
            from talk_poll_choice c where c.poll_id = p.id)) order by p.id)
        from talk_poll p where p.event_id = ${event}) as polls,
      (select jsonb_agg(jsonb_build_object('id', h.id,
          'name', case when ${seesNames} and h.named then coalesce(n.name, nullif(r.name, '')) end,
          'organisation', case when ${seesNames} and h.named then coalesce(o.short_name, o.name, nullif(r.organisation, '')) end,
          'raisedAt', h.raised_at, 'called', h.called_at is not null) order by h.place)
        from ${lineOf(sql, event)} h left join person n on n.id = h.person_id
          left join registration r on r.id = h.registration_id left join organisation o on o.id = n.organisation_id) as hands`;
  return { questions: inOrder(row!.questions ?? []), polls: row!.polls ?? [], hands: row!.hands ?? [] };
}

export interface Candidate {
  id: number;
  name: string;
}

export interface QuestionPage {
  question: SortedQuestion;
  /** Shown questions into which it could be merged. */
  others: { id: number; words: string }[];
  /** Who could be asked to answer it. */
  candidates: Candidate[];
}

/** One question with what can be done about it; null where the event has none of that number. One statement. */
export async function findQuestion(sql: Db, event: number, id: number): Promise<QuestionPage | null> {
  const [row] = await sql<
    { question: SortedQuestion | null; others: QuestionPage['others'] | null; candidates: Candidate[] | null }[]
  >`
    select (select ${sortedObject(sql)} from talk_question q left join ${votesByQuestion(sql, event, [id])} c on c.question_id = q.id
        where q.event_id = ${event} and q.id = ${id}) as question,
      (select jsonb_agg(jsonb_build_object('id', q.id, 'words', q.words) order by q.id)
        from talk_question q where q.event_id = ${event} and q.state = 'shown' and q.taken_back_at is null and q.id <> ${id}) as others,
      ${candidatesOf(sql, event)} as candidates`;
  return row?.question ? { question: row.question, others: row.others ?? [], candidates: row.candidates ?? [] } : null;
}

/** Those who facilitate or speak, and have an account: they may see the event, and can be expected to know. */
export function candidatesOf(sql: Db, event: number) {
  return sql`(select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id) from person p
    where p.state = 'active' and (
      exists (select from activity_role r where r.activity = 'event' and r.activity_id = ${event} and r.person_id = p.id and r.role = 'facilitator')
      or exists (select from event_speaker s where s.event_id = ${event} and s.person_id = p.id)
      or p.id = (select e.created_by from event e where e.id = ${event})))`;
}

/** The same as a list. */
export async function listCandidates(sql: Db, event: number): Promise<Candidate[]> {
  const [row] = await sql<{ people: Candidate[] | null }[]>`select ${candidatesOf(sql, event)} as people`;
  return row!.people ?? [];
}

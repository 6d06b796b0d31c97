import type { Db } from '../../../../db/connect';
import type { Taker } from '../rules.server';
import { inOrder, type QuestionState } from '../talk';
import type { PollView, QuestionView } from '../views';

/** Which of an event's questions or polls: all of them, or those of these ids. */
type Which = number[] | 'all';

/** Upvotes of `talk_question q`, each person once over all that was merged into it. */
export function votesOf(sql: Db) {
  return sql`(select count(distinct v.taker) from talk_vote v join talk_question c on c.id = v.question_id
    where c.id = q.id or c.merged_into = q.id)`;
}

/** A question's columns as one JSON object, of `talk_question q`. */
export function questionObject(sql: Db) {
  return sql`jsonb_build_object('id', q.id, 'words', q.words, 'askedWords', q.asked_words,
    'asker', coalesce((select jsonb_build_object('name', p.name, 'organisation', coalesce(o.short_name, o.name))
        from person p left join organisation o on o.id = p.organisation_id where p.id = q.asker_id),
      (select jsonb_build_object('name', r.name, 'organisation', nullif(r.organisation, ''))
        from registration r where r.id = q.asker_registration_id and r.name <> '')),
    'takenBack', q.taken_back_at is not null,
    'askedAt', q.asked_at, 'votes', coalesce(c.votes, 0), 'merged', (select count(*) from talk_question m where m.merged_into = q.id),
    'answered', q.answered, 'answerHtml', q.answer_html, 'answeredBy', (select p.name from person p where p.id = q.answered_by and q.answered = 'writing'),
    'owner', case when q.answered is null then (select p.name from person p where p.id = q.owner_id) end,
    'dueOn', case when q.answered is null then q.due_on end)`;
}

/** Votes of an event's questions, counted once for all of them: a lateral count for each would read each vote's question. */
export function votesByQuestion(sql: Db, event: number, which: Which = 'all') {
  return sql`(select coalesce(c.merged_into, c.id) as question_id, count(distinct v.taker) as votes
    from talk_question c join talk_vote v on v.question_id = c.id where c.event_id = ${event}
      ${which === 'all' ? sql`` : sql`and coalesce(c.merged_into, c.id) = any(${which}::bigint[])`}
    group by 1)`;
}

function shownQuestions(sql: Db, event: number, which: Which) {
  return sql`(select jsonb_agg(${questionObject(sql)})
    from talk_question q left join ${votesByQuestion(sql, event, which)} c on c.question_id = q.id
    where q.event_id = ${event} and q.state = 'shown' ${which === 'all' ? sql`` : sql`and q.id = any(${which}::bigint[])`})`;
}

/**
 * Whether ballot `b` of the poll `p` is in its figures. In a session of a consultation those of survivor groups are not, who
 * are in no figure that moves while people look at it.
 */
export function isCounted(sql: Db) {
  return sql`not (p.in_session and (
    exists (select from person x join organisation o on o.id = x.organisation_id where x.id = b.person_id and o.sector = 'survivor-group')
    or exists (select from registration x where x.id = b.registration_id and x.sector = 'survivor-group')))`;
}

/** Votes for a choice `c` of the poll `p`: counted from the ballots while it is open, and kept from then on. */
export function choiceVotes(sql: Db) {
  return sql`coalesce(c.votes, (select count(*) from talk_ballot b where b.poll_id = c.poll_id and c.id = any(b.choices) and ${isCounted(sql)}))`;
}

export function pollVoters(sql: Db) {
  return sql`coalesce(p.voters, (select count(*) from talk_ballot b where b.poll_id = p.id and ${isCounted(sql)}))`;
}

export function shownPolls(sql: Db, event: number, which: Which) {
  return sql`(select jsonb_agg(jsonb_build_object('id', p.id, 'question', p.question, 'several', p.several,
      'state', case when p.closed_at is null then 'open' else 'closed' end, 'resultsShown', p.results_shown, 'voters', ${pollVoters(sql)},
      'choices', (select jsonb_agg(jsonb_build_object('id', c.id, 'words', c.words,
          'votes', case when p.results_shown then ${choiceVotes(sql)} end) order by c.position)
        from talk_poll_choice c where c.poll_id = p.id)) order by p.opened_at desc, p.id desc)
    from talk_poll p where p.event_id = ${event} and p.opened_at is not null
      ${which === 'all' ? sql`` : sql`and p.id = any(${which}::bigint[])`})`;
}

/** What belongs to one reader alone. */
export interface Mine {
  /** Questions that the reader has upvoted, themselves or those merged into them. */
  votes: number[];
  /** Choices in open polls, by poll. */
  ballots: Record<number, number[]>;
  /** Place of their hand in the line, from 1; null where it is not up. */
  hand: { place: number; called: boolean } | null;
  /** Their own questions that were asked with a name, wherever they are now. */
  own: { id: number; words: string; state: QuestionState; reason: string }[];
}

const nothingOfMine: Mine = { votes: [], ballots: {}, hand: null, own: [] };

interface ShownRow {
  questions: QuestionView[] | null;
  polls: PollView[] | null;
  votes: number[] | null;
  ballots: Mine['ballots'] | null;
  hand: Mine['hand'];
  own: Mine['own'] | null;
}

/** What the page beside a talk shows to everyone, and what of it is this reader's own. One statement. */
export async function readShown(
  sql: Db,
  event: number,
  me: { taker: Taker; reader: { id: number } | null } | null,
): Promise<{ questions: QuestionView[]; polls: PollView[]; mine: Mine }> {
  const [row] = await sql<ShownRow[]>`
    select ${shownQuestions(sql, event, 'all')} as questions, ${shownPolls(sql, event, 'all')} as polls
    ${
      me === null
        ? sql``
        : sql`, (select jsonb_agg(distinct coalesce(q.merged_into, q.id)) from talk_vote v join talk_question q on q.id = v.question_id
            where q.event_id = ${event} and v.taker = ${me.taker.key}) as votes,
          (select jsonb_object_agg(b.poll_id, to_jsonb(b.choices)) from talk_ballot b join talk_poll p on p.id = b.poll_id
            where p.event_id = ${event} and b.taker = ${me.taker.key}) as ballots,
          (select jsonb_build_object('place', h.place, 'called', h.called_at is not null) from ${lineOf(sql, event)} h where h.taker = ${me.taker.key}) as hand,
          (select jsonb_agg(jsonb_build_object('id', q.id, 'words', q.words, 'state', q.state, 'reason', q.reason) order by q.id)
            from talk_question q where q.event_id = ${event} and ${askedBy(sql, me)}) as own`
    }`;
  return {
    questions: inOrder(row!.questions ?? []),
    polls: row!.polls ?? [],
    mine:
      me === null
        ? nothingOfMine
        : { votes: row!.votes ?? [], ballots: row!.ballots ?? {}, hand: row!.hand, own: row!.own ?? [] },
  };
}

/** Whether `talk_question q` was asked with this one's name: by the account, or by the registration by which they count. */
export function askedBy(sql: Db, { taker, reader }: { taker: Taker; reader: { id: number } | null }) {
  return sql`(q.asker_id = ${reader?.id ?? null} or q.asker_registration_id = ${taker.registration})`;
}

/** Hands that are up, in the order of raising. */
export function lineOf(sql: Db, event: number) {
  return sql`(select h.*, row_number() over (order by h.raised_at, h.id) as place from talk_hand h where h.event_id = ${event})`;
}

/** What has changed, for a whole room and for nobody in particular: what is not in it is not shown any more. One statement. */
export async function readChanged(
  sql: Db,
  event: number,
  changed: { questions: number[]; votes: number[]; polls: number[] },
): Promise<{
  questions: QuestionView[];
  votes: [number, number][];
  polls: PollView[];
  chosen: { question: number | null; poll: number | null };
}> {
  const [row] = await sql<
    {
      questions: QuestionView[] | null;
      votes: [number, number][] | null;
      polls: PollView[] | null;
      chosenQuestion: number | null;
      chosenPoll: number | null;
    }[]
  >`
    select ${changed.questions.length ? shownQuestions(sql, event, changed.questions) : sql`null`} as questions,
      ${
        changed.votes.length
          ? sql`(select jsonb_agg(jsonb_build_array(q.id, coalesce(c.votes, 0)))
              from talk_question q left join ${votesByQuestion(sql, event, changed.votes)} c on c.question_id = q.id
              where q.event_id = ${event} and q.state = 'shown' and q.id = any(${changed.votes}::bigint[]))`
          : sql`null`
      } as votes,
      ${changed.polls.length ? shownPolls(sql, event, changed.polls) : sql`null`} as polls,
      t.chosen_question_id as chosen_question, t.chosen_poll_id as chosen_poll
    from (select 1) one left join talk t on t.event_id = ${event}`;
  return {
    questions: row!.questions ?? [],
    votes: row!.votes ?? [],
    polls: row!.polls ?? [],
    chosen: { question: row!.chosenQuestion, poll: row!.chosenPoll },
  };
}

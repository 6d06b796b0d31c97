import type { Db } from '../../../../db/connect';
import { inOrder } from '../talk';
import type { PollView, QuestionView } from '../views';
import { questionObject, shownPolls, votesByQuestion } from './shown.server';

/** What is left of a talk on the event's own page. */
export interface Afterwards {
  /** Null before it is closed: until then its questions stand beside the talk. */
  closedAt: string | null;
  questions: QuestionView[];
  /** Polls whose results are shown. */
  polls: PollView[];
}

/** For the page of an event that the reader may see. One statement. */
export async function readAfterwards(sql: Db, event: number): Promise<Afterwards> {
  const [row] = await sql<{ closedAt: Date; questions: QuestionView[] | null; polls: PollView[] | null }[]>`
    select t.closed_at, ${shownPolls(sql, event, 'all')} as polls, (select jsonb_agg(${questionObject(sql)})
        from talk_question q left join ${votesByQuestion(sql, event)} c on c.question_id = q.id
        where q.event_id = ${event} and q.state = 'shown') as questions
    from talk t where t.event_id = ${event} and t.closed_at is not null`;
  return {
    closedAt: row?.closedAt.toISOString() ?? null,
    questions: inOrder(row?.questions ?? []),
    polls: (row?.polls ?? []).filter((p) => p.resultsShown),
  };
}

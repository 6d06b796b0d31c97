import type { Db } from '../../../../db/connect';
import { type Chapter, inOrder } from '../talk';
import type { PollView, QuestionView } from '../views';
import { questionObject, shownPolls, votesByQuestion } from './shown.server';

export interface Recording {
  id: number;
  title: string;
  chapters: Chapter[];
}

/** What is left of a talk on the event's own page. */
export interface Afterwards {
  /** Null before it is closed: until then its questions stand beside the talk. */
  closedAt: string | null;
  questions: QuestionView[];
  /** Polls whose results are shown. */
  polls: PollView[];
  recordings: Recording[];
}

/** Recordings of an event with where something begins in each, the first as they stand on its page. */
export function recordingsOf(sql: Db, event: number) {
  return sql`(select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title,
      'chapters', coalesce((select jsonb_agg(jsonb_build_object('atSeconds', k.at_seconds, 'title', k.title) order by k.at_seconds)
        from talk_chapter k where k.material_id = m.id), '[]')) order by m.position)
    from event_material m join event e on e.id = m.event_id
    where m.event_id = ${event} and m.kind = 'recording' and not e.survivor_speaks)`;
}

/** For the page of an event that the reader may see. One statement. */
export async function readAfterwards(sql: Db, event: number): Promise<Afterwards> {
  const [row] = await sql<
    {
      closedAt: Date | null;
      questions: QuestionView[] | null;
      polls: PollView[] | null;
      recordings: Recording[] | null;
    }[]
  >`
    select t.closed_at, ${recordingsOf(sql, event)} as recordings,
      case when t.closed_at is not null then (select jsonb_agg(${questionObject(sql)})
        from talk_question q left join ${votesByQuestion(sql, event)} c on c.question_id = q.id
        where q.event_id = ${event} and q.state = 'shown') end as questions,
      case when t.closed_at is not null then ${shownPolls(sql, event, 'all')} end as polls
    from (select 1) one left join talk t on t.event_id = ${event}`;
  return {
    closedAt: row!.closedAt?.toISOString() ?? null,
    questions: inOrder(row!.questions ?? []),
    polls: (row!.polls ?? []).filter((p) => p.resultsShown),
    recordings: row!.recordings ?? [],
  };
}

export async function listRecordings(sql: Db, event: number): Promise<Recording[]> {
  const [row] = await sql<{ recordings: Recording[] | null }[]>`select ${recordingsOf(sql, event)} as recordings`;
  return row!.recordings ?? [];
}

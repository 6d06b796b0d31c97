import { stringify } from 'csv-stringify/sync';
import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { questionObject, votesByQuestion } from './queries/shown.server';
import { readTalk } from './rules.server';
import { inOrder, type QuestionState } from './talk';
import type { QuestionView } from './views';

type Row = QuestionView & {
  state: QuestionState;
  mergedInto: number | null;
  answer: string;
  answeredAt: string | null;
};

const columns = [
  'number',
  'question',
  'original',
  'asker',
  'organisation',
  'askedAt',
  'state',
  'mergedInto',
  'votes',
  'answered',
  'answer',
  'answeredBy',
  'answeredAt',
  'owner',
  'dueOn',
];

/**
 * Questions and answers as comma-separated values, for those who prepare the event. `question` is what was published, and
 * stands only where it was; the words as they were asked, and of what was not published all words, stand under `original`:
 * where a survivor speaks for the event's own facilitators alone. Names as they were published. Refuses not-found.
 */
export async function questionsCsv(asked: Asked): Promise<{ event: number; csv: string }> {
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  const talk = await readTalk(asked.sql, reader, event, asked.language, asked.now());
  if (!talk.standing.moderates) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('export', String(reader.id));
  const rows = await asked.sql<{ one: Row }[]>`
    select ${questionObject(asked.sql)} || jsonb_build_object('state', q.state, 'mergedInto', q.merged_into, 'answer', q.answer,
      'answeredAt', q.answered_at) as one
    from talk_question q left join ${votesByQuestion(asked.sql, event)} c on c.question_id = q.id where q.event_id = ${event}`;
  const records = inOrder(rows.map(({ one }) => one)).map((q) => ({
    ...q,
    number: q.id,
    question: q.state === 'shown' ? q.words : '',
    original: talk.seesNames ? (q.askedWords ?? (q.state === 'shown' ? '' : q.words)) : '',
    asker: q.asker?.name ?? '',
    organisation: q.asker?.organisation ?? '',
    state: q.takenBack ? 'taken-back' : q.state,
    answered: q.answered ?? (q.owner ? 'later' : ''),
  }));
  const csv = stringify(records, {
    header: true,
    columns,
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  return { event, csv };
}

import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';
import type { TalkPartData } from '../part.server';
import { PollResults } from './poll-results';
import { QuestionWords } from './question-words';

/** On an event's own page, beside it: the way to its questions while they can be asked, and to those who moderate. */
export function TalkBeside({ data }: { data: TalkPartData }) {
  const { t } = useTranslation('talk');
  if (!data.open && !data.moderates) return null;
  const { id } = data;
  return (
    <section>
      <h2>{t('part.title')}</h2>
      {data.open && (
        <p>
          <Way className="button" to={`/events/${id}/live`}>
            {t(data.readOnly ? 'part.to-read' : 'part.to-live')}
          </Way>
        </p>
      )}
      {data.moderates && (
        <ul>
          <li>
            <Way to={`/events/${id}/live/moderate`}>{t('more.moderate')}</Way>
          </li>
          {data.mayClose && (
            <li>
              <Way to={`/events/${id}/live/close`}>{t('close.title')}</Way>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** Below it, when it is closed: each question with its answer or who owes it, and the polls. */
export function TalkAfter({ data, zone }: { data: TalkPartData; zone: string }) {
  const { t } = useTranslation('talk');
  return (
    <>
      {data.closed && data.questions.length > 0 && (
        <section aria-labelledby="asked">
          <h2 id="asked">{t('part.asked', { count: data.questions.length })}</h2>
          <ol className="asked-list">
            {data.questions.map((q) => (
              <li key={q.id}>
                <article id={`question-${q.id}`}>
                  <QuestionWords question={q} zone={zone} />
                  <p className="vote">
                    {q.votes} {t('vote.figure', { count: q.votes })}
                  </p>
                </article>
              </li>
            ))}
          </ol>
        </section>
      )}
      {data.polls.length > 0 && (
        <section aria-labelledby="polls">
          <h2 id="polls">{t('poll.title')}</h2>
          {data.polls.map((p) => (
            <PollResults key={p.id} poll={p} />
          ))}
        </section>
      )}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { Time } from '../../../shared/ui/time';
import { Words } from '../../../shared/ui/words';
import type { QuestionView } from '../views';

/** The words of a question, who asked it, and what has become of it. */
export function QuestionWords({
  question: q,
  zone,
  level = 3,
}: {
  question: QuestionView;
  zone: string;
  level?: 2 | 3;
}) {
  const { t } = useTranslation('talk');
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <>
      {q.takenBack ? (
        <Heading className="asked-words hint">{t('question.taken-back', { number: q.id })}</Heading>
      ) : (
        <Heading className="asked-words" dir="auto">
          {q.words}
        </Heading>
      )}
      {q.askedWords !== null && (
        <p className="hint" dir="auto">
          {t('question.as-asked')} <q>{q.askedWords}</q>
        </p>
      )}
      <p className="meta">
        {!q.takenBack && <span>{q.asker ? <bdi>{nameOf(q.asker)}</bdi> : t('question.unnamed')}</span>}
        <Time at={q.askedAt} zone={zone} style="time" />
        {q.merged > 0 && <span>{t('question.merged', { count: q.merged })}</span>}
      </p>
      <Fate question={q} zone={zone} />
    </>
  );
}

function nameOf(asker: NonNullable<QuestionView['asker']>): string {
  return asker.organisation ? `${asker.name}, ${asker.organisation}` : asker.name;
}

/** Answered, and how; or who answers, and by when. */
export function Fate({ question: q, zone }: { question: QuestionView; zone: string }) {
  const { t, i18n } = useTranslation('talk');
  if (q.answered === 'live')
    return (
      <p>
        <span className="state synthesised">{t('question.answered-live')}</span>
      </p>
    );
  if (q.answered === 'writing')
    return (
      <div className="answered">
        <p className="meta">
          <span className="state synthesised">{t('question.answered-in-writing')}</span>
          {q.answeredBy && <bdi>{q.answeredBy}</bdi>}
        </p>
        <Words html={q.answerHtml} language={i18n.language} />
      </div>
    );
  if (!q.owner || !q.dueOn) return null;
  return (
    <p className="meta">
      <span className="state waiting">{t('question.unanswered')}</span>
      <span>
        {t('question.owner')} <bdi>{q.owner}</bdi>
      </span>
      <span>
        {t('question.due')} <Time at={`${q.dueOn}T12:00:00.000Z`} zone={zone} style="date" />
      </span>
    </p>
  );
}

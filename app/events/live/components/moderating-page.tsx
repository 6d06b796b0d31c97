import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Way } from '../../../shared/ui/way';
import type { ModeratingData } from '../page.server';
import { isLeftOpen } from '../talk';
import type { SortedQuestion } from '../views';
import { Hands } from './moderating-hands';
import { PollsToSort, Prepare } from './moderating-polls';
import { QuestionWords } from './question-words';
import { TalkHeading } from './talk-heading';
import { useTalk } from './use-talk';

/** Everything of a talk for those who moderate it: what waits first, then the list, hands and polls beside it. */
export function ModeratingPage({ data }: { data: ModeratingData }) {
  const { t } = useTranslation('talk');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? data.head.timeZone;
  const live = useTalk(
    { event: data.head.id, asOf: data.now, board: true },
    { questions: [], polls: [], chosen: data.chosen },
  );
  const { questions, polls, hands } = data.sorted;
  const inState = (state: SortedQuestion['state']) => questions.filter((q) => q.state === state);
  const sorting = data.state !== 'closed';
  const shown = inState('shown');
  return (
    <div className="columns">
      <TalkHeading head={data.head} title={t('moderate.title')} state={data.state}>
        {' › '}
        <Way to={`/events/${data.head.id}/live`}>{t('title')}</Way>
      </TalkHeading>
      <Rail label={t('moderate.rail')}>
        <Hands hands={hands} />
        <PollsToSort polls={polls} chosen={data.chosen.poll} sorting={sorting} />
        {sorting && <Prepare once={data.once} />}
        {sorting && <Moderation data={data} />}
        {questions.length > 0 && (
          <p>
            <a href={`/events/${data.head.id}/live/questions.csv`}>{t('moderate.export')}</a>
          </p>
        )}
      </Rail>
      <div className="stack">
        <p role="status" className={live.lost ? 'notice' : undefined}>
          {live.lost && t('live.lost')}
        </p>
        {data.mayClose && (
          <p className="notice">
            {t('moderate.over', { count: questions.filter(isLeftOpen).length })}{' '}
            <Way to={`/events/${data.head.id}/live/close`}>{t('moderate.to-close')}</Way>
          </p>
        )}
        <section aria-labelledby="waiting">
          <h2 id="waiting">{t('moderate.waiting', { count: inState('waiting').length })}</h2>
          <Board questions={inState('waiting')} empty={t('moderate.none-waits')} zone={zone} head={data.head.id}>
            {(q) =>
              sorting && (
                <One deed="show" question={q} primary>
                  {t('moderate.show')}
                </One>
              )
            }
          </Board>
        </section>
        <section aria-labelledby="shown">
          <h2 id="shown">{t('questions.title')}</h2>
          {(data.chosen.question !== null || data.chosen.poll !== null) && (
            <DeedForm deed="choose" className="actions">
              <Button>{t('moderate.clear-screen')}</Button>
            </DeedForm>
          )}
          <Board questions={shown} empty={t('questions.empty')} zone={zone} head={data.head.id} votes>
            {(q) =>
              sorting &&
              !q.takenBack && (
                <>
                  {q.id === data.chosen.question ? (
                    <span className="state open">{t('question.now')}</span>
                  ) : (
                    <One deed="choose" question={q}>
                      {t('moderate.choose')}
                    </One>
                  )}
                  {q.answered === null && (
                    <One deed="answered" question={q}>
                      {t('moderate.answered')}
                    </One>
                  )}
                  {q.answered === 'live' && (
                    <One deed="unanswered" question={q}>
                      {t('moderate.unanswered')}
                    </One>
                  )}
                </>
              )
            }
          </Board>
        </section>
        <Aside questions={[...inState('dismissed'), ...inState('merged')]} sorting={sorting} head={data.head.id} />
      </div>
    </div>
  );
}

/** A form of one button about one question. */
function One({
  deed,
  question,
  primary = false,
  children,
}: {
  deed: string;
  question: SortedQuestion;
  primary?: boolean;
  children: ReactNode;
}) {
  return (
    <DeedForm deed={`${deed}-${question.id}`}>
      <input type="hidden" name="question" value={question.id} />
      <Button primary={primary}>
        {children}
        <span className="unseen">: {question.words}</span>
      </Button>
    </DeedForm>
  );
}

function Board({
  questions,
  empty,
  zone,
  head,
  votes = false,
  children,
}: {
  questions: SortedQuestion[];
  empty: string;
  zone: string;
  head: number;
  votes?: boolean;
  children: (question: SortedQuestion) => ReactNode;
}) {
  const { t } = useTranslation('talk');
  if (questions.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ol className="asked-list">
      {questions.map((q) => (
        <li key={q.id}>
          <article id={`question-${q.id}`}>
            <QuestionWords question={q} zone={zone} />
            {votes && (
              <p className="vote">
                {q.votes} {t('vote.figure', { count: q.votes })}
              </p>
            )}
            <div className="actions">
              {children(q)}
              {!q.takenBack && (
                <Way to={`/events/${head}/live/questions/${q.id}`}>
                  {t('moderate.more')}
                  <span className="unseen">: {q.words}</span>
                </Way>
              )}
            </div>
          </article>
        </li>
      ))}
    </ol>
  );
}

/** What is not on the list any more, and can be put there again. */
function Aside({ questions, sorting, head }: { questions: SortedQuestion[]; sorting: boolean; head: number }) {
  const { t } = useTranslation('talk');
  if (questions.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t('moderate.aside', { count: questions.length })}</summary>
      <ul className="list">
        {questions.map((q) => (
          <li key={q.id}>
            <p dir="auto">{q.words}</p>
            <p className="meta">
              <span>{t(q.state === 'merged' ? 'moderate.merged' : 'moderate.dismissed')}</span>
              {q.reason && <span dir="auto">{q.reason}</span>}
              {q.mergedInto !== null && (
                <Way to={`/events/${head}/live/questions/${q.mergedInto}`}>{t('moderate.merged-into')}</Way>
              )}
            </p>
            {sorting && (
              <One deed="show" question={q}>
                {t('moderate.show-again')}
              </One>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Who reads a question first. */
function Moderation({ data }: { data: ModeratingData }) {
  const { t } = useTranslation('talk');
  if (data.head.survivorSpeaks) return <p className="hint">{t('moderate.held-always')}</p>;
  const other = data.moderation === 'pre' ? 'post' : 'pre';
  return (
    <section aria-labelledby="first">
      <h2 id="first">{t('moderate.first')}</h2>
      <p>{t(`moderate.is.${data.moderation}`)}</p>
      <DeedForm deed="moderation">
        <input type="hidden" name="moderation" value={other} />
        <Button quiet>{t(`moderate.make.${other}`)}</Button>
      </DeedForm>
    </section>
  );
}

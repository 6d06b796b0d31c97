import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { Button, Choices, DeedForm, Field, TextArea } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Way } from '../../../shared/ui/way';
import type { ModeratingData } from '../page.server';
import { isLeftOpen } from '../talk';
import type { SortedPoll, SortedQuestion } from '../views';
import { PollResults } from './poll-results';
import { QuestionWords } from './question-words';
import { TalkHeading } from './talk-heading';
import { useOnce } from './use-once';
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

function Hands({ hands }: { hands: ModeratingData['sorted']['hands'] }) {
  const { t } = useTranslation('talk');
  const names = hands.map((h, i) => h.name ?? t('hand.someone', { place: i + 1 }));
  return (
    <section aria-labelledby="hands">
      <h2 id="hands">{t('hand.line', { count: hands.length })}</h2>
      {hands.length > 0 && (
        <ol className="hands">
          {hands.map((h, i) => (
            <li key={h.id}>
              <p>
                <bdi>{names[i]}</bdi>
                {h.organisation && (
                  <>
                    , <bdi>{h.organisation}</bdi>
                  </>
                )}
                {h.called && (
                  <>
                    {' '}
                    <span className="state open">{t('hand.is-called')}</span>
                  </>
                )}
              </p>
              <div className="row">
                {(h.called ? (['lower'] as const) : (['call', 'lower'] as const)).map((deed) => (
                  <DeedForm key={deed} deed={`${deed}-${h.id}`}>
                    <input type="hidden" name="hand" value={h.id} />
                    <Button quiet={deed === 'lower'}>
                      {t(deed === 'call' ? 'hand.call' : 'hand.lower-theirs')}
                      <span className="unseen">: {names[i]}</span>
                    </Button>
                  </DeedForm>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function PollsToSort({ polls, chosen, sorting }: { polls: SortedPoll[]; chosen: number | null; sorting: boolean }) {
  const { t } = useTranslation('talk');
  if (polls.length === 0) return null;
  return (
    <section aria-labelledby="polls">
      <h2 id="polls">{t('poll.title')}</h2>
      {polls.map((poll) => (
        <div key={poll.id} className="stack">
          <p>
            <span className={`state ${{ prepared: 'draft', open: 'open', closed: 'closed' }[poll.state]}`}>
              {t(`poll.state.${poll.state}`)}
            </span>{' '}
            {poll.id === chosen && <span className="tag">{t('poll.on-screen')}</span>}
          </p>
          <PollResults poll={poll} />
          {sorting && (
            <div className="row">
              {deedsOf(poll).map((deed) => (
                <PollDeed key={deed} deed={deed} poll={poll} />
              ))}
            </div>
          )}
        </div>
      ))}
    </section>
  );
}

type PollDeedName = 'open-poll' | 'discard-poll' | 'close-poll' | 'show-results' | 'hide-results';

function deedsOf(poll: SortedPoll): PollDeedName[] {
  if (poll.state === 'prepared') return ['open-poll', 'discard-poll'];
  if (poll.state === 'open') return ['close-poll'];
  return [poll.resultsShown ? 'hide-results' : 'show-results'];
}

function PollDeed({ deed, poll }: { deed: PollDeedName; poll: SortedPoll }) {
  const { t } = useTranslation('talk');
  return (
    <DeedForm deed={`${deed}-${poll.id}`}>
      <input type="hidden" name="poll" value={poll.id} />
      <Button quiet={deed === 'discard-poll'}>
        {t(`poll.deed.${deed}`)}
        <span className="unseen">: {poll.question}</span>
      </Button>
    </DeedForm>
  );
}

function Prepare({ once }: { once: string }) {
  const { t } = useTranslation('talk');
  const key = useOnce('prepare-poll', once);
  return (
    <details className="fold">
      <summary>{t('poll.prepare')}</summary>
      <DeedForm deed="prepare-poll" key={key}>
        <input type="hidden" name="once" value={key} />
        <Field deed="prepare-poll" name="question" label={t('poll.question')} dir="auto" required />
        <TextArea
          deed="prepare-poll"
          name="choices"
          label={t('poll.choices')}
          hint={t('poll.choices-hint')}
          rows={4}
          required
        />
        <Choices
          deed="prepare-poll"
          name="several"
          label={t('poll.how-many')}
          value="one"
          options={[
            { value: 'one', label: t('poll.one') },
            { value: 'several', label: t('poll.several') },
          ]}
        />
        <Button>{t('poll.keep')}</Button>
      </DeedForm>
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

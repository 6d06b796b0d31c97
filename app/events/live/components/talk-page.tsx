import { useActionData, useRevalidator, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import type { Refused } from '../../../shared/edge.server';
import { Button, DeedForm, Mistakes } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Way } from '../../../shared/ui/way';
import type { TalkPageData } from '../page.server';
import { inOrder } from '../talk';
import { Ask } from './ask';
import { Hand } from './hand';
import { Polls } from './polls';
import { Questions } from './questions';
import { TalkHeading } from './talk-heading';
import { type LiveTalk, useTalk } from './use-talk';

/** Beside a talk: ask, upvote, answer a poll, raise a hand. */
export function TalkPage({ data }: { data: TalkPageData }) {
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const zone = data.guestZone ?? root?.reader?.timeZone ?? data.head.timeZone;
  // Visitors' pages run no React in the browser; the island script listens for them.
  return root?.scripts ? (
    <Followed data={data} zone={zone} />
  ) : (
    <PageBody data={data} zone={zone} live={null} onFailed={() => {}} />
  );
}

function Followed({ data, zone }: { data: TalkPageData; zone: string }) {
  const { revalidate } = useRevalidator();
  const live = useTalk({ event: data.head.id, asOf: data.now }, data.shown);
  return <PageBody data={data} zone={zone} live={live} onFailed={revalidate} />;
}

function PageBody({
  data,
  zone,
  live,
  onFailed,
}: {
  data: TalkPageData;
  zone: string;
  live: LiveTalk | null;
  onFailed: () => void;
}) {
  const { t } = useTranslation('talk');
  const { head, mine } = data;
  const shown = live?.shown ?? { ...data.shown, questions: inOrder(data.shown.questions) };
  const takesPart = data.comes && data.why === null;
  const hand = live?.hand ?? mine.hand ?? { place: null, called: false };
  return (
    <div
      className="columns"
      data-live-talk={head.id}
      data-as-of={data.now}
      {...(head.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <TalkHeading head={head} title={t('title')} state={data.state} />
      <Rail label={t('rail')}>
        {takesPart && (data.mayRaise || mine.hand) && (
          <Hand place={hand.place} called={hand.called} asksName={data.asGuest && data.mayBeNamed} />
        )}
        <div data-live-part="polls">
          <Polls polls={shown.polls} mine={mine.ballots} may={takesPart} />
        </div>
        <section aria-labelledby="more">
          <h2 id="more">{t('more.title')}</h2>
          <ul>
            {head.inConsultation && (
              <li>
                <Way to={`/events/${head.id}/session`}>{t('more.session')}</Way>
              </li>
            )}
            {data.moderates && (
              <li>
                <Way to={`/events/${head.id}/live/moderate`}>{t('more.moderate')}</Way>
              </li>
            )}
            <li>
              <Way to={`/events/${head.id}/screen`}>{t('more.screen')}</Way>
            </li>
          </ul>
        </section>
      </Rail>
      <div className="stack">
        <p role="status" className={live?.lost ? 'notice' : undefined}>
          {live?.lost && t('live.lost')}
        </p>
        <VoteRefused />
        <RefusedMeanwhile
          stands={(deed) =>
            deed === 'ask' || deed.startsWith('ballot-')
              ? takesPart
              : deed.startsWith('take-back-')
                ? mine.own.some((q) => deed === `take-back-${q.id}`)
                : deed !== 'hand' || (takesPart && (data.mayRaise || mine.hand !== null))
          }
        />
        {data.asGuest && <AsGuest />}
        <WhyNot data={data} />
        {takesPart && (
          <Ask once={data.once} mayBeNamed={data.mayBeNamed} heldFirst={data.heldFirst} asGuest={data.asGuest} />
        )}
        <Own own={mine.own} />
        <section aria-labelledby="questions" data-live-part="questions">
          <h2 id="questions">{t('questions.title')}</h2>
          <Questions
            questions={shown.questions}
            mine={mine.votes}
            mayVote={takesPart}
            chosen={shown.chosen.question}
            zone={zone}
            onFailed={onFailed}
          />
        </section>
      </div>
    </div>
  );
}

/** Why one cannot ask here now, and what to do about it. */
function WhyNot({ data }: { data: TalkPageData }) {
  const { t } = useTranslation('talk');
  const here = `/events/${data.head.id}/live`;
  if (!data.comes)
    return data.state === 'open' ? (
      <div className="notice">
        <p>
          <Way to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('sign-in')}</Way>
        </p>
        <p>{t('guest.or-link')}</p>
      </div>
    ) : null;
  if (!data.why) return null;
  return (
    <p className="notice">
      {t(data.why)}{' '}
      {data.why === 'talk:refusals.register-first' && data.state === 'open' && (
        <Way to={data.head.path}>{t('to-event')}</Way>
      )}
    </p>
  );
}

/** Who comes by the link of a mail is told so, and can give the place up: the next one at this device may be somebody else. */
function AsGuest() {
  const { t } = useTranslation('talk');
  return (
    <DeedForm deed="leave" className="row">
      <p className="hint">{t('guest.here')}</p>
      <Button quiet>{t('guest.leave')}</Button>
    </DeedForm>
  );
}

/** Without scripts the refusal of an upvote comes back with the page. */
function VoteRefused() {
  const answer = useActionData<Refused>();
  return answer?.deed?.startsWith('vote-') ? <Mistakes refused={answer} deed={answer.deed} /> : null;
}

/** A deed that came too late for its form: why, and of a question the words, which would be lost otherwise. */
function RefusedMeanwhile({ stands }: { stands: (deed: string) => boolean }) {
  const { t } = useTranslation('talk');
  const answer = useActionData<Refused>();
  if (!answer?.deed || answer.deed.startsWith('vote-') || stands(answer.deed)) return null;
  return (
    <>
      <Mistakes refused={answer} deed={answer.deed} />
      {answer.deed === 'ask' && answer.typed.words && (
        <div>
          <p className="hint">{t('ask.kept')}</p>
          <blockquote dir="auto">{answer.typed.words}</blockquote>
        </div>
      )}
    </>
  );
}

/** One's own questions, where each of them is, and the way to take it back; and that one without a name was taken. */
function Own({ own }: { own: TalkPageData['mine']['own'] }) {
  const { t } = useTranslation('talk');
  const [search] = useSearchParams();
  return (
    <>
      {search.get('asked') === 'waiting' && (
        <p className="notice good" role="status">
          {t('ask.taken')}
        </p>
      )}
      {own.length > 0 && (
        <section aria-labelledby="own">
          <h2 id="own">{t('own.title')}</h2>
          <ul className="list">
            {own.map((q) => (
              <li key={q.id}>
                <p dir="auto">{q.words}</p>
                <p className="meta">
                  <span className={`state ${ownLooks[q.state]}`}>{t(`own.${q.state}`)}</span>
                  {q.reason && <span dir="auto">{q.reason}</span>}
                </p>
                <TakeBack question={q} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const ownLooks = { waiting: 'waiting', shown: 'open', dismissed: 'hidden', merged: 'hidden' };

function TakeBack({ question }: { question: TalkPageData['mine']['own'][number] }) {
  const { t } = useTranslation('talk');
  const deed = `take-back-${question.id}`;
  return (
    <details className="fold">
      <summary>
        {t('own.take-back')}
        <span className="unseen">: {question.words}</span>
      </summary>
      <DeedForm deed={deed}>
        <input type="hidden" name="question" value={question.id} />
        <p className="hint">{t('own.take-back-what')}</p>
        <Button danger>{t('own.take-back')}</Button>
      </DeedForm>
    </details>
  );
}

import { useActionData, useRevalidator, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import type { Refused } from '../../../shared/edge.server';
import { Mistakes } from '../../../shared/ui/form';
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
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  // Visitors' pages run no React in the browser; the island script listens for them.
  return reader ? (
    <Followed data={data} zone={reader.timeZone} />
  ) : (
    <PageBody data={data} zone={data.head.timeZone} live={null} signedIn={false} onFailed={() => {}} />
  );
}

function Followed({ data, zone }: { data: TalkPageData; zone: string }) {
  const { revalidate } = useRevalidator();
  const live = useTalk({ event: data.head.id, asOf: data.now }, data.shown);
  return <PageBody data={data} zone={zone} live={live} signedIn onFailed={revalidate} />;
}

function PageBody({
  data,
  zone,
  live,
  signedIn,
  onFailed,
}: {
  data: TalkPageData;
  zone: string;
  live: LiveTalk | null;
  signedIn: boolean;
  onFailed: () => void;
}) {
  const { t } = useTranslation('talk');
  const { head, mine } = data;
  const shown = live?.shown ?? { ...data.shown, questions: inOrder(data.shown.questions) };
  const takesPart = signedIn && data.why === null;
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
        {takesPart && (data.mayRaise || mine.hand) && <Hand place={hand.place} called={hand.called} />}
        <div data-live-part="polls">
          <Polls polls={shown.polls} mine={mine.ballots} may={takesPart} />
        </div>
        <section aria-labelledby="more">
          <h2 id="more">{t('more.title')}</h2>
          <ul>
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
        <WhyNot data={data} signedIn={signedIn} />
        {takesPart && <Ask once={data.once} mayBeNamed={data.mayBeNamed} heldFirst={data.heldFirst} />}
        <Own waiting={mine.waiting} />
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
function WhyNot({ data, signedIn }: { data: TalkPageData; signedIn: boolean }) {
  const { t } = useTranslation('talk');
  const here = `/events/${data.head.id}/live`;
  if (!signedIn)
    return data.state === 'open' ? (
      <p className="notice">
        <Way to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('sign-in')}</Way>
      </p>
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

/** Without scripts the refusal of an upvote comes back with the page. */
function VoteRefused() {
  const answer = useActionData<Refused>();
  return answer?.deed?.startsWith('vote-') ? <Mistakes refused={answer} deed={answer.deed} /> : null;
}

/** One's own questions that nobody else sees, and why; and that one without a name was taken. */
function Own({ waiting }: { waiting: TalkPageData['mine']['waiting'] }) {
  const { t } = useTranslation('talk');
  const [search] = useSearchParams();
  return (
    <>
      {search.get('asked') === 'waiting' && (
        <p className="notice good" role="status">
          {t('ask.taken')}
        </p>
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="own">
          <h2 id="own">{t('own.title')}</h2>
          <ul className="list">
            {waiting.map((q) => (
              <li key={q.id}>
                <p dir="auto">{q.words}</p>
                <p className="meta">
                  <span className={`state ${q.state === 'waiting' ? 'waiting' : 'hidden'}`}>{t(`own.${q.state}`)}</span>
                  {q.reason && <span dir="auto">{q.reason}</span>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

import { useActionData, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import type { Refused } from '../../../shared/edge.server';
import { Button, DeedForm, Mistakes } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { minutesOf } from '../minutes';
import type { SessionData } from '../page.server';
import type { ItemView, SessionShown } from '../views';
import { OwnHand, Speaking } from './floor';
import { Agenda, ItemTitle, ItemWords, useItemText } from './item';
import { Poll } from './poll-on';
import { Propose } from './propose';
import { FloorFigures } from './results';
import { SessionHeading } from './session-heading';
import { Statements } from './statements-on';
import { type LiveSession, useSession } from './use-session';

/** A session as those see it who are there: what is on, to vote and to speak. When it is over, what was. */
export function SessionPage({ data }: { data: SessionData }) {
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const zone = root?.reader?.timeZone ?? data.head.timeZone;
  // Visitors' pages run no React in the browser; the island script listens for them.
  return root?.scripts ? <Followed data={data} zone={zone} /> : <PageBody data={data} zone={zone} live={null} />;
}

function Followed({ data, zone }: { data: SessionData; zone: string }) {
  const live = useSession({ event: data.head.id, asOf: data.now }, data.shown);
  return <PageBody data={data} zone={zone} live={live} />;
}

function PageBody({ data, zone, live }: { data: SessionData; zone: string; live: LiveSession | null }) {
  const { t } = useTranslation('session');
  const { head } = data;
  const shown = live?.shown ?? data.shown;
  const here = `/events/${head.id}/session`;
  const hand = live?.hand === undefined ? data.mine.hand : live.hand;
  const speaks = shown.state === 'running' && data.whyNotSpeak === null;
  return (
    <div
      className="columns"
      data-live-session={head.id}
      data-as-of={data.now}
      {...(head.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <SessionHeading head={head} title={t('title')} state={shown.state} />
      <Rail label={t('rail')}>
        {shown.state === 'running' && (
          <section aria-labelledby="floor" className="stack">
            <h2 id="floor">{t('floor.title')}</h2>
            <div data-live-part="floor" aria-live="polite">
              <Speaking shown={shown} />
            </div>
            {speaks && <OwnHand hand={hand} mayBeLabelled={data.mine.mayBeLabelled} asksName={data.asksName} />}
            <p className="hint">{t('floor.order')}</p>
          </section>
        )}
        <section aria-labelledby="agenda" data-live-part="agenda">
          <h2 id="agenda">{t('agenda.title')}</h2>
          <Agenda shown={shown} />
        </section>
        <section aria-labelledby="more">
          <h2 id="more">{t('more.title')}</h2>
          <ul>
            {data.leads && (
              <li>
                <Way to={`${here}/lead`}>{t('more.lead')}</Way>
              </li>
            )}
            <li>
              <Way to={`${here}/screen`}>{t('more.screen')}</Way>
            </li>
          </ul>
        </section>
      </Rail>
      <div className="stack">
        <p role="status" className={live?.lost ? 'notice' : undefined}>
          {live?.lost && t('live.lost')}
        </p>
        <noscript>
          <p className="notice">
            {t('live.no-script')} <a href={here}>{t('live.look-again')}</a>
          </p>
        </noscript>
        <RefusedMeanwhile data={data} shown={shown} speaks={speaks} />
        <Taken />
        {data.asGuest && <AsGuest data={data} running={shown.state === 'running'} />}
        <div data-live-part="on">
          {shown.state === 'ended' ? (
            <Record shown={shown} zone={zone} />
          ) : (
            <OnNow data={data} shown={shown} zone={zone} here={here} speaks={speaks} />
          )}
        </div>
      </div>
    </div>
  );
}

function OnNow({
  data,
  shown,
  zone,
  here,
  speaks,
}: {
  data: SessionData;
  shown: SessionShown;
  zone: string;
  here: string;
  speaks: boolean;
}) {
  const { t } = useTranslation('session');
  const textOf = useItemText(shown);
  const item = shown.items.find((i) => i.id === shown.currentId);
  if (shown.state === 'cancelled') return <p className="notice">{t('on.cancelled')}</p>;
  if (!item)
    return (
      <p className="empty">
        {t('on.not-begun')} <Time at={data.head.startsAt} zone={zone} style="day-time" />
      </p>
    );
  const text = textOf(item);
  return (
    // What is on comes in the place of what was, and is read out.
    <article aria-labelledby="on" className="stack">
      <div aria-live="polite">
        <p className="meta">
          {t(`kind.${item.kind}`)} · {t('agenda.planned', { count: item.minutes })}
        </p>
        <h2 id="on">
          <ItemTitle text={text} />
        </h2>
      </div>
      <ItemWords text={text} />
      {!data.isSignedIn && !data.asGuest && (
        <div className="notice">
          <p>
            <Way to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('sign-in')}</Way>
          </p>
          <p>{t('guest.or-link')}</p>
        </div>
      )}
      <WhyNot data={data} kind={item.kind} />
      <Brings data={data} shown={shown} item={item} speaks={speaks} />
    </article>
  );
}

/** Who comes by the link of a mail reads what they can do here and what not, and why; and can give the place up. */
function AsGuest({ data, running }: { data: SessionData; running: boolean }) {
  const { t } = useTranslation(['session', 'talk']);
  const watches = data.whyNotSpeak === 'session:refusals.guest-not-invited';
  return (
    <>
      {running && (
        <p className="notice">
          {t(watches ? 'session:refusals.guest-not-invited' : 'session:guest.may')} {t('session:guest.no-voice')}
        </p>
      )}
      <DeedForm deed="leave" className="row">
        <p className="hint">{t('talk:guest.here')}</p>
        <Button quiet>{t('talk:guest.leave')}</Button>
      </DeedForm>
    </>
  );
}

/** Why one cannot vote or speak here now, where that is not said already. */
function WhyNot({ data, kind }: { data: SessionData; kind: ItemView['kind'] }) {
  const { t } = useTranslation(['session', 'consultations', 'people']);
  const why = kind === 'statements' ? data.whyNotVote : kind === 'question' ? null : data.whyNotSpeak;
  // What was read before it began is read again when it does.
  if (!data.isSignedIn || !why || why === 'session:refusals.prepared') return null;
  return (
    <p className="notice">
      {t(why)} {why === 'session:refusals.register-first' && <Way to={data.head.path}>{t('session:to-event')}</Way>}
    </p>
  );
}

function Brings({
  data,
  shown,
  item,
  speaks,
}: {
  data: SessionData;
  shown: SessionShown;
  item: ItemView;
  speaks: boolean;
}) {
  const { t } = useTranslation('session');
  const brought = shown.brought.find((b) => b.item === item.id);
  const votes = data.isSignedIn && data.whyNotVote === null;
  if (item.kind === 'floor') return <p>{t('floor.open')}</p>;
  if (!brought) return null;
  if (item.kind === 'poll')
    return (
      <Poll
        item={item.id}
        poll={brought.poll}
        resultsShown={item.resultsShown}
        mine={brought.poll ? (data.mine.ballots[brought.poll.id] ?? []) : []}
        may={speaks}
      />
    );
  return (
    <>
      <Statements brought={brought} resultsShown={item.resultsShown} mine={data.mine.votes} may={votes} />
      <p className="hint">{t(item.resultsShown ? 'results.method' : 'results.later')}</p>
      {votes && (
        <Propose
          item={item.id}
          once={data.once}
          language={data.language}
          statementsPath={`/consultations/${data.head.consultation.id}/statements`}
        />
      )}
    </>
  );
}

/** What was asked, for how long, and how it came out. */
function Record({ shown, zone }: { shown: SessionShown; zone: string }) {
  const { t } = useTranslation('session');
  const textOf = useItemText(shown);
  const was = shown.items.filter((i) => i.openedAt !== null);
  return (
    <div className="stack">
      <h2>{t('record.title')}</h2>
      {shown.startedAt && shown.endedAt && (
        <p className="meta">
          <Time at={shown.startedAt} zone={zone} style="day-time" /> –{' '}
          <Time at={shown.endedAt} zone={zone} style="time" />
        </p>
      )}
      {was.map((item) => {
        const brought = shown.brought.find((b) => b.item === item.id);
        return (
          <section key={item.id} className="stack" aria-labelledby={`item-${item.id}`}>
            <h3 id={`item-${item.id}`}>
              <ItemTitle text={textOf(item)} />
            </h3>
            <p className="meta">
              {t(`kind.${item.kind}`)} · {t('agenda.took', { count: minutesOf(item.spentMs), planned: item.minutes })}
            </p>
            <ItemWords text={textOf(item)} />
            {brought && item.kind === 'statements' && <Statements brought={brought} resultsShown={item.resultsShown} />}
            {brought && item.kind === 'poll' && (
              <Poll item={item.id} poll={brought.poll} resultsShown={item.resultsShown} />
            )}
          </section>
        );
      })}
      <p className="hint">{t('results.method')}</p>
      {shown.floor && <FloorFigures floor={shown.floor} />}
    </div>
  );
}

function Taken() {
  const { t } = useTranslation('session');
  const [search] = useSearchParams();
  if (search.get('proposed') !== 'yes') return null;
  return (
    <p className="notice good" role="status">
      {t('propose.taken')}
    </p>
  );
}

/** A deed that came too late for its form: why, and of a statement the words, which would be lost otherwise. */
function RefusedMeanwhile({ data, shown, speaks }: { data: SessionData; shown: SessionShown; speaks: boolean }) {
  const { t } = useTranslation('session');
  const answer = useActionData<Refused>();
  if (!answer?.deed) return null;
  const item = shown.items.find((i) => i.id === shown.currentId);
  const poll = shown.brought.find((b) => b.item === item?.id)?.poll;
  const stands =
    (answer.deed === 'floor' && speaks) ||
    (answer.deed === 'propose' && item?.kind === 'statements' && data.isSignedIn && data.whyNotVote === null) ||
    (answer.deed === `ballot-${poll?.id}` && speaks && poll?.state === 'open');
  if (stands) return null;
  return (
    <>
      <Mistakes refused={answer} deed={answer.deed} />
      {answer.deed === 'propose' && answer.typed.words && (
        <div>
          <p className="hint">{t('propose.kept')}</p>
          <blockquote dir="auto">{answer.typed.words}</blockquote>
        </div>
      )}
    </>
  );
}

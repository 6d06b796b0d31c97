import { Link, useNavigation, useRouteLoaderData } from '@remix-run/react';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../root';
import { directionOf } from '../../shared/languages';
import { quoteOf } from '../../shared/rich-text/quote';
import { countedWords } from '../../shared/ui/counted-words';
import { useRefused } from '../../shared/ui/form';
import { keptPiece } from '../../shared/ui/kept';
import { Paging } from '../../shared/ui/paging';
import { Question } from '../../shared/ui/question';
import { InRail } from '../../shared/ui/rail';
import { PlaceTime, placeOfZone, Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { DiscussionPage } from '../page.server';
import { Composer, quoteEvent } from './composer';
import { Conversation, StateLabel } from './conversation';
import type { Here } from './post';
import { ReadSoFar } from './read-so-far';
import { type LiveConversation, useLiveConversation } from './use-live';

type Reader = NonNullable<ReturnType<typeof useRouteLoaderData<typeof rootLoader>>>['reader'];

/** A discussion: the question stays in view, the words follow, the rail tells the weeks and who has spoken. */
export function ConversationPage({ data }: { data: DiscussionPage }) {
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  // Visitors' pages run no React in the browser; the island script listens for them.
  return reader ? <LivePage data={data} reader={reader} /> : <PageBody data={data} reader={null} live={null} />;
}

function LivePage({ data, reader }: { data: DiscussionPage; reader: NonNullable<Reader> }) {
  const live = useLiveConversation(data.id, data.page, data.posts, {
    me: reader.id,
    moderates: data.facilitates,
    isLast: data.page === data.pages,
    asOf: data.now,
  });
  return <PageBody data={data} reader={reader} live={live} />;
}

function PageBody({ data, reader, live }: { data: DiscussionPage; reader: Reader; live: LiveConversation | null }) {
  const { t, i18n } = useTranslation('discussions');
  const zone = reader?.timeZone ?? data.timeZone;
  const phase = data.phases.find((p) => p.id === data.phase);
  const here: Here = {
    discussion: data.id,
    path: data.path,
    page: data.page,
    zone,
    signedIn: reader !== null,
    mayReact: data.mayReact,
    mayReply: data.composer !== null && data.composer.why === null,
    mayFacilitate: data.facilitates,
    mayEdit: data.mayEdit,
  };
  const lastPage = data.page === data.pages;
  const composerKey = `${data.composer?.inReplyTo?.id ?? 0} ${usePostsSent()}`;
  return (
    <div
      className="columns"
      onClickCapture={live ? quoteSelection : undefined}
      data-live-discussion={data.id}
      data-last={lastPage ? 'yes' : 'no'}
      data-as-of={data.now}
      {...(data.readers === 'public' ? {} : { 'data-private': 'yes' })}
    >
      <header>
        <p className="crumb">
          <Link to="/discussions">{t('title')}</Link>
        </p>
        <div data-live-part="state">
          <StateLine data={data} />
        </div>
        <h1 lang={data.textLanguage} dir={directionOf(data.textLanguage)}>
          {data.title}
        </h1>
        {data.introductionHtml && <Words className="lede" html={data.introductionHtml} language={data.textLanguage} />}
        <p className="meta">
          {data.facilitators.length > 0 && (
            <span>
              {t('facilitated-by', {
                names: data.facilitators
                  .map((f) => (f.organisation ? `${f.name} (${f.organisation})` : f.name))
                  .join(', '),
              })}
            </span>
          )}
          <span data-live-part="posts">{t('posts', { count: data.postCount })}</span>
          <span data-live-part="organisations">{t('organisations', { count: data.organisationCount })}</span>
          {live ? (
            <span>{live.present !== null && t('present', { count: live.present })}</span>
          ) : (
            <span data-present {...countedWords(i18n, 'discussions:present')} />
          )}
        </p>
        {data.facilitates && (
          <p className="actions">
            <Link className="plain" to={`/discussions/${data.id}/board`}>
              {t('to-board')}
            </Link>
            <Link className="plain" to={`/discussions/${data.id}/edit`}>
              {t('to-edit')}
            </Link>
            <Link className="plain" to={`/discussions/${data.id}/synthesis/edit`}>
              {t('to-synthesis-edit')}
            </Link>
          </p>
        )}
      </header>
      <Beside
        label={t('rail')}
        id={data.id}
        phases={data.phases}
        phase={data.phase}
        timeZone={data.timeZone}
        sectors={data.sectors}
        readers={data.readers}
        invitedOrganisations={data.invitedOrganisations}
      />
      <div className="text">
        <div data-live-part="question">
          {phase && (
            <Question
              words={phase.question}
              language={phase.language}
              label={
                <>
                  {t(data.phases.length > 1 ? 'phase.line' : 'phase.line-single', {
                    position: phase.position,
                    count: data.phases.length,
                    title: phase.title,
                  })}
                  {' · '}
                  {Date.parse(phase.opensAt) > Date.parse(data.now) ? t('phase.from') : t('phase.until')}{' '}
                  <PlaceTime
                    at={Date.parse(phase.opensAt) > Date.parse(data.now) ? phase.opensAt : phase.closesAt}
                    place={data.timeZone}
                    reader={reader?.timeZone ?? null}
                  />
                </>
              }
            />
          )}
        </div>
        <div data-live-part="synthesis">
          {data.state === 'synthesised' && (
            <p className="notice good">
              <Link to={`/discussions/${data.id}/synthesis`}>{t('to-synthesis')}</Link>
            </p>
          )}
        </div>
        {reader && data.firstUnread !== null && (
          <p>
            <a href="#unread">{t('unread.jump')}</a>
          </p>
        )}
        <Paging page={data.page} pages={data.pages} to={(n) => `${data.path}?page=${n}`} />
        <div data-live-part="empty">
          {data.posts.length === 0 && !live?.posts.length && (
            <p className="empty">
              {t(data.state === 'announced' ? 'empty.announced' : data.composer ? 'empty.first' : 'empty.none')}
            </p>
          )}
        </div>
        <Conversation
          posts={live?.posts ?? data.posts}
          phases={data.phases}
          here={here}
          firstUnread={data.firstUnread}
        />
        <div data-posts-end />
        {live ? (
          <>
            <div className="new" role="status">
              {live.waiting > 0 && (
                <button type="button" onClick={live.showNew}>
                  {t('live.new', { count: live.waiting })}
                </button>
              )}
            </div>
            <p role="status" className={live.status === 'lost' ? 'notice' : undefined}>
              {live.status === 'lost' && t('live.lost')}
            </p>
            <ReadSoFar path={data.path} ordinal={(live.posts.at(-1) ?? data.posts.at(-1))?.ordinal ?? 0} />
          </>
        ) : (
          <template data-new-posts="" {...countedWords(i18n, 'discussions:live.new')} />
        )}
        <Paging again page={data.page} pages={data.pages} to={(n) => `${data.path}?page=${n}`} />
        {data.composer ? (
          <Composer
            key={composerKey}
            discussion={data.id}
            composer={data.composer}
            path={data.path}
            page={data.page}
            lastOrdinal={data.posts.at(-1)?.ordinal ?? 0}
            zone={zone}
            moderation={data.moderation}
            facilitates={data.facilitates}
          />
        ) : (
          data.signInToPost && (
            <p className="notice">
              <Link to={`/sign-in?to=${encodeURIComponent(data.path)}`}>{t('sign-in-to-post')}</Link> ·{' '}
              <Link to="/register">{t('register-to-post')}</Link>
            </p>
          )
        )}
      </div>
    </div>
  );
}

/** Counts the posts that were sent and taken, so that the composer begins anew after each, and only then. */
function usePostsSent(): number {
  const { formData, state } = useNavigation();
  const refused = useRefused('post');
  const [sent, setSent] = useState(0);
  const sending = useRef(false);
  useEffect(() => {
    if (formData?.get('deed') === 'post' && formData.get('as') === 'post') sending.current = true;
    if (state !== 'idle' || !sending.current) return;
    sending.current = false;
    if (!refused) setSent((n) => n + 1);
  }, [formData, state, refused]);
  return sent;
}

/** "Quote" takes what is selected in the post, or all of it, into the composer; without scripts it is a link. */
function quoteSelection(e: MouseEvent<HTMLElement>): void {
  const link = (e.target as HTMLElement).closest<HTMLElement>('[data-quote]');
  const article = link?.closest('article');
  if (!article) return;
  const selection = window.getSelection();
  const selected = selection && article.contains(selection.anchorNode) ? selection.toString() : '';
  const words = selected.trim() || (article.querySelector('.words') as HTMLElement | null)?.innerText || '';
  e.preventDefault();
  e.stopPropagation();
  window.dispatchEvent(new CustomEvent(quoteEvent, { detail: quoteOf(words) }));
}

function StateLine({ data }: { data: DiscussionPage }) {
  const { t } = useTranslation('discussions');
  const next =
    data.state === 'open' ? data.phases.at(-1)?.closesAt : data.state === 'announced' ? data.phases[0]?.opensAt : null;
  const relative = next ? daysUntil(next, data.now) : null;
  return (
    <p>
      <StateLabel
        state={data.state}
        words={
          relative === null
            ? t(`state.${data.state}`)
            : t(`state.${data.state}-in`, { count: relative.count, context: relative.unit })
        }
      />{' '}
      <span className="tag">{t(`readers.${data.readers}`)}</span>
      {data.moderation === 'pre' && <span className="tag">{t('moderation.pre')}</span>}
    </p>
  );
}

/** Whole days, or hours in the last two days, or minutes in the last hour. */
function daysUntil(instant: string, now: string): { count: number; unit: 'days' | 'hours' | 'minutes' } {
  const seconds = Math.max(0, (Date.parse(instant) - Date.parse(now)) / 1000);
  if (seconds < 3600) return { count: Math.max(1, Math.round(seconds / 60)), unit: 'minutes' };
  if (seconds < 48 * 3600) return { count: Math.round(seconds / 3600), unit: 'hours' };
  return { count: Math.round(seconds / 86_400), unit: 'days' };
}

/** A phase of a day or two is told by its hours. */
function lastsDays(phase: { opensAt: string; closesAt: string }): boolean {
  return Date.parse(phase.closesAt) - Date.parse(phase.opensAt) > 2 * 86_400_000;
}

type Told = Pick<
  DiscussionPage,
  'id' | 'phases' | 'phase' | 'timeZone' | 'sectors' | 'readers' | 'invitedOrganisations'
> & {
  label: string;
};

const Beside = keptPiece(
  'beside',
  'aside',
  ({ label }: Told) => ({ className: 'rail', 'aria-label': label }),
  InBeside,
);

function InBeside(data: Told) {
  const { t } = useTranslation('discussions');
  const most = Math.max(1, ...data.sectors.map((s) => s.count));
  return (
    <InRail label={data.label}>
      <section>
        <h2>{t('phases')}</h2>
        <ol className="phases" data-live-part="phases">
          {data.phases.map((p) => (
            <li key={p.id} aria-current={p.id === data.phase ? 'step' : undefined}>
              <span lang={p.language}>{p.title || p.question}</span>
              <br />
              <small>
                <Time at={p.opensAt} zone={data.timeZone} style={lastsDays(p) ? 'date' : 'date-time'} inPlace /> –{' '}
                <Time at={p.closesAt} zone={data.timeZone} style={lastsDays(p) ? 'date' : 'date-time'} inPlace /> (
                {placeOfZone(data.timeZone)})
              </small>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t('who-has-spoken')}</h2>
        <table className="bal" data-live-part="sectors">
          <caption className="unseen">{t('who-has-spoken-caption')}</caption>
          <tbody>
            {data.sectors.map((s) => (
              <tr key={s.sector} className={s.count === 0 ? 'low' : undefined}>
                <th scope="row">{t(`sectors:${s.sector}.name`)}</th>
                <td aria-hidden="true">
                  <meter min={0} max={most} value={s.count} />
                </td>
                <td>{s.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>{t('keep-up')}</h2>
        <p>
          {data.readers === 'public' && (
            <>
              <a href={`/discussions/${data.id}.atom`}>{t('out.atom')}</a> ·{' '}
            </>
          )}
          <a href={`/discussions/${data.id}.csv`}>CSV</a> · <a href={`/discussions/${data.id}.json`}>JSON</a> ·{' '}
          <Way to={`/discussions/${data.id}/print`}>{t('out.print')}</Way>
        </p>
      </section>
      <section>
        <h2>{t('who-can-see')}</h2>
        <p>{t(`readers.${data.readers}-long`)}</p>
        {data.invitedOrganisations.length > 0 && <p>{data.invitedOrganisations.join(', ')}</p>}
      </section>
    </InRail>
  );
}

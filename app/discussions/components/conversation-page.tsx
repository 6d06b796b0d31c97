import { useNavigation, useRouteLoaderData } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../root';
import { countedWords } from '../../shared/ui/counted-words';
import { useRefused } from '../../shared/ui/form';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import type { DiscussionPage } from '../page.server';
import { AskedNow, askedOf } from './asked-now';
import { Beside } from './beside';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { Heading, headingOf } from './heading';
import type { Here } from './post';
import { ReadSoFar } from './read-so-far';
import { type LiveConversation, useLiveConversation } from './use-live';
import { useQuoting } from './use-quoting';

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
  const quote = useQuoting(
    data.composer?.inReplyTo?.id ?? null,
    (post) => `${data.path}?page=${data.page}&reply=${post}#composer`,
  );
  return (
    <div
      className="columns"
      onClickCapture={live ? quote : undefined}
      data-live-discussion={data.id}
      data-last={lastPage ? 'yes' : 'no'}
      data-as-of={data.now}
      {...(data.readers === 'public' ? {} : { 'data-private': 'yes' })}
    >
      <Heading {...headingOf(data, live ? { present: live.present } : null)} />
      <Beside
        label={t('rail')}
        id={data.id}
        phases={data.phases}
        phase={data.phase}
        timeZone={data.timeZone}
        sectors={data.sectors}
        readers={data.readers}
        invitedOrganisations={data.invitedOrganisations}
        follows={data.follows}
      />
      <div className="text">
        <AskedNow {...askedOf(data, reader?.timeZone ?? null)} />
        <div data-live-part="synthesis">
          {data.state === 'synthesised' && (
            <p className="notice good">
              <Way to={`/discussions/${data.id}/synthesis`}>{t('to-synthesis')}</Way>
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
              <Way to={`/sign-in?to=${encodeURIComponent(data.path)}`}>{t('sign-in-to-post')}</Way> ·{' '}
              <Way to="/register">{t('register-to-post')}</Way>
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

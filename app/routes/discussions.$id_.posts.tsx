import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Conversation } from '~/discussions/components/conversation';
import { readPosts } from '~/discussions/queries/posts.server';
import { readRules } from '~/discussions/rules.server';
import { idOf, page } from '~/shared/edge.server';

/** Some posts of a discussion by their ids: what the island fetches when they change, and a page of its own. */
export const loader = page(async (asked) => {
  const { sql, reader, params, url, language, keep } = asked;
  const ruled = await readRules(sql, reader, idOf(params.id));
  const ids = (url.searchParams.get('posts') ?? '')
    .split(',')
    .filter((id) => /^[1-9]\d{0,14}$/.test(id))
    .slice(0, 50)
    .map(Number);
  const posts = await readPosts(sql, reader, ruled, { discussion: ruled.id, ids }, language);
  if (ruled.readers === 'public' && ruled.announcedAt) keep({ tags: [`discussion:${ruled.id}`, 'everything'] });
  return {
    id: ruled.id,
    path: `/discussions/${ruled.id}/${ruled.slug}`,
    zone: reader?.timeZone ?? ruled.timeZone,
    signedIn: reader !== null,
    posts,
  };
});

export const meta: MetaFunction = () => [{ title: 'Plenary' }, { name: 'robots', content: 'noindex' }];

export default function Posts() {
  const data = useLoaderData<typeof loader>();
  const { t } = useTranslation('discussions');
  return (
    <div className="narrow">
      <h1>{t('title')}</h1>
      <Conversation
        posts={data.posts}
        phases={[]}
        firstUnread={null}
        here={{
          discussion: data.id,
          path: data.path,
          page: 1,
          zone: data.zone,
          signedIn: data.signedIn,
          mayReact: false,
          mayReply: false,
          mayFacilitate: false,
          mayEdit: false,
        }}
      />
    </div>
  );
}

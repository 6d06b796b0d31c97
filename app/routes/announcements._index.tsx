import { useLoaderData } from '@remix-run/react';
import { NewsListPage } from '~/notices/components/news-pages';
import { listNews } from '~/notices/queries/news.server';
import { isSecretariat } from '~/people/person';
import { page, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    title: asked.t('notices:news.title'),
    news: await listNews(asked.sql, asked.language),
    zone: reader.timeZone,
  };
});

export const meta = titled;

export default function Announcements() {
  return <NewsListPage {...useLoaderData<typeof loader>()} />;
}

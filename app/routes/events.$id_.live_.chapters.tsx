import { useLoaderData } from '@remix-run/react';
import { ChaptersPage } from '~/events/live/components/chapters-page';
import { chapters } from '~/events/live/deeds.server';
import { loadChapters } from '~/events/live/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadChapters(asked);
  return { title: `${asked.t('talk:chapters.edit')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = chapters;

export const shouldRevalidate = rereadAfterConflict;

export default function Chapters() {
  return <ChaptersPage data={useLoaderData<typeof loader>().data} />;
}

import { useLoaderData } from '@remix-run/react';
import { TalkPage } from '~/events/live/components/talk-page';
import { takePart } from '~/events/live/deeds.server';
import { loadTalkPage } from '~/events/live/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadTalkPage(asked);
  return { title: `${asked.t('talk:title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = takePart;

export const shouldRevalidate = rereadAfterConflict;

export default function Live() {
  return <TalkPage data={useLoaderData<typeof loader>().data} />;
}

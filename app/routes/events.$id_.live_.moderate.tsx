import { useLoaderData } from '@remix-run/react';
import { ModeratingPage } from '~/events/live/components/moderating-page';
import { moderate } from '~/events/live/deeds.server';
import { loadModerating } from '~/events/live/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadModerating(asked);
  return { title: `${asked.t('talk:moderate.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = moderate;

export const shouldRevalidate = rereadAfterConflict;

export default function Moderate() {
  return <ModeratingPage data={useLoaderData<typeof loader>().data} />;
}

import { useLoaderData } from '@remix-run/react';
import { ClosingPage } from '~/events/live/components/closing-page';
import { close } from '~/events/live/deeds.server';
import { loadClosing } from '~/events/live/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadClosing(asked);
  return { title: `${asked.t('talk:close.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = close;

export const shouldRevalidate = rereadAfterConflict;

export default function Close() {
  return <ClosingPage data={useLoaderData<typeof loader>().data} />;
}

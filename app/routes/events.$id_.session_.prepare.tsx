import { useLoaderData } from '@remix-run/react';
import { PreparingPage } from '~/consultations/session/components/preparing-page';
import { prepare } from '~/consultations/session/deeds.server';
import { loadPreparing } from '~/consultations/session/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPreparing(asked);
  return { title: `${asked.t('session:prepare.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = prepare;

export const shouldRevalidate = rereadAfterConflict;

export default function Session() {
  return <PreparingPage data={useLoaderData<typeof loader>().data} />;
}

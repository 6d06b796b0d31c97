import { useLoaderData } from '@remix-run/react';
import { RespondPage } from '~/consultations/response/components/respond-page';
import { respondDeed } from '~/consultations/response/deeds.server';
import { loadRespond } from '~/consultations/response/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadRespond(asked);
  return { title: `${asked.t('responses:respond.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = respondDeed;

export const shouldRevalidate = rereadAfterConflict;

export default function Respond() {
  return <RespondPage data={useLoaderData<typeof loader>().data} />;
}

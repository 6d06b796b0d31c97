import { useLoaderData } from '@remix-run/react';
import { ResponsesPage } from '~/consultations/response/components/responses-page';
import { loadResponses } from '~/consultations/response/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadResponses(asked);
  return { title: `${asked.t('responses:title')} · ${data.head.title}`, data };
});

export const meta = titled;

export default function Responses() {
  return <ResponsesPage data={useLoaderData<typeof loader>().data} />;
}

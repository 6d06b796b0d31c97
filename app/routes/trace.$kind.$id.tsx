import { useLoaderData } from '@remix-run/react';
import { TracePage } from '~/consultations/response/components/trace-page';
import { loadTrace } from '~/consultations/response/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadTrace(asked);
  return { title: asked.t('responses:trace.title'), data };
});

export const meta = titled;

export default function Trace() {
  return <TracePage data={useLoaderData<typeof loader>().data} />;
}

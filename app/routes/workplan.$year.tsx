import { useLoaderData } from '@remix-run/react';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { YearPage } from '~/workplan/components/year-page';
import { loadYear } from '~/workplan/page.server';

export const loader = page(async (asked) => {
  const data = await loadYear(asked);
  return { title: asked.t('workplan:of', { year: data.head.year }), data };
});

export const meta = titled;

export default function Year() {
  return <YearPage data={useLoaderData<typeof loader>().data} />;
}

import { useLoaderData } from '@remix-run/react';
import { ResultsPage } from '~/consultations/results/components/results-page';
import { loadResults } from '~/consultations/results/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadResults(asked);
  return { title: `${asked.t('results:title')} · ${data.title}`, data };
});

export const meta = titled;

export default function Results() {
  return <ResultsPage data={useLoaderData<typeof loader>().data} />;
}

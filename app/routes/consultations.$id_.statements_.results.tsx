import { useLoaderData } from '@remix-run/react';
import { ResultsPage } from '~/consultations/statements/components/results-page';
import { loadResults } from '~/consultations/statements/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadResults(asked);
  return { title: `${asked.t('statements:results.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export default function Results() {
  return <ResultsPage data={useLoaderData<typeof loader>().data} />;
}

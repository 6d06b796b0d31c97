import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ResultsPage } from '~/questionnaires/components/results-page';
import { readResults } from '~/questionnaires/queries/results.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const results = await readResults(asked);
  // A consultation's are counted by sector and published in steps: other figures beside them would tell what those withhold.
  const [, consultation] = /^\/consultations\/(\d+)\//.exec(results.subject?.path ?? '') ?? [];
  if (consultation) throw redirect(`/consultations/${consultation}/results`, 303);
  return results;
});

export const meta = titled;

export default function Results() {
  return <ResultsPage data={useLoaderData<typeof loader>()} />;
}

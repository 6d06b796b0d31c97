import { useLoaderData } from '@remix-run/react';
import { ResultsPage } from '~/questionnaires/components/results-page';
import { readResults } from '~/questionnaires/queries/results.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(readResults);

export const meta = titled;

export default function Results() {
  return <ResultsPage data={useLoaderData<typeof loader>()} />;
}

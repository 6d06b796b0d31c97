import { useLoaderData } from '@remix-run/react';
import { DifferencePage } from '~/decisions/components/change-page';
import { loadDifference } from '~/decisions/pages.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadDifference(asked);
  return { title: data.title, data };
});

export const meta = titled;

export default function Difference() {
  return <DifferencePage data={useLoaderData<typeof loader>().data} />;
}

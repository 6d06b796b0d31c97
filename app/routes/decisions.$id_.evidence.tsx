import { useLoaderData } from '@remix-run/react';
import { EvidencePage } from '~/decisions/components/evidence-page';
import { loadEvidence } from '~/decisions/pages.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadEvidence(asked);
  return { title: data.title, data };
});

export const meta = titled;

export default function Evidence() {
  return <EvidencePage data={useLoaderData<typeof loader>().data} />;
}

import { useLoaderData } from '@remix-run/react';
import { ProposePage } from '~/consultations/statements/components/propose-page';
import { propose } from '~/consultations/statements/deeds.server';
import { loadProposing } from '~/consultations/statements/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadProposing(asked);
  return { title: `${asked.t('statements:propose.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = propose;

export const shouldRevalidate = rereadAfterConflict;

export default function Propose() {
  return <ProposePage data={useLoaderData<typeof loader>().data} />;
}

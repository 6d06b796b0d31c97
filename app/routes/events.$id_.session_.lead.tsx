import { useLoaderData } from '@remix-run/react';
import { LeadingPage } from '~/consultations/session/components/leading-page';
import { lead } from '~/consultations/session/deeds.server';
import { loadLeading } from '~/consultations/session/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadLeading(asked);
  return { title: `${asked.t('session:lead.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = lead;

export const shouldRevalidate = rereadAfterConflict;

export default function Session() {
  return <LeadingPage data={useLoaderData<typeof loader>().data} />;
}

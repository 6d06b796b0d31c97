import { useLoaderData } from '@remix-run/react';
import { ContributionsPage } from '~/consultations/response/components/contributions-page';
import { loadContributions } from '~/consultations/response/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadContributions(asked);
  return { title: asked.t('responses:mine.title'), data };
});

export const meta = titled;

export default function Contributions() {
  return <ContributionsPage data={useLoaderData<typeof loader>().data} />;
}

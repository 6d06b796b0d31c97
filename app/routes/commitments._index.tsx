import { useLoaderData } from '@remix-run/react';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { loadCommitments } from '~/tasks/commitments-page.server';
import { CommitmentsPage } from '~/tasks/components/commitments-page';

export const loader = page(async (asked) => ({
  title: asked.t('commitments:title'),
  data: await loadCommitments(asked),
}));

export const meta = titled;

export default function Commitments() {
  return <CommitmentsPage data={useLoaderData<typeof loader>().data} />;
}

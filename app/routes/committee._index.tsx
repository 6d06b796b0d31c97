import { useLoaderData } from '@remix-run/react';
import { CommitteePage } from '~/committee/components/committee-page';
import { loadCommittee } from '~/committee/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('committee:title'),
  data: await loadCommittee(asked),
}));

export const meta = titled;

export default function Committee() {
  return <CommitteePage data={useLoaderData<typeof loader>().data} />;
}

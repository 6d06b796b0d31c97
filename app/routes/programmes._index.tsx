import { useLoaderData } from '@remix-run/react';
import { ListPage } from '~/programmes/components/list-page';
import { loadList } from '~/programmes/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadList(asked);
  // A phase begins with its day, and with it the programme is carried through.
  const tomorrow = new Date(asked.now());
  tomorrow.setUTCHours(24, 0, 0, 0);
  asked.keep({ tags: ['programmes', 'everything'], until: tomorrow });
  return { title: asked.t('programmes:title'), data };
});

export const meta = titled;

export default function Programmes() {
  return <ListPage data={useLoaderData<typeof loader>().data} />;
}

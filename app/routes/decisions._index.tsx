import { useLoaderData } from '@remix-run/react';
import { ListPage } from '~/decisions/components/list-page';
import { loadList } from '~/decisions/pages.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({ title: asked.t('decisions:title'), data: await loadList(asked) }));

export const meta = titled;

export default function Decisions() {
  return <ListPage data={useLoaderData<typeof loader>().data} />;
}

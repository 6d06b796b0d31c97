import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { ListPage } from '~/consultations/components/list-page';
import { loadList } from '~/consultations/list.server';
import { page } from '~/shared/edge.server';
import { handOver, takeOver } from '~/shared/handing';

export const loader = page(async (asked) => handOver('consultations', await loadList(asked), asked));

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = data ? takeOver(data).title : '';
  return [
    { title: `${title} · Plenary` },
    { tagName: 'link', rel: 'alternate', type: 'application/atom+xml', href: '/consultations.atom', title },
  ];
};

export default function Consultations() {
  return <ListPage data={takeOver(useLoaderData<typeof loader>())} />;
}

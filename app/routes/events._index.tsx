import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Schedule } from '~/events/components/schedule';
import { loadSchedule } from '~/events/schedule-page.server';
import { page } from '~/shared/edge.server';
import { handOver, takeOver } from '~/shared/handing';

export const loader = page(async (asked) => handOver('events', await loadSchedule(asked), asked));

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = data ? takeOver(data).title : '';
  return [
    { title: `${title} · Plenary` },
    { tagName: 'link', rel: 'alternate', type: 'application/atom+xml', href: '/events.atom', title },
  ];
};

export default function Events() {
  return <Schedule data={takeOver(useLoaderData<typeof loader>())} />;
}

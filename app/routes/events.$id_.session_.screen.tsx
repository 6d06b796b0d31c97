import { useLoaderData } from '@remix-run/react';
import { SessionScreenPage } from '~/consultations/session/components/screen-page';
import { loadScreen } from '~/consultations/session/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

/** On a wall nothing is pressed: the page stands without the frame of the others. */
export const handle = { bare: true };

export const loader = page(async (asked) => {
  const data = await loadScreen(asked);
  return { title: data.head.title, data };
});

export const meta = titled;

export default function OnTheWall() {
  return <SessionScreenPage data={useLoaderData<typeof loader>().data} />;
}

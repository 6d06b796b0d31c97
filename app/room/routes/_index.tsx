import { useLoaderData } from '@remix-run/react';
import { ContributorPage } from '../../voices/contributing/components/contributor-page';
import { doDeed } from '../../voices/contributing/deeds.server';
import { type View, viewOf } from '../../voices/contributing/page.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

/** The one address of contributors. */
export const loader = roomPage((asked) => viewOf(asked, asked.t));

export const action = roomDeed(async (asked) => {
  await doDeed(asked, asked.form, asked.t);
  return goTo('/');
});

export default function Index() {
  return <ContributorPage view={useLoaderData<typeof loader>() as View} />;
}

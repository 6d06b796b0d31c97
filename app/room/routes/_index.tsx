import { json } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ContributorPage } from '../../voices/contributing/components/contributor-page';
import { doDeed } from '../../voices/contributing/deeds.server';
import { isWriting, type View, viewOf } from '../../voices/contributing/page.server';
import { goTo, roomDeed, roomPage, takeKept, takeRefused } from '../edge.server';

/** The one address of contributors. */
export const loader = roomPage(async (asked) => {
  const refused = takeRefused(asked.session);
  const kept = takeKept(asked.session);
  const view = (await viewOf(asked, asked.t)) as View;
  const missed = view.at === 'enter' ? view.missed : null;
  return json(
    { view, refused, kept, keeps: isWriting(view) },
    { status: missed === 'busy' ? 503 : missed === 'many' ? 429 : 200 },
  );
});

export const action = roomDeed(
  async (asked) => {
    // A refusal that no page has shown belongs to a form of before.
    takeRefused(asked.session);
    takeKept(asked.session);
    await doDeed(asked, asked.form, asked.t);
    return goTo('/');
  },
  ({ session }) => (session?.kind === 'staff' ? null : session),
);

export default function Index() {
  return <ContributorPage view={useLoaderData<typeof loader>().view as unknown as View} />;
}

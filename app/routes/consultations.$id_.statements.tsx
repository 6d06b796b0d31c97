import { useLoaderData } from '@remix-run/react';
import { VotingPage } from '~/consultations/statements/components/voting-page';
import { voteNext } from '~/consultations/statements/deeds.server';
import { loadVoting } from '~/consultations/statements/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadVoting(asked);
  return { title: `${asked.t('statements:title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = voteNext;

export const shouldRevalidate = rereadAfterConflict;

export default function Statements() {
  return <VotingPage data={useLoaderData<typeof loader>().data} />;
}

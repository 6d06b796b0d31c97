import { useLoaderData } from '@remix-run/react';
import { InvitationsPage } from '~/consultations/balance/components/invitations-page';
import { prepareNews } from '~/consultations/balance/news.server';
import { loadInvitations } from '~/consultations/balance/page.server';
import { readTitledToPrepare } from '~/consultations/balance/queries/rules.server';
import { deed, goTo, idOf, page, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadInvitations(asked);
  return { title: `${asked.t('balance:invitations.title')} · ${data.title}`, data };
});

/** The one deed of this page: the announcement to everybody. Whom to invite is sent from the next page, which counts. */
export const action = deed(async (asked) => {
  const { sql, language, publicUrl } = asked;
  const reader = signedIn(asked);
  const consultation = await readTitledToPrepare(sql, reader, idOf(asked.params.id), language);
  await asked.limit('write', String(reader.id));
  return goTo(`/announcements/${await prepareNews(sql, reader, consultation, publicUrl)}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Invitations() {
  return <InvitationsPage data={useLoaderData<typeof loader>().data} />;
}

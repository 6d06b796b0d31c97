import { useLoaderData } from '@remix-run/react';
import { reachOut } from '~/consultations/balance/commands.server';
import { ConfirmPage } from '~/consultations/balance/components/confirm-page';
import { sendForm } from '~/consultations/balance/forms';
import { loadConfirming } from '~/consultations/balance/page.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadConfirming(asked);
  return { title: `${asked.t(`balance:confirm.${data.what}.title`)} · ${data.title}`, data };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  await reachOut(asked.sql, reader, id, parseForm(asked.form, sendForm), asked.now());
  return goTo(`/consultations/${id}/invitations?state=silent`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Confirm() {
  return <ConfirmPage data={useLoaderData<typeof loader>().data} />;
}

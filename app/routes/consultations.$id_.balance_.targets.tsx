import { useLoaderData } from '@remix-run/react';
import { setTargets } from '~/consultations/balance/commands.server';
import { TargetsPage } from '~/consultations/balance/components/targets-page';
import { targetsForm } from '~/consultations/balance/forms';
import { loadTargets } from '~/consultations/balance/page.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadTargets(asked);
  return { title: `${asked.t('balance:targets.title')} · ${data.title}`, data };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  await setTargets(asked.sql, reader, id, parseForm(asked.form, targetsForm));
  return goTo(`/consultations/${id}/balance`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Targets() {
  return <TargetsPage data={useLoaderData<typeof loader>().data} />;
}

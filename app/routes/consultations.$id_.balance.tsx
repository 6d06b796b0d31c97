import { useLoaderData } from '@remix-run/react';
import { reachOut } from '~/consultations/balance/commands.server';
import { BalancePage } from '~/consultations/balance/components/balance-page';
import { oneForm } from '~/consultations/balance/forms';
import { loadBalance } from '~/consultations/balance/page.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadBalance(asked);
  return { title: `${asked.t('balance:title')} · ${data.title}`, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const [what] = (form.typed.deed ?? '').split('-');
  if (what !== 'invite' && what !== 'remind') throw refuse('invalid', 'shared:errors.unreadable-form');
  const { organisation, people } = parseForm(form, oneForm);
  await reachOut(sql, reader, id, { what, organisations: [organisation], people }, asked.now());
  return goTo(`/consultations/${id}/balance#reach`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Balance() {
  return <BalancePage data={useLoaderData<typeof loader>().data} />;
}

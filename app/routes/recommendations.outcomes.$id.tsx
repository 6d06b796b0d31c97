import { useLoaderData } from '@remix-run/react';
import { OutcomePage } from '~/recommendations/components/outcome-pages';
import { addForm, outcomeForm } from '~/recommendations/forms';
import { addRecommendation, changeOutcome } from '~/recommendations/outcomes.server';
import { loadOutcome } from '~/recommendations/page.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadOutcome(asked);
  return { title: data.text.title, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const { id } = await loadOutcome(asked);
  await asked.limit('write', String(reader.id));
  if (form.typed.deed === 'outcome') await changeOutcome(sql, reader, id, parseForm(form, outcomeForm));
  else if (form.typed.deed === 'add') await addRecommendation(sql, reader, id, parseForm(form, addForm), asked.now());
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/recommendations/outcomes/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Outcome() {
  return <OutcomePage data={useLoaderData<typeof loader>().data} />;
}

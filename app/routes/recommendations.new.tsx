import { useLoaderData } from '@remix-run/react';
import { NewOutcomePage } from '~/recommendations/components/outcome-pages';
import { newOutcomeForm } from '~/recommendations/forms';
import { addOutcome } from '~/recommendations/outcomes.server';
import { loadNewOutcome } from '~/recommendations/page.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('recommendations:outcome.new'),
  data: loadNewOutcome(asked),
}));

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  loadNewOutcome(asked);
  await asked.limit('write', String(reader.id));
  const id = await addOutcome(asked.sql, reader, parseForm(asked.form, newOutcomeForm), asked.now());
  return goTo(`/recommendations/outcomes/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function NewOutcome() {
  return <NewOutcomePage data={useLoaderData<typeof loader>().data} />;
}

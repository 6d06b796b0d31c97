import { useActionData, useLoaderData } from '@remix-run/react';
import { applyOutcomes } from '~/recommendations/commands.server';
import { ImportPage } from '~/recommendations/components/import-page';
import { applyForm, readForm } from '~/recommendations/forms';
import { loadImport } from '~/recommendations/page.server';
import { readOutcomes } from '~/recommendations/reading';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('recommendations:import.title'),
  data: loadImport(asked),
}));

/** Reading changes nothing and is answered with what was recognised; applying reads the same text once more. */
export const action = deed(async (asked) => {
  const { form } = asked;
  const reader = signedIn(asked);
  loadImport(asked);
  await asked.limit('write', String(reader.id));
  if (form.typed.deed === 'read') {
    const { text, language } = parseForm(form, readForm);
    return { preview: readOutcomes(text), text, language };
  }
  if (form.typed.deed !== 'apply') throw refuse('invalid', 'shared:errors.unreadable-form');
  await applyOutcomes(asked.sql, reader, parseForm(form, applyForm, ['regions']), asked.now());
  return goTo('/recommendations');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Import() {
  const answer = useActionData<typeof action>();
  const read = answer && 'preview' in answer ? answer : null;
  return <ImportPage data={useLoaderData<typeof loader>().data} read={read} />;
}

import { useLoaderData } from '@remix-run/react';
import { readConsultationToPrepare } from '~/consultations/queries/rules.server';
import { whoIsWho } from '~/events/queries/rules.server';
import { isSecretariat } from '~/people/person';
import { NewPage } from '~/questionnaires/components/list';
import { newForm } from '~/questionnaires/forms';
import { addQuestionnaire } from '~/questionnaires/preparing.server';
import { readNew } from '~/questionnaires/queries/desk.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const data = readNew(asked);
  const may =
    data.subject === 'consultation'
      ? Boolean(await readConsultationToPrepare(asked.sql, reader, data.about))
      : data.about
        ? (await whoIsWho(asked.sql, data.about, reader)).mayPrepare
        : isSecretariat(reader);
  if (!may) throw refuse('not-found', 'shared:errors.not-found');
  return { ...data, title: asked.t('questionnaires:new.title') };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const id = await addQuestionnaire(asked.sql, reader, parseForm(asked.form, newForm));
  return goTo(`/questionnaires/${id}/edit`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function New() {
  return <NewPage {...useLoaderData<typeof loader>()} />;
}

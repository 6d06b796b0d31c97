import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { prepareConsultation } from '~/consultations/commands/preparing.server';
import { NewConsultation } from '~/consultations/components/preparation';
import { newForm, whatLists } from '~/consultations/forms-preparing';
import { listToChoose } from '~/consultations/queries/preparing.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { isSecretariat } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    title: asked.t('consultations:list.new'),
    language: asked.language,
    zone: reader.timeZone,
    once: randomUUID(),
    choose: await listToChoose(asked.sql, reader, asked.language, asked.now()),
    places: placesAndZones(asked.language),
  };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const id = await prepareConsultation(asked.sql, reader, parseForm(asked.form, newForm, whatLists));
  return goTo(`/consultations/${id}/edit`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function New() {
  return <NewConsultation {...useLoaderData<typeof loader>()} />;
}

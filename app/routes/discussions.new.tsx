import { randomUUID } from 'node:crypto';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { NewDiscussion } from '~/discussions/components/preparation';
import { discussionForm, discussionLists, onceForm } from '~/discussions/forms-preparing';
import { prepareDiscussion } from '~/discussions/preparing.server';
import { listOrganisationsToInvite } from '~/discussions/queries/preparing.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { isSecretariat } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  if (!isSecretariat(signedIn(asked))) throw refuse('not-found', 'shared:errors.not-found');
  return {
    title: asked.t('discussions:prepare.new'),
    language: asked.language,
    once: randomUUID(),
    organisations: await listOrganisationsToInvite(asked.sql),
    places: placesAndZones(asked.language),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const id = await prepareDiscussion(asked.sql, reader, {
    ...parseForm(asked.form, discussionForm, discussionLists),
    ...parseForm(asked.form, onceForm),
  });
  return goTo(`/discussions/${id}/edit`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function New() {
  return <NewDiscussion {...useLoaderData<typeof loader>()} />;
}

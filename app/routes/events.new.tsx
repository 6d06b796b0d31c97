import { randomUUID } from 'node:crypto';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { NewEvent } from '~/events/components/preparation';
import { eventLists, newEventForm } from '~/events/forms-preparing';
import { prepareEvent } from '~/events/preparing.server';
import { listToChoose } from '~/events/queries/preparing.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { isSecretariat } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    title: asked.t('events:prepare.new'),
    language: asked.language,
    zone: reader.timeZone,
    once: randomUUID(),
    choose: await listToChoose(asked.sql, asked.language),
    places: placesAndZones(asked.language),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const id = await prepareEvent(asked.sql, reader, parseForm(asked.form, newEventForm, eventLists));
  return goTo(`/events/${id}/edit`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function New() {
  return <NewEvent {...useLoaderData<typeof loader>()} />;
}

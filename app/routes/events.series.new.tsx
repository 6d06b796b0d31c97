import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { NewSeries } from '~/events/components/series-form';
import { seriesForm } from '~/events/forms-preparing';
import { createSeries } from '~/events/series.server';
import { isSecretariat } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  if (!isSecretariat(signedIn(asked))) throw refuse('not-found', 'shared:errors.not-found');
  return { title: asked.t('events:series.new'), language: asked.language, once: randomUUID() };
});

export const meta = titled;

const newSeriesForm = seriesForm.extend({ once: z.uuid('shared:errors.field') });

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const id = await createSeries(asked.sql, reader, parseForm(asked.form, newSeriesForm));
  return goTo(`/events/series/${id}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function New() {
  return <NewSeries {...useLoaderData<typeof loader>()} />;
}

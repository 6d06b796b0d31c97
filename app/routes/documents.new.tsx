import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { createDocument } from '~/documents/commands/creating.server';
import { NewDocument } from '~/documents/components/new-document';
import { newForm } from '~/documents/forms';
import { listLeads } from '~/documents/queries/listing.server';
import { templateText } from '~/documents/templates/templates';
import { dayOf } from '~/organisations/organisation';
import { isActive } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const leads = isActive(reader) ? await listLeads(asked.sql, reader, dayOf(asked.now())) : [];
  if (leads.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  return { title: asked.t('documents:new.title'), leads, language: asked.language, once: randomUUID() };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const leads = isActive(reader) ? await listLeads(asked.sql, reader, dayOf(asked.now())) : [];
  if (leads.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  const { template, ...input } = parseForm(asked.form, newForm);
  const text = templateText(template, input.language);
  const id = await createDocument(asked.sql, asked.texts, reader, { ...input, template, text }, asked.now());
  return goTo(`/documents/${id}/people`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function New() {
  return <NewDocument {...useLoaderData<typeof loader>()} />;
}

import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { ImportPage } from '~/documents/exchange/components/import-page';
import { importForm, reportInAddress } from '~/documents/exchange/forms';
import { importDocument } from '~/documents/exchange/importing.server';
import { importLimits, refusals } from '~/documents/exchange/refusals';
import { listLeads } from '~/documents/queries/listing.server';
import { dayOf } from '~/organisations/organisation';
import { isActive } from '~/people/person';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

async function leadsFor(asked: Asked) {
  const reader = signedIn(asked);
  const leads = isActive(reader) ? await listLeads(asked.sql, reader, dayOf(asked.now())) : [];
  if (leads.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  return { reader, leads };
}

export const loader = page(async (asked) => {
  const { leads } = await leadsFor(asked);
  const megabytes = importLimits.bytes / (1024 * 1024);
  return { title: asked.t('documents:import.title'), leads, language: asked.language, once: randomUUID(), megabytes };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, texts, cleanFile, convert, form, t } = asked;
  const { reader } = await leadsFor(asked);
  await asked.limit('upload', String(reader.id));
  const { title, ...input } = parseForm(form, importForm);
  const file = form.data.get('file');
  // A form without a file brings one without a name.
  if (!(file instanceof File) || (file.size === 0 && !file.name)) throw refusals.none();
  if (file.size > importLimits.bytes) throw refusals.tooLarge();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const words = (key: string) => (by: { author: string; at: string }) =>
    t(key, { author: by.author || '?', date: by.at.slice(0, 10) || '?', interpolation: { escapeValue: false } });
  const said = words('documents:import.said');
  const proposed = words('documents:import.proposed');
  const { id, report } = await importDocument(
    { sql, texts, reader, cleanFile, convert, now: asked.now(), said, proposed },
    { ...input, title: title || null, file: { bytes, name: file.name } },
  );
  return goTo(`/documents/${id}/imported?${reportInAddress(report)}`);
});

export default function Import() {
  return <ImportPage {...useLoaderData<typeof loader>()} />;
}

import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { listLeads } from '~/documents/queries/listing.server';
import { dayOf } from '~/organisations/organisation';
import { isActive } from '~/people/person';
import { currencies } from '~/programmes/budget';
import { beginProgramme } from '~/programmes/commands/beginning.server';
import { BeginPage } from '~/programmes/components/begin-page';
import { beginForm } from '~/programmes/forms';
import { screenLanguage } from '~/programmes/page.server';
import { areaChoices, countryChoices } from '~/programmes/place-choices';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { contentLanguages, languageNames } from '~/shared/languages';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

/** Organisations for which this reader may begin one. Refuses not-found where there is none. */
async function leadsOf(asked: Asked) {
  const reader = signedIn(asked);
  const leads = isActive(reader) ? await listLeads(asked.sql, reader, dayOf(asked.now())) : [];
  if (leads.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  return { reader, leads };
}

export const loader = page(async (asked) => {
  const { leads } = await leadsOf(asked);
  const language = screenLanguage(asked.language);
  return {
    title: asked.t('programmes:begin.title'),
    data: {
      leads: leads.map((l) => ({ value: String(l.id), label: l.name })),
      areas: areaChoices(language),
      countries: countryChoices(language),
      currencies: Object.keys(currencies),
      languages: contentLanguages.map((code) => ({ value: code as string, label: languageNames[code] })),
      writes: language as string,
      year: asked.now().getUTCFullYear(),
      once: randomUUID(),
    },
  };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { reader } = await leadsOf(asked);
  await asked.limit('write', String(reader.id));
  const id = await beginProgramme(asked.sql, reader, parseForm(asked.form, beginForm), asked.now());
  return goTo(`/programmes/${id}/edit`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Begin() {
  return <BeginPage data={useLoaderData<typeof loader>().data} />;
}

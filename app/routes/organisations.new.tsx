import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { addOrganisation } from '~/organisations/commands.server';
import { OrganisationForm } from '~/organisations/components/organisation-form';
import { newForm } from '~/organisations/forms';
import { limits, mayAdministerOrganisations } from '~/organisations/organisation';
import { placeChoices } from '~/organisations/places.server';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

function administrator(asked: Asked) {
  const reader = signedIn(asked);
  if (!mayAdministerOrganisations(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return reader;
}

/** Someone who registered named an organisation that is not here yet: `for` is that person, `name` what they typed. */
function applicantOf(url: URL): number | null {
  const id = url.searchParams.get('for') ?? '';
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
}

export const loader = page(async (asked) => {
  administrator(asked);
  return {
    title: asked.t('organisations:new.title'),
    values: { language: asked.language, name: (asked.url.searchParams.get('name') ?? '').slice(0, limits.name) },
    places: placeChoices(asked.language),
    back: applicantOf(asked.url) ? '/people' : '/organisations',
  };
});

export const action = deed(async (asked) => {
  const reader = administrator(asked);
  await asked.limit('write', String(reader.id));
  const input = parseForm(asked.form, newForm);
  const id = await addOrganisation(asked.sql, reader, input);
  const applicant = applicantOf(asked.url);
  return goTo(applicant ? `/people?for=${applicant}&organisation=${id}` : `/organisations/${input.handle}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function NewOrganisation() {
  const { title, ...form } = useLoaderData<typeof loader>();
  const { t } = useTranslation('organisations');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/organisations">{t('list.title')}</Link>
      </p>
      <h1>{title}</h1>
      <OrganisationForm deed="add" version={null} {...form} />
    </div>
  );
}

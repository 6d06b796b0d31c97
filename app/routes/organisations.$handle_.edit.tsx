import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { changeOrganisation, removeMembership, setMembership } from '~/organisations/commands.server';
import { Memberships } from '~/organisations/components/membership-form';
import { OrganisationForm } from '~/organisations/components/organisation-form';
import { membershipForm, removeMembershipForm, wholeForm, wordsForm } from '~/organisations/forms';
import { nameField, nameIn } from '~/organisations/names';
import { mayAdministerOrganisations, mayEditWords } from '~/organisations/organisation';
import { placeChoices } from '~/organisations/places.server';
import { type OrganisationRecord, readOrganisation } from '~/organisations/queries.server';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

/** Whoever may not change it learns nothing from a form of theirs either: asked before the form is read. */
async function editor(asked: Asked) {
  const reader = signedIn(asked);
  const organisation = await readOrganisation(asked.sql, reader, asked.params.handle ?? '');
  if (!mayEditWords(reader, organisation.id)) throw refuse('not-found', 'shared:errors.not-found');
  return { reader, organisation, administers: mayAdministerOrganisations(reader) };
}

export const loader = page(async (asked) => {
  const { organisation: o, administers } = await editor(asked);
  return {
    title: asked.t('organisations:edit.title', { name: nameIn(o, asked.language).name }),
    handle: o.handle,
    values: valuesOf(o),
    version: o.version,
    places: administers ? placeChoices(asked.language) : null,
    memberships: administers ? o.memberships : null,
  };
});

function valuesOf(o: OrganisationRecord): Record<string, string> {
  return {
    name: o.name,
    shortName: o.shortName ?? '',
    language: o.language,
    mandate: o.mandate,
    sector: o.sectorDetail ? `${o.sector}/${o.sectorDetail}` : o.sector,
    region: o.region,
    country: o.country ?? '',
    ...Object.fromEntries(Object.entries(o.names).map(([language, name]) => [nameField(language), name])),
  };
}

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const { reader, organisation, administers } = await editor(asked);
  const { handle } = organisation;
  await asked.limit('write', String(reader.id));
  const kind = form.typed.deed ?? '';
  if (kind.startsWith('membership-')) await setMembership(sql, reader, handle, parseForm(form, membershipForm));
  else if (kind.startsWith('remove-membership-'))
    await removeMembership(sql, reader, handle, parseForm(form, removeMembershipForm));
  // A focal point's form has no place in it; the secretariat's must have one.
  else if (administers) await changeOrganisation(sql, reader, handle, parseForm(form, wholeForm));
  else await changeOrganisation(sql, reader, handle, parseForm(form, wordsForm));
  return goTo(`/organisations/${handle}`);
});

export const meta = titled;
export const shouldRevalidate = rereadAfterConflict;

export default function EditOrganisation() {
  const { title, handle, values, version, places, memberships } = useLoaderData<typeof loader>();
  const { t } = useTranslation('organisations');
  const back = `/organisations/${handle}`;
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/organisations">{t('list.title')}</Link> › <Link to={back}>{values.shortName || values.name}</Link>
      </p>
      <h1>{title}</h1>
      <OrganisationForm deed="change" values={values} places={places} version={version} back={back} />
      {memberships && <Memberships memberships={memberships} version={version} />}
    </div>
  );
}

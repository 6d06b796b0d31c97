import { useLoaderData } from '@remix-run/react';
import { organisationChoices } from '~/organisations/queries.server';
import { mayAdmit, whyNotAppoint, whyNotApprove, whyNotReinstate, whyNotSuspend } from '~/people/admission';
import { approve, reinstate, suspend } from '~/people/admission.commands.server';
import { approveAgainForm, officeForm, staffForm, suspendForm, takeOfficeForm } from '~/people/admission.forms';
import { type PersonPage, readPerson } from '~/people/admission.queries.server';
import { giveOffice, setStaff, takeOffice } from '~/people/appointing.commands.server';
import { PersonRecord } from '~/people/components/admission/person-record';
import type { Reader } from '~/people/person';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, reader, language, params } = asked;
  // Nobody is asked to sign in here: that would say that there is such a person.
  if (!reader) throw refuse('not-found', 'shared:errors.not-found');
  const person = await readPerson(sql, reader, params.handle ?? '', language);
  const allowed = person.decision && allowedTo(reader, person);
  const { decidedBySecretariat: _, ...shown } = person;
  const needsChoices = allowed?.appoint || (allowed?.approve && person.organisationId === null);
  return {
    title: person.name,
    ...shown,
    allowed,
    organisations: needsChoices ? await organisationChoices(sql, language) : null,
    admits: mayAdmit(reader),
    zone: reader.timeZone,
  };
});

function allowedTo(reader: Reader, person: PersonPage) {
  const appoint = !whyNotAppoint(reader, person);
  return {
    approve: !whyNotApprove(reader, person, 'refused'),
    suspend: !whyNotSuspend(reader, person),
    reinstate: !whyNotReinstate(reader, person),
    appoint,
    staff: appoint && reader.id !== person.id,
  };
}

export const action = deed(async (asked) => {
  const { sql, reader, form, params, language } = asked;
  if (!reader) throw refuse('not-found', 'shared:errors.not-found');
  const { id, handle, decision } = await readPerson(sql, reader, params.handle ?? '', language);
  if (!decision) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const now = asked.now();
  const kind = form.typed.deed ?? '';
  if (kind === 'suspend') await suspend(sql, reader, { person: id, ...parseForm(form, suspendForm) }, now);
  else if (kind === 'reinstate') await reinstate(sql, reader, { person: id }, now);
  else if (kind === 'approve')
    await approve(sql, reader, { person: id, ...parseForm(form, approveAgainForm), from: 'refused' }, now);
  else if (kind === 'office') await giveOffice(sql, reader, { person: id, ...parseForm(form, officeForm) });
  else if (kind.startsWith('take-office-')) {
    await takeOffice(sql, reader, { person: id, ...parseForm(form, takeOfficeForm) });
  } else if (kind === 'staff') await setStaff(sql, reader, { person: id, ...parseForm(form, staffForm) });
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/people/${handle}`);
});

export const meta = titled;
export const shouldRevalidate = rereadAfterConflict;

export default function Person() {
  const { title: _, ...person } = useLoaderData<typeof loader>();
  return <PersonRecord {...person} />;
}

import { useLoaderData } from '@remix-run/react';
import { organisationChoices } from '~/organisations/queries.server';
import { mayAdmit } from '~/people/admission';
import { approve, refusePerson } from '~/people/admission.commands.server';
import { approveForm, peopleSearch, refuseForm } from '~/people/admission.forms';
import { type ListedPerson, listLength, listPeople } from '~/people/admission.queries.server';
import { PeoplePage, type PeoplePageProps } from '~/people/components/admission/people-page';
import { isSecretariat } from '~/people/person';
import { answerBy } from '~/people/waiting';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { queryTyped } from '~/shared/search.server';
import { titled } from '~/shared/title';

const dones = ['approved', 'refused'];

function admitter(asked: Asked) {
  const reader = signedIn(asked);
  if (!mayAdmit(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return reader;
}

export const loader = page(async (asked) => {
  const reader = admitter(asked);
  const { sql, url, language, t } = asked;
  const search = peopleSearch.parse(Object.fromEntries(url.searchParams));
  const all = isSecretariat(reader);
  const query = queryTyped(search.q);
  const choosing = all && search.state === 'waiting' ? search.for : undefined;
  const [{ people, total }, organisations] = await Promise.all([
    listPeople(sql, reader, { state: search.state, page: search.page, language, query, first: choosing }),
    choosing ? organisationChoices(sql, language) : [],
  ]);
  const done = url.searchParams.get('done') ?? '';
  const common = {
    done: dones.includes(done) ? done : null,
    total,
    page: search.page,
    pages: Math.ceil(total / listLength),
    all,
    query,
  };
  const now = asked.now();
  const list: PeoplePageProps =
    search.state === 'waiting'
      ? {
          ...common,
          state: 'waiting',
          people: people.map((p) => ({
            ...waiting(p, now),
            mayChoose: all,
            choosing: p.id === choosing ? { organisations, chosen: search.organisation ?? null } : null,
            zone: reader.timeZone,
          })),
        }
      : { ...common, state: search.state, people: people.map(line) };
  return { title: t('admission:title'), list };
});

function waiting(p: ListedPerson, now: Date) {
  const since = p.emailConfirmedAt ?? p.registeredAt;
  const promised = answerBy(since);
  const { id, name, handle, email, organisation, organisationHandle, organisationId, organisationWanted } = p;
  return {
    id,
    name,
    handle,
    email,
    organisation,
    organisationHandle,
    organisationId,
    organisationWanted,
    since: since.toISOString(),
    answerBy: promised.toISOString(),
    late: promised < now,
  };
}

function line({ id, name, handle, email, organisation, secretariat, offices, decisionReason: reason }: ListedPerson) {
  return { id, name, handle, email, organisation, secretariat, offices, reason };
}

export const action = deed(async (asked) => {
  const reader = admitter(asked);
  const { sql, form } = asked;
  await asked.limit('write', String(reader.id));
  if (form.typed.deed?.startsWith('refuse-')) {
    await refusePerson(sql, reader, parseForm(form, refuseForm), asked.now());
    return goTo('/people?done=refused');
  }
  await approve(sql, reader, { ...parseForm(form, approveForm), from: 'waiting' }, asked.now());
  return goTo('/people?done=approved');
});

export const meta = titled;
export const shouldRevalidate = rereadAfterConflict;

export default function People() {
  return <PeoplePage {...useLoaderData<typeof loader>().list} />;
}

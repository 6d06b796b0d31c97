import { useLoaderData } from '@remix-run/react';
import { organisationChoices } from '~/organisations/queries.server';
import { register } from '~/people/commands/registration.server';
import { RegisterPage } from '~/people/components/registering';
import { registration } from '~/people/forms';
import { checkPassword } from '~/people/password.server';
import { listZones } from '~/people/zones';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, language, t }) => {
  if (reader) throw goTo('/account');
  return {
    title: t('people:register.title'),
    organisations: await organisationChoices(sql, language),
    zones: listZones(),
    language,
  };
});

export const action = deed(async ({ sql, reader, form, limit, from }) => {
  if (reader) throw goTo('/account');
  const input = parseForm(form, registration, [], (typed) =>
    checkPassword(typed('password'), { name: typed('name'), email: typed('email') }),
  );
  await limit('register', from);
  await limit('mail', input.email.toLowerCase());
  await register(sql, input);
  return goTo('/confirm');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Register() {
  return <RegisterPage {...useLoaderData<typeof loader>()} />;
}

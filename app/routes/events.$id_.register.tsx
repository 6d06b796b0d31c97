import { useLoaderData } from '@remix-run/react';
import { RegisterPage } from '~/events/registration/components/register-page';
import { withAccount, withAccountAlone, withoutAccount } from '~/events/registration/forms';
import { deedOnOwn } from '~/events/registration/own-deeds.server';
import { loadOwnPage } from '~/events/registration/page.server';
import { askWithoutAccount, registerReader } from '~/events/registration/registering.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadOwnPage(asked, { event: idOf(asked.params.id) });
  const said = asked.url.searchParams;
  return {
    title: asked.t('registration:title'),
    data: data!,
    sent: said.has('sent'),
    withdrawn: said.has('withdrawn'),
    signedIn: asked.reader !== null,
  };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, reader, form, limit, from } = asked;
  const event = idOf(asked.params.id);
  const here = `/events/${event}/register`;
  if (form.typed.deed === 'ask' && !reader) {
    const input = parseForm(form, withoutAccount);
    await limit('register', from);
    await limit('mail', input.email.toLowerCase());
    await askWithoutAccount(sql, { event, ...input }, asked.now());
    return goTo(`${here}?sent=yes`);
  }
  const person = signedIn(asked);
  await limit('write', String(person.id));
  if (form.typed.deed === 'register') {
    // Who belongs to no organisation is asked for whom they come; the sector of others is their organisation's.
    const input = 'sector' in form.typed ? parseForm(form, withAccountAlone) : parseForm(form, withAccount);
    await registerReader(sql, person, { event, ...input }, asked.now());
    return goTo(here);
  }
  const next = await deedOnOwn(asked, { reader: person, event });
  return goTo(next === 'withdrawn' ? `${here}?withdrawn=yes` : here);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Register() {
  return <RegisterPage {...useLoaderData<typeof loader>()} />;
}

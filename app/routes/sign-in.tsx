import { useLoaderData } from '@remix-run/react';
import { doorOf } from '~/people/commands/door.server';
import { askLink, signInByPassword } from '~/people/commands/signing-in.server';
import { SignInPage } from '~/people/components/signing-in';
import { linkRequest, passwordSignIn } from '~/people/forms';
import { tokenHours } from '~/people/tokens.server';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { placeWithin } from '~/shared/place';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ reader, url, t }) => {
  const to = placeWithin(url.searchParams.get('to'));
  if (reader) throw goTo(to);
  return {
    title: t('people:sign-in.title'),
    to,
    sent: url.searchParams.get('sent') === 'yes',
    minutes: tokenHours['sign-in'] * 60,
  };
});

export const action = deed(async (asked) => {
  const { sql, form, limit, from, language } = asked;
  if (form.typed.deed === 'link') {
    const { email, to } = parseForm(form, linkRequest);
    await limit('sign-in', from);
    await limit('mail', email.toLowerCase());
    await askLink(sql, 'sign-in', { email, to, language });
    return goTo(`/sign-in?${new URLSearchParams({ sent: 'yes', to })}`);
  }
  const { email, password, to } = parseForm(form, passwordSignIn);
  await limit('sign-in', from);
  await limit('sign-in-person', email.toLowerCase());
  const cookie = await signInByPassword(sql, { email, password }, doorOf(asked));
  return goTo(to, { 'Set-Cookie': cookie });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function SignIn() {
  return <SignInPage {...useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { endMySession } from '~/people/commands/account.server';
import { SignOutPage } from '~/people/components/signing-in';
import { blankCookie } from '~/people/sessions.server';
import { deed, goTo, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ reader, t }) => ({ title: t('people:sign-out.title'), signedIn: reader !== null }));

export const action = deed(async ({ sql, reader, form, secureCookies }) => {
  if (reader) await endMySession(sql, reader, reader.session);
  return goTo(form.typed.to ?? '/', { 'Set-Cookie': blankCookie(sql, secureCookies) });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function SignOut() {
  return <SignOutPage {...useLoaderData<typeof loader>()} />;
}

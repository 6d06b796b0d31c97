import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { describeAgent } from '~/people/agent';
import { findLinkOwner, resetPassword } from '~/people/commands/signing-in.server';
import { DeadLink, NewPasswordPage } from '~/people/components/signing-in';
import { newPassword } from '~/people/forms';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, url, t }) => {
  const owner = await findLinkOwner(sql, 'reset', url.searchParams.get('token'));
  return data(
    { title: owner ? t('people:reset.title') : t('people:dead.title'), owner },
    { status: owner ? 200 : 410 },
  );
});

export const action = deed(async ({ sql, url, form, limit, from, request, secureCookies }) => {
  const { password } = parseForm(form, newPassword);
  await limit('sign-in', from);
  const door = { agent: describeAgent(request.headers.get('user-agent')), secure: secureCookies };
  const cookie = await resetPassword(sql, url.searchParams.get('token'), password, door);
  return goTo('/account?done=reset', { 'Set-Cookie': cookie });
});

export const meta = titled;

export default function NewPassword() {
  const { owner } = useLoaderData<typeof loader>();
  return owner ? <NewPasswordPage {...owner} /> : <DeadLink kind="reset" />;
}

import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { describeAgent } from '~/people/agent';
import { confirm, findConfirmable } from '~/people/commands/registration.server';
import { ConfirmPage, LookInMail } from '~/people/components/registering';
import { DeadLink } from '~/people/components/signing-in';
import { confirmation } from '~/people/forms';
import { tokenHours } from '~/people/tokens.server';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { titled } from '~/shared/title';

/** Without a token, what everyone sees after registering. Looking spends nothing: mail scanners follow links. */
export const loader = page(async ({ sql, url, t }) => {
  const token = url.searchParams.get('token');
  if (!token)
    return data({ title: t('people:confirm.sent-title'), hours: tokenHours.confirm, person: null, dead: false });
  const person = await findConfirmable(sql, token);
  const title = person ? t('people:confirm.title') : t('people:dead.title');
  return data({ title, hours: 0, person, dead: !person }, { status: person ? 200 : 410 });
});

export const action = deed(async ({ sql, url, form, request, secureCookies, limit, from, now }) => {
  const { password } = parseForm(form, confirmation);
  await limit('sign-in', from);
  const door = { agent: describeAgent(request.headers.get('user-agent')), secure: secureCookies };
  const cookie = await confirm(sql, url.searchParams.get('token'), password, door, now());
  return goTo('/account', { 'Set-Cookie': cookie });
});

export const meta = titled;

export default function Confirm() {
  const { person, dead, hours } = useLoaderData<typeof loader>();
  if (dead) return <DeadLink kind="confirm" />;
  return person ? <ConfirmPage {...person} /> : <LookInMail hours={hours} />;
}

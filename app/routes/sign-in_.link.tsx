import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { describeAgent } from '~/people/agent';
import { endMySession } from '~/people/commands/account.server';
import { findLinkOwner, signInByLink } from '~/people/commands/signing-in.server';
import { DeadLink, LinkPage } from '~/people/components/signing-in';
import { deed, goTo, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, url, t }) => {
  const owner = await findLinkOwner(sql, 'sign-in', url.searchParams.get('token'));
  return data({ title: owner ? t('people:link.title') : t('people:dead.title'), owner }, { status: owner ? 200 : 410 });
});

export const action = deed(async ({ sql, reader, url, limit, from, request, secureCookies }) => {
  await limit('sign-in', from);
  const door = { agent: describeAgent(request.headers.get('user-agent')), secure: secureCookies };
  const cookie = await signInByLink(sql, url.searchParams.get('token'), door);
  if (reader) await endMySession(sql, reader, reader.session);
  return goTo(url.searchParams.get('to') ?? '/', { 'Set-Cookie': cookie });
});

export const meta = titled;

export default function SignInLink() {
  const { owner } = useLoaderData<typeof loader>();
  return owner ? <LinkPage {...owner} /> : <DeadLink kind="sign-in" />;
}

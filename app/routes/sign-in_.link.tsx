import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { doorOf } from '~/people/commands/door.server';
import { findLinkOwner, signInByLink } from '~/people/commands/signing-in.server';
import { DeadLink, LinkPage } from '~/people/components/signing-in';
import { nameOfOther } from '~/people/person';
import { deed, goTo, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, url, t }) => {
  const owner = await findLinkOwner(sql, 'sign-in', url.searchParams.get('token'));
  const title = owner ? t('people:link.title') : t('people:dead.title');
  return data({ title, owner, other: nameOfOther(reader, owner?.email) }, { status: owner ? 200 : 410 });
});

export const action = deed(async (asked) => {
  const { sql, url, limit, from } = asked;
  await limit('sign-in', from);
  const cookie = await signInByLink(sql, url.searchParams.get('token'), doorOf(asked));
  return goTo(url.searchParams.get('to') ?? '/', { 'Set-Cookie': cookie });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function SignInLink() {
  const { owner, other } = useLoaderData<typeof loader>();
  return owner ? <LinkPage {...owner} other={other} /> : <DeadLink kind="sign-in" />;
}
